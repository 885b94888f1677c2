// Workers are killed while reminders are due, for real: each is sent, none is sent twice, and each says what became of it.
import { expect } from 'chai';
import { newId } from '../../src/domain/ids.ts';
import { insertReminders, type NewReminder } from '../../src/store/reminders.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { anyTime } from '../support/platform.ts';
import { until } from '../support/until.ts';
import { addTemplate } from '../integration/api/harness.ts';

describe('reminders, when workers are killed with SIGKILL', function () {
  this.timeout(120_000);
  let cluster: Cluster;
  before(async () => {
    cluster = await startCluster({ sandbox: anyTime });
  });
  after(() => cluster.stop());

  const count = 600;
  const phoneOf = (n: number) => `+2786${String(1_000_000 + n)}`;

  async function remindAll(): Promise<void> {
    const { db } = cluster.database;
    const channel = await db
      .selectFrom('channels')
      .select(['id', 'tenant_id'])
      .where('provider', '=', 'meta')
      .executeTakeFirstOrThrow();
    const owner = { id: channel.tenant_id, channelId: channel.id };
    await addTemplate(cluster, owner, { name: 'visit', body: 'You are expected: {{1}}.' }, { external_id: '21' });
    await db.updateTable('channels').set({ templates_synced_at: new Date(), rate_per_second: 150 }).execute();
    // So that some are due at every moment of it.
    const start = Date.now();
    const times = Array.from({ length: count }, (_, n) => new Date(start + n * 25));
    const reminders = times.map((occursAt, n): NewReminder => ({
      id: newId(),
      tenantId: channel.tenant_id,
      contactId: null,
      phone: phoneOf(n),
      channelId: channel.id,
      content: { kind: 'template', name: 'visit', language: 'en', body: [{ text: String(n) }], buttons: [] },
      schedule: { type: 'at', at: occursAt },
      reference: String(n),
      sendWithinSeconds: 3_600,
      quietHours: 'ignore',
      sessionText: null,
      smsFallback: false,
      occursAt,
    }));
    await db.transaction().execute((trx) => insertReminders(trx, reminders, new Date()));
  }

  it('each is sent once, or left in doubt where it can be seen', async () => {
    const { db } = cluster.database;
    await remindAll();
    await cluster.start('receiver');
    await cluster.start('worker');
    let victim = await cluster.start('worker');
    for (let kill = 0; kill < 6; kill++) {
      const before = cluster.sandbox.accepted.count;
      await until('it is at work', () => cluster.sandbox.accepted.count > before + 40, 8_000).catch(() => undefined);
      await victim.end('SIGKILL');
      victim = await cluster.start('worker');
    }
    const rows = await until(
      'all have ended',
      async () => {
        const found = await db
          .selectFrom('reminder_occurrences')
          .innerJoin('messages', 'messages.id', 'reminder_occurrences.message_id')
          .select(['messages.status', 'reminder_occurrences.reminder_id'])
          .execute();
        return (
          found.length >= count && found.every(({ status }) => status === 'read' || status === 'uncertain') && found
        );
      },
      90_000,
    );
    expect(new Set(rows.map(({ reminder_id: id }) => id)).size).to.equal(count);
    expect(rows).to.have.length(count);
    const sent = cluster.sandbox.accepted.list().map(({ to }) => to);
    expect(new Set(sent).size, 'none is sent twice').to.equal(sent.length);
    const doubtful = rows.filter(({ status }) => status === 'uncertain').length;
    expect(sent.length).to.be.within(count - doubtful, count);
    const open = await db.selectFrom('reminders').select('id').where('state', '<>', 'done').execute();
    expect(open).to.deep.equal([]);
  });
});
