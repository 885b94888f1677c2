// Workers are killed, and stopped, while reminders are due, for real: each is sent, none is sent twice, and each says what
// became of it.
import { expect } from 'chai';
import type { TemplateContent } from '../../src/domain/message.ts';
import { insertReminders, type NewReminder } from '../../src/store/reminders.ts';
import { startCluster, type Cluster, type RoleProcess } from '../support/cluster.ts';
import { anyTime } from '../support/platform.ts';
import { until } from '../support/until.ts';
import { addTemplate } from '../integration/api/harness.ts';
import { newReminder } from '../integration/api/stored-reminders.ts';

const idleInTransactionMs = 1_500;

describe('reminders, when workers are killed or stopped', function () {
  this.timeout(120_000);
  let cluster: Cluster;
  let channel: { id: string; tenant_id: string };
  let worker: RoleProcess;
  before(async () => {
    cluster = await startCluster({ sandbox: anyTime, idleInTransactionMs });
    const { db } = cluster.database;
    const query = db.selectFrom('channels').select(['id', 'tenant_id']).where('provider', '=', 'meta');
    channel = await query.executeTakeFirstOrThrow();
    const owner = { id: channel.tenant_id, channelId: channel.id };
    await addTemplate(cluster, owner, { name: 'visit', body: 'You are expected: {{1}}.' }, { external_id: '21' });
    await db.updateTable('channels').set({ templates_synced_at: new Date(), rate_per_second: 150 }).execute();
    await cluster.start('receiver');
    worker = await cluster.start('worker');
  });
  after(() => cluster.stop());

  let people = 0;
  const freshPhone = () => `+2786${String(1_000_000 + people++)}`;
  const monday: TemplateContent = {
    kind: 'template',
    name: 'visit',
    language: 'en',
    body: [{ text: 'Monday' }],
    buttons: [],
  };
  const toReminder = (occursAt: Date) => {
    const [phone, owner] = [freshPhone(), { id: channel.tenant_id, channelId: channel.id }];
    return { ...newReminder(owner, occursAt, { content: monday, quietHours: 'ignore' }), phone };
  };
  const remind = async (...times: Date[]) => {
    const reminders = times.map(toReminder);
    await cluster.database.db.transaction().execute((trx) => insertReminders(trx, reminders, new Date()));
    return reminders;
  };
  /** What became of them: the statuses of their messages. */
  const statusesOf = async (reminders: readonly NewReminder[]) => {
    const rows = await cluster.database.db
      .selectFrom('reminder_occurrences')
      .innerJoin('messages', 'messages.id', 'reminder_occurrences.message_id')
      .select('messages.status')
      .where(
        'reminder_id',
        'in',
        reminders.map(({ id }) => id),
      )
      .execute();
    return rows.map(({ status }) => status);
  };
  const haveEnded = (reminders: readonly NewReminder[]) =>
    until(
      'all have ended',
      async () => {
        const statuses = await statusesOf(reminders);
        return (
          statuses.length >= reminders.length && statuses.every((each) => /^(read|uncertain)$/.test(each)) && statuses
        );
      },
      60_000,
    );
  const sentTo = (phone: string) => cluster.sandbox.accepted.list(({ to }) => to === phone).length;
  const expectSentOnce = async (reminder: NewReminder & { phone: string }) => {
    expect(await haveEnded([reminder])).to.deep.equal(['read']);
    expect(sentTo(reminder.phone)).to.equal(1);
  };

  /** While `work` goes on, whoever fires a reminder stands still when it comes to use that table. */
  async function withTableHeld<T>(table: string, mode: 'share' | 'access exclusive', work: () => Promise<T>) {
    const client = await cluster.database.pool.connect();
    try {
      await client.query(`begin; lock table ${table} in ${mode} mode`);
      return await work();
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  // Has claimed reminders in its transaction, and waits for the table in the same.
  const firingStandsAt = (table: string) =>
    until(`a worker that fires stands still at ${table}`, async () => {
      const { rows } = await cluster.database.pool.query<{ pid: number }>(
        `select waiting.pid from pg_locks waiting join pg_locks held on held.pid = waiting.pid
        where not waiting.granted and waiting.relation = $1::regclass
          and held.granted and held.relation = 'reminders'::regclass and held.mode in ('RowShareLock', 'RowExclusiveLock')`,
        [table],
      );
      return rows[0]?.pid;
    });

  for (const { when, table, mode } of [
    { when: 'after it claimed them', table: 'conversations', mode: 'access exclusive' },
    { when: 'after it recorded their occurrences', table: 'messages', mode: 'share' },
    { when: 'after all was written but the last, before it commits', table: 'events', mode: 'share' },
  ] as const) {
    it(`killed ${when}: nothing of it counts, and the next one sends them once`, async () => {
      const reminder = await withTableHeld(table, mode, async () => {
        const [due] = await remind(new Date());
        await firingStandsAt(table);
        await worker.end('SIGKILL');
        return due!;
      });
      worker = await cluster.start('worker');
      await expectSentOnce(reminder);
    });
  }

  it('killed after it committed and before it sends: the next one sends them once', async () => {
    const reminder = await withTableHeld('send_attempts', 'share', async () => {
      const [due] = await remind(new Date());
      await until('it is queued', async () => (await statusesOf([due!])).length > 0);
      await worker.end('SIGKILL');
      return due!;
    });
    worker = await cluster.start('worker');
    await expectSentOnce(reminder);
  });

  it('stopped for longer than a transaction may stand idle: others send them, and it goes on when it wakes up', async () => {
    const { pool } = cluster.database;
    const stopped = worker;
    const [reminder, pid] = await withTableHeld('events', 'share', async () => {
      const [due] = await remind(new Date());
      const backend = await firingStandsAt('events');
      process.kill(stopped.pid, 'SIGSTOP');
      return [due!, backend];
    });
    const session = async () => (await pool.query('select from pg_stat_activity where pid = $1', [pid])).rowCount;
    expect(await session(), 'its transaction is open').to.equal(1);
    const other = await cluster.start('worker');
    try {
      await until('Postgres has ended its session', async () => (await session()) === 0, 10 * idleInTransactionMs);
      await expectSentOnce(reminder);
    } finally {
      process.kill(stopped.pid, 'SIGCONT');
    }
    await other.end('SIGTERM');
    const [later] = await remind(new Date());
    await expectSentOnce(later!);
    await expectSentOnce(reminder);
  });

  it('killed again and again: each is sent once, or left in doubt where it can be seen', async () => {
    let victim = await cluster.start('worker');
    const start = Date.now();
    // So that some are due at every moment of it.
    const reminders = await remind(...Array.from({ length: 300 }, (_, n) => new Date(start + n * 25)));
    for (let kill = 1; kill <= 3; kill++) {
      const before = cluster.sandbox.accepted.count;
      await until('they are at work', () => cluster.sandbox.accepted.count > before + 40);
      await victim.end('SIGKILL');
      victim = await cluster.start('worker');
    }
    const statuses = await haveEnded(reminders);
    expect(statuses).to.have.length(reminders.length);
    const counts = reminders.map(({ phone }) => sentTo(phone));
    expect(Math.max(...counts), 'none is sent twice').to.equal(1);
    const doubtful = statuses.filter((status) => status === 'uncertain').length;
    expect(counts.filter((count) => count === 0).length).to.be.at.most(doubtful);
    const open = cluster.database.db.selectFrom('reminders').select('id').where('state', '<>', 'done');
    expect(await open.execute()).to.deep.equal([]);
  });
});
