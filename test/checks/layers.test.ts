// The layer check catches what it is for: each rule is broken once on purpose.
import path from 'node:path';
import { expect } from 'chai';
import { doubts, readSources, violations } from './layers.ts';

const registry = {
  file: 'src/jobs/registry.ts',
  text: `import { identityJob } from './identity.ts';\nimport { outboundJob } from './outbound/index.ts';\n`,
};

const planted: [file: string, text: string, problem: RegExp][] = [
  ['src/domain/x.ts', `import { loadConfig } from '../platform/config.ts';`, /domain must not import platform/],
  ['src/platform/x.ts', `import type { Row } from '../store/people.ts';`, /platform must not import store/],
  [
    'src/providers/meta/x.ts',
    `import {\n  a,\n  b,\n} from '../../store/people.ts';`,
    /providers must not import store/,
  ],
  ['src/providers/x.ts', `export { a } from '../jobs/job.ts';`, /providers must not import jobs/],
  ['src/providers/x.ts', `export * from '../jobs/job.ts';`, /providers must not import jobs/],
  ['src/receiver/x.ts', `const api = await import('../api/server.ts');`, /receiver must not import api/],
  ['src/sandbox/x.ts', `import '../providers/registry.ts';`, /sandbox must not import providers/],
  ['src/sandbox/x.ts', `type P = typeof import('../providers/registry.ts');`, /sandbox must not import providers/],
  ['src/store/x.ts', `import { until } from '../../test/support/until.ts';`, /outside src/],
  ['src/intake/flows/x.ts', `import { engine } from '../engine.ts';`, /a flow imports only/],
  ['src/intake/flows/x.ts', `import { log } from '../../platform/log.ts';`, /a flow imports only/],
  ['src/jobs/identity.ts', `import { settle } from './outbound/settle.ts';`, /must not import another job/],
  ['src/jobs/outbound/x.ts', `import { identityJob } from '../identity.ts';`, /must not import another job/],
  ['src/jobs/x.ts', `import PgBoss from 'pg-boss';`, /pg-boss belongs to/],
  ['src/api/x.ts', `import Koa from 'koa';`, /koa belongs to/],
  ['src/store/x.ts', `import type { Pool } from 'pg';`, /pg belongs to/],
  ['src/domain/x.ts', `import { z } from 'zod/mini';`, /zod belongs to/],
  ['src/platform/x.ts', `import chalk from 'chalk';`, /chalk has no owner/],
  ['src/helpers/x.ts', `import path from 'node:path';\nimport '../domain/ids.ts';`, /belongs to no layer/],
];

describe('the layer check', () => {
  for (const [file, text, problem] of planted) {
    it(`refuses ${text.replaceAll(/\s+/g, ' ')} in ${file}`, () => {
      const found = violations([registry, { file, text }]);
      expect(found).to.have.length(1);
      expect(found[0]).to.match(problem);
    });
  }

  it('takes no comment and no string for an import, and lets through what is allowed', () => {
    const text = [
      `// import { a } from '../store/people.ts';`,
      `/**\n * import { a } from '../store/people.ts';\n */`,
      `import type { Id } from '../domain/ids.ts';`,
      `import { promisify } from 'node:util';`,
      `import pg from 'pg';`,
      `const text = "import { a } from '../store/people.ts'";`,
    ].join('\n');
    expect(violations([{ file: 'src/platform/x.ts', text }])).to.deep.equal([]);
  });

  it('does not pass when it has seen nothing', () => {
    const root = path.join(import.meta.dirname, '../..');
    expect(doubts(root, [])).not.to.deep.equal([]);
    const half = readSources(root).filter(({ file }) => !file.startsWith('src/store/'));
    expect(doubts(root, half)).to.include('no file seen in store');
  });
});
