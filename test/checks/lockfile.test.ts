// The lockfile check finds a platform package that was dropped.
import { expect } from 'chai';
import { missingPackages } from './lockfile.ts';

const tool = { optionalDependencies: { 'tool-linux': '1.0.0', '@tool/mac': '1.0.0' } };

describe('the lockfile check', () => {
  it('names optional packages that are not locked', () => {
    const packages = { '': {}, 'node_modules/tool': tool, 'node_modules/tool-linux': {} };
    expect(missingPackages({ packages })).to.deep.equal(['@tool/mac']);
  });

  it('accepts a lockfile that has them all, wherever they are placed', () => {
    const nested = { 'node_modules/tool/node_modules/@tool/mac': {}, 'node_modules/tool-linux': {} };
    expect(missingPackages({ packages: { 'node_modules/tool': tool, ...nested } })).to.deep.equal([]);
  });
});
