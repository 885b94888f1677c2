import { expect } from 'chai';
import fc from 'fast-check';
import { Refusal } from '../../../src/api/errors.ts';
import { Fields } from '../../../src/api/fields.ts';
import { pageSize, pageToken, readPageToken } from '../../../src/api/pagination.ts';

describe('page tokens', () => {
  const read = (query: unknown, token: string) => {
    const fields = new Fields();
    const cursor = readPageToken(fields, query, token);
    fields.done();
    return cursor;
  };

  it('carry any cursor back to the query they were made for', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.string(), { maxLength: 3 }), (query, cursor) => {
        expect(read(query, pageToken(query, cursor))).to.deep.equal(cursor);
      }),
    );
  });

  it('are refused for any other query', () => {
    expect(() => read(['b', 1], pageToken(['a', 1], ['x']))).to.throw(Refusal);
  });

  it('are refused when anything in them was changed', () => {
    const token = pageToken('query', ['01900000-0000-7000-8000-000000000000']);
    fc.assert(
      fc.property(fc.nat(token.length - 2), fc.constantFrom('a', 'b', 'Y', 'Z', '0', '9', '_', '-'), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(() => read('query', token.slice(0, at) + letter + token.slice(at + 1))).to.throw(Refusal);
      }),
    );
  });

  it('may be absent: the first page', () => {
    expect(read('query', '')).to.equal(undefined);
  });
});

describe('page sizes', () => {
  it('are 50 by default and 200 at most', () => {
    const sizes = [0, 1, 200, 201, 2_147_483_647].map((size) => pageSize(new Fields(), size));
    expect(sizes).to.deep.equal([50, 1, 200, 200, 200]);
  });
});
