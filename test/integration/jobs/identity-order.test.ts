// What one person writes is answered in order, also when a worker dies over some of it.
import { expect } from 'chai';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('messages of one person that a worker has left behind', () => {
  let platform: Platform;
  let worker: Platform | undefined;
  beforeEach(async () => {
    platform = await startPlatform({ roles: ['receiver'] });
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
    await platform.close();
  });

  const startWorker = async () => {
    const env = { SANDBOX: 'false', PUBLIC_URL: platform.info.receiverUrl };
    worker = await startPlatform({ databaseUrl: platform.databaseUrl, roles: ['worker'], env });
  };
  const query = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await platform.database.pool.query<Row>(text, values)).rows;
  const write = async (...texts: string[]) => {
    for (const text of texts) {
      const messages = [metaText(`wamid.${text}`, text, '27821118001')];
      expect((await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages }))).status).to.equal(200);
    }
  };
  /** As a worker does that is killed before it has done anything else. */
  const claim = async (count: number) => {
    expect(await platform.queue.boss.fetch('identity', { batchSize: 100 })).to.have.length(count);
  };
  const answers = () =>
    platform.sandbox.accepted.list(({ body }) => body.startsWith('[Echo]')).map(({ body }) => body.slice(7));
  const answered = (...texts: string[]) =>
    until('all are answered', () => answers().length >= texts.length).then(() =>
      expect(answers()).to.deep.equal(texts),
    );
  /** The dead worker's jobs come back; nothing is said that was said before. */
  const comesBack = async (...texts: string[]) => {
    await query(
      "update pgboss.job set state = 'retry', start_after = now() where name = 'identity' and state in ('active', 'retry')",
    );
    await until('nothing is left to do', async () => {
      const jobs = await query("select from pgboss.job where state < 'completed' and name <> 'dead-letters'");
      return jobs.length === 0;
    });
    expect(answers()).to.deep.equal(texts);
    const [stored] = await query("select count(*)::int from messages where direction = 'inbound'");
    expect(stored).to.deep.equal({ count: texts.length });
  };

  it('are answered before what came later, once, while they are still claimed', async () => {
    await write('one', 'two', 'three');
    await claim(3);
    await write('four', 'five');
    await startWorker();
    await answered('one', 'two', 'three', 'four', 'five');
    await comesBack('one', 'two', 'three', 'four', 'five');
  });

  it('are answered before what came later, once, while they wait for their next attempt', async () => {
    await write('one', 'two');
    await claim(2);
    await query(
      "update pgboss.job set state = 'retry', start_after = now() + interval '5 minutes' where name = 'identity'",
    );
    await write('three');
    await startWorker();
    await answered('one', 'two', 'three');
    await comesBack('one', 'two', 'three');
  });

  it('are answered before what came later when another is just fetching them', async () => {
    await write('one');
    const other = await platform.database.pool.connect();
    try {
      await other.query("begin; select from pgboss.job where name = 'identity' for update");
      await write('two');
      await startWorker();
      await answered('one', 'two');
      await other.query('rollback');
    } finally {
      other.release();
    }
    await comesBack('one', 'two');
  });

  it('are waited for while the other is still alive, and answered when it comes to nothing', async () => {
    await write('one');
    await claim(1);
    const [channel] = platform.channels.enabledOf('meta');
    const other = await platform.database.pool.connect();
    try {
      await other.query('begin');
      const key = [channel!.id, 'wamid.one'];
      await other.query('insert into message_keys (channel_id, external_id, message_id) values ($1, $2, $1)', key);
      await write('two');
      await startWorker();
      await until('the worker waits', async () => {
        const waiting = await query(
          "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        return waiting.length > 0;
      });
      expect(answers()).to.deep.equal([]);
      await other.query('rollback');
    } finally {
      other.release();
    }
    await answered('one', 'two');
    await comesBack('one', 'two');
  });

  it('do not hurt what came later when they cannot be read: they die alone', async () => {
    await write('one', 'unreadable', 'three');
    await claim(3);
    const broken = "update pgboss.job set data = jsonb_set(data, '{payload}', '{}') where data->>'externalId' = $1";
    await query(broken, ['wamid.unreadable']);
    await write('four');
    await startWorker();
    await answered('one', 'three', 'four');
    await comesBack('one', 'three', 'four');
    const dead = await query("select data->>'externalId' as id from pgboss.job where name = 'dead-letters'");
    expect(dead).to.deep.equal([{ id: 'wamid.unreadable' }]);
  });
});
