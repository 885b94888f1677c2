// Processes are killed in the middle of their work, for real: nothing that was acknowledged is lost, nothing is said twice.
import { expect } from 'chai';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { startCluster, type Cluster, type RoleProcess } from '../support/cluster.ts';
import { metaVia } from '../support/platform.ts';
import { until } from '../support/until.ts';

const delays = { acceptMs: [5, 25], sentMs: 5, deliveredMs: 10, readMs: 10 } as const;
const webhookRetry = { metaDelaysMs: Array.from({ length: 60 }, () => 100) };

describe('when processes are killed', function killed() {
  this.timeout(120_000);
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await startCluster({ sandbox: { delays, webhookRetry } });
  });
  afterEach(() => cluster.stop());

  /** Each of `people` writes `each` messages, one after the other, all of them at once. */
  async function converse(sandbox: Sandbox, people: number, each: number): Promise<void> {
    await Promise.all(
      Array.from({ length: people }, async (_, person) => {
        const phone = sandbox.phone(numberOf(person), { bsuid: null });
        for (let n = 0; n < each; n++) {
          const text = `${person}/${n}`;
          const { request } = await phone.send({ via: metaVia, text });
          // Meta repeats what was not answered with 200; the phone's own send is its first attempt.
          await until(`${text} is acknowledged`, async () => (await sandbox.repost(request)).status === 200, 30_000);
        }
      }),
    );
  }
  const numberOf = (person: number) => `+2785000${String(1000 + person)}`;

  const outbound = () =>
    cluster.database.db.selectFrom('messages').select(['body', 'status']).where('direction', '=', 'outbound').execute();
  const replied = (count: number) =>
    until(
      `${count} replies have ended`,
      async () => {
        const rows = await outbound().catch(() => []);
        return rows.length >= count && rows.every(({ status }) => status === 'read' || status === 'uncertain') && rows;
      },
      60_000,
    );

  async function expectEachAnsweredOnce(people: number, each: number): Promise<{ uncertain: number }> {
    const rows = await replied(people * each);
    expect(rows).to.have.length(people * each);
    const sent = cluster.sandbox.accepted.list().map(({ body }) => body);
    expect(new Set(sent).size, 'nothing is said twice').to.equal(sent.length);
    const missing = rows.filter(({ body }) => !sent.includes(body!));
    expect(
      missing.every(({ status }) => status === 'uncertain'),
      'what was not sent is visible as uncertain',
    ).to.equal(true);
    for (let person = 0; person < people; person++) {
      const mine = sent.filter((body) => body.startsWith(`[Echo] ${person}/`));
      expect(mine, 'in order').to.deep.equal(
        mine.toSorted((a, b) => Number(a.split('/')[1]) - Number(b.split('/')[1])),
      );
    }
    return { uncertain: missing.length };
  }

  it('two workers, one of them killed again and again: every message is answered once and in order', async () => {
    await cluster.start('receiver');
    await cluster.start('worker');
    let victim: RoleProcess = await cluster.start('worker');
    const talking = converse(cluster.sandbox, 12, 12);
    for (let kill = 0; kill < 4; kill++) {
      const before = cluster.sandbox.accepted.count;
      await until('it is at work', () => cluster.sandbox.accepted.count > before + 8, 3_000).catch(() => undefined);
      await victim.end('SIGKILL');
      victim = await cluster.start('worker');
    }
    await talking;
    await expectEachAnsweredOnce(12, 12);
  });

  it('the receiver: what it acknowledged is answered', async () => {
    await cluster.start('worker');
    let receiver = await cluster.start('receiver');
    const talking = converse(cluster.sandbox, 10, 10);
    for (let kill = 0; kill < 3; kill++) {
      const before = cluster.sandbox.accepted.count;
      await until('it is at work', () => cluster.sandbox.accepted.count > before + 8, 3_000).catch(() => undefined);
      await receiver.end('SIGKILL');
      receiver = await cluster.start('receiver');
    }
    await talking;
    await expectEachAnsweredOnce(10, 10);
  });

  it('Postgres: webhooks are still acknowledged, and everything is answered when it is back', async () => {
    await cluster.start('worker');
    await cluster.start('receiver');
    await converse(cluster.sandbox, 2, 2);
    await replied(4);
    await cluster.postgres.kill();
    const phone = cluster.sandbox.phone(numberOf(50), { bsuid: null });
    const texts = Array.from({ length: 20 }, (_, n) => `while away ${n}`);
    for (const text of texts) expect((await phone.send({ via: metaVia, text })).status).to.equal(200);
    expect((await fetch(`${cluster.receiverUrl}/readyz`)).status).to.equal(200);
    await cluster.postgres.start();
    await until('all are answered', () => phone.inbox.length === texts.length, 60_000);
    expect(phone.inbox.map(({ text }) => text)).to.deep.equal(texts.map((text) => `[Echo] ${text}`));
  });

  it('Postgres that takes nothing for a while, as after a failover to a standby, is as if it were away', async () => {
    await cluster.start('worker');
    await cluster.start('receiver');
    await converse(cluster.sandbox, 1, 1);
    await replied(1);
    const { pool } = cluster.database;
    const setReadOnly = async (isReadOnly: boolean) => {
      await pool.query(`alter system set default_transaction_read_only = ${isReadOnly}`);
      await pool.query('select pg_reload_conf()');
    };
    await setReadOnly(true);
    const phone = cluster.sandbox.phone(numberOf(70), { bsuid: null });
    const texts = Array.from({ length: 5 }, (_, n) => `read only ${n}`);
    for (const text of texts) expect((await phone.send({ via: metaVia, text })).status).to.equal(200);
    await setReadOnly(false);
    await until('all are answered', () => phone.inbox.length === texts.length, 60_000);
    expect(phone.inbox.map(({ text }) => text)).to.deep.equal(texts.map((text) => `[Echo] ${text}`));
  });

  it('both receiver and Postgres: what only the spool knew is answered by the next receiver', async () => {
    await cluster.start('worker');
    const receiver = await cluster.start('receiver');
    await converse(cluster.sandbox, 1, 1);
    await replied(1);
    await cluster.postgres.kill();
    const phone = cluster.sandbox.phone(numberOf(60), { bsuid: null });
    expect((await phone.send({ via: metaVia, text: 'on disk only' })).status).to.equal(200);
    await receiver.end('SIGKILL');
    await cluster.postgres.start();
    await cluster.start('receiver');
    expect((await phone.waitForMessage(undefined, 30_000)).text).to.equal('[Echo] on disk only');
  });
});
