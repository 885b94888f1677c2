// A worker is killed while it sends at a limited rate, with messages kept for their turns: none is lost, none sent twice,
// and only the calls that were in flight at that moment are in doubt.
import { expect } from 'chai';
import { createLogger } from '../../src/platform/log.ts';
import { openQueue } from '../../src/platform/queue-open.ts';
import type { Queue } from '../../src/platform/queue.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { makePeople, mostInASecond, queueTo, text } from '../support/sending.ts';
import { until } from '../support/until.ts';

const delays = { acceptMs: [5, 25], sentMs: 5, deliveredMs: 10, readMs: 10 } as const;

describe('a worker killed while it sends at a limited rate', function killed() {
  this.timeout(120_000);
  let cluster: Cluster;
  let queue: Queue;
  before(async () => {
    cluster = await startCluster({ sandbox: { delays, enforceWindow: false } });
    const url = cluster.childEnv['DATABASE_URL']!;
    queue = await openQueue({ url, pool: cluster.database.pool, log: createLogger('silent'), worker: false });
  });
  after(async () => {
    await queue.stop();
    await cluster.stop();
  });

  it('leaves nothing lost, nothing sent twice, and little in doubt', async () => {
    const { db, pool } = cluster.database;
    const { rows } = await pool.query<{ id: string; tenantId: string }>(
      `update channels set rate_per_second = 50 where provider = 'meta' returning id, tenant_id as "tenantId"`,
    );
    await cluster.start('receiver');
    await cluster.start('worker');
    const victim = await cluster.start('worker');
    const count = 300;
    await queueTo({ db, queue }, await makePeople(db, rows[0]!, count), text('bulk'), { bulk: true });
    await until('some are sent', () => cluster.sandbox.accepted.count >= 40, 30_000);
    await victim.end('SIGKILL');
    const messages = await until(
      'all have ended',
      async () => {
        const all = await db.selectFrom('messages').select(['body', 'status']).execute();
        return all.every(({ status }) => status === 'read' || status === 'uncertain') && all;
      },
      90_000,
    );
    const sent = cluster.sandbox.accepted.list();
    expect(new Set(sent.map(({ body }) => body)).size, 'nothing twice').to.equal(sent.length);
    expect(mostInASecond(sent)).to.be.at.most(50);
    const uncertain = messages.filter(({ status }) => status === 'uncertain');
    expect(uncertain.length).to.be.at.most(15);
    expect(messages.length).to.equal(count);
    expect(sent.length).to.be.at.least(count - uncertain.length);
  });
});
