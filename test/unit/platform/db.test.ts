// Errors on the way to the database: what they are about decides whether work is kept for later, tried again, or given up.
import { expect } from 'chai';
import pg from 'pg';
import { isRefusal, isTransient, isUnreachable, RowConflict, sqlState } from '../../../src/platform/db.ts';

describe('errors on the way to the database', () => {
  const network = (code: string) => Object.assign(new Error(`write ${code}`), { code });
  const server = (code: string) => Object.assign(new pg.DatabaseError('said no', 6, 'error'), { code });

  it("a broken connection is one, also where its code looks like one of the server's", () => {
    for (const code of ['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT']) {
      expect(sqlState(network(code)), code).to.equal(undefined);
      expect([isUnreachable(network(code)), isTransient(network(code)), isRefusal(network(code))]).to.deep.equal([
        true,
        true,
        false,
      ]);
    }
    for (const text of ['Connection terminated unexpectedly', 'Client was closed and is not queryable'])
      expect(isUnreachable(new Error(text)), text).to.equal(true);
    expect(isUnreachable(new Error('something else'))).to.equal(false);
  });

  it('a server behind a socket of this machine takes its file with it', () => {
    const missing = (syscall: string) => Object.assign(network('ENOENT'), { syscall });
    expect([isUnreachable(missing('connect')), isUnreachable(missing('open'))]).to.deep.equal([true, false]);
  });

  it('a server that goes away or comes up is away; one that is full or a standby is there, and refuses nothing in particular', () => {
    for (const code of ['57P01', '57P03', '25P03', '08006', '53300'])
      expect(isUnreachable(server(code)), code).to.equal(true);
    for (const code of ['53100', '25006', '42P01'])
      expect([isUnreachable(server(code)), isRefusal(server(code))], code).to.deep.equal([false, false]);
  });

  it('values, sizes and conflicts are refused', () => {
    for (const error of [server('22P05'), server('23505'), server('54000'), server('40P01'), new RowConflict()])
      expect(isRefusal(error)).to.equal(true);
    expect([isTransient(new RowConflict()), isTransient(server('40P01')), isTransient(server('22P05'))]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });
});
