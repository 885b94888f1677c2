// Connections of the pool that stop answering, as when a server's address goes over to another machine: nothing is refused or
// closed, and nothing comes any more.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import { sql } from 'kysely';
import { isTransient, isUnreachable, openDatabase, type DatabaseHandle } from '../../../src/platform/db.ts';
import { testServer } from '../../support/postgres.ts';

describe('a connection that does not answer any more', () => {
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let database: DatabaseHandle;
  before(async () => {
    const url = new URL((await testServer()).url('postgres'));
    proxy = await startProxy(Number(url.port));
    url.port = String(proxy.port);
    url.searchParams.set('query_timeout', '200');
    database = openDatabase({ url: url.href, poolSize: 1, onError: () => undefined });
  });
  after(async () => {
    await database.close();
    await proxy.close();
  });

  const ask = () => sql`select 1`.execute(database.db);
  const within = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  it('fails what waits for it, and is not used again', async () => {
    await ask();
    proxy.fallSilent();
    expect(isUnreachable(await within(ask()))).to.equal(true);
    await ask();
  });

  it('fails its transaction, without waiting for an answer to the rollback', async () => {
    const begun = database.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      proxy.fallSilent();
      await sql`select 2`.execute(trx);
    });
    expect(isUnreachable(await within(begun))).to.equal(true);
    await ask();
  });
});

describe('a process that stands still in a transaction', () => {
  let database: DatabaseHandle;
  before(async () => {
    const url = new URL((await testServer()).url('postgres'));
    url.searchParams.set('idle_in_transaction_session_timeout', '50');
    database = openDatabase({ url: url.href, poolSize: 1, onError: () => undefined });
  });
  after(() => database.close());

  it('has lost its connection, and may try again', async () => {
    const still = database.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      // As when the machine is: what the server says meanwhile is read after the next statement was sent.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      await sql`select 1`.execute(trx);
    });
    const error = await still.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    expect([isUnreachable(error), isTransient(error)]).to.deep.equal([true, true]);
    await sql`select 1`.execute(database.db);
  });
});

describe('a pool that is closed', () => {
  it('has nothing to tell of its connections any more', async () => {
    const told: Error[] = [];
    const url = (await testServer()).url('postgres');
    const { pool, close } = openDatabase({ url, poolSize: 1, onError: (error) => void told.push(error) });
    await pool.query('select 1');
    const [late, later] = [new Error('terminated'), new Error('terminated')];
    pool.emit('error', late);
    await close();
    pool.emit('error', later);
    expect(told).to.deep.equal([late]);
  });
});

describe('a table that a migration gives another column', () => {
  it('is read on by who has read it before', async () => {
    const server = await testServer();
    const url = await server.createDatabase();
    const { db, close } = openDatabase({ url, poolSize: 1, onError: () => undefined });
    const read = () => db.selectFrom('channels as c').selectAll('c').where('c.account', '=', 'none').execute();
    await read();
    await sql`alter table channels add column later text`.execute(db);
    expect(await read()).to.deep.equal([]);
    await close();
    await server.dropDatabase(url);
  });
});

/** Carries bytes to a port of this machine. */
async function startProxy(to: number) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** What is connected stays so, and nothing gets through; new connections are as before. */
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
