// What a provider answered is not forgotten because Postgres was away when it was to be written down.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { createLogger } from '../../src/platform/log.ts';
import { openQueue } from '../../src/platform/queue-open.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { makePeople, queueTo, text } from '../support/sending.ts';
import { until } from '../support/until.ts';

// Longer than the first few tries, shorter than the lease.
const awayMs = 6_000;

describe('Postgres away when an answer comes', function away() {
  this.timeout(120_000);
  let cluster: Cluster;
  before(async () => {
    cluster = await startCluster({ sandbox: { enforceWindow: false } });
  });
  after(() => cluster.stop());

  it('sends again what the provider did not take', async () => {
    const { db, pool } = cluster.database;
    const { rows } = await pool.query<{ id: string; tenantId: string }>(
      `select id, tenant_id as "tenantId" from channels where provider = 'meta'`,
    );
    // So that it is killed while the answer is being written down.
    await pool.query(`
      create function linger() returns trigger language plpgsql as $$ begin perform pg_sleep(5); return new; end $$;
      create trigger linger before update on send_attempts for each row execute function linger()`);
    await cluster.start('receiver,worker');
    const fault = cluster.sandbox.faults.add({ kind: 'rate_limited' }, { provider: 'meta', times: 1 });
    const url = cluster.childEnv['DATABASE_URL']!;
    const queue = await openQueue({ url, pool, log: createLogger('silent'), worker: false });
    const [id] = await queueTo({ db, queue }, await makePeople(db, rows[0]!, 1), text('kept'));
    await queue.stop();
    await until('it is refused', () => fault.hits === 1);
    await until('the refusal is being written', async () => {
      const { rowCount } = await pool.query(`select from pg_stat_activity where wait_event = 'PgSleep'`);
      return rowCount === 1;
    });
    await cluster.postgres.kill();
    await sleep(awayMs);
    await cluster.postgres.start();
    await pool.query('drop trigger linger on send_attempts');
    const status = await until(
      'it has ended',
      async () => {
        const message = await db
          .selectFrom('messages')
          .select('status')
          .where('id', '=', id!)
          .executeTakeFirstOrThrow();
        return message.status !== 'queued' && message.status !== 'accepted' && message.status;
      },
      60_000,
    );
    expect(status).to.be.oneOf(['sent', 'delivered', 'read']);
    expect(cluster.sandbox.accepted.list().map(({ body }) => body)).to.deep.equal(['kept 0']);
  });
});
