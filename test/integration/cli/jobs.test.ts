// `jobs`: what was given up is visible with its cause, and goes back to work.
import { expect } from 'chai';
import { addJobs } from '../../../src/cli/jobs.ts';
import { describeCause } from '../../../src/cli/cause.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { WebhookItem } from '../../../src/domain/webhook.ts';
import { JobRejected } from '../../../src/platform/queue.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { envOf, run, runJson } from './command.ts';

interface Dead {
  dead: { id: string; queue: string; at: string; attempts: number; cause: string }[];
}

describe('jobs on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
  });
  after(() => database.close());

  const jobs = (...args: string[]) => run(addJobs, ['jobs', ...args], { env });
  const listDead = async (...args: string[]) => (await runJson<Dead>(addJobs, ['jobs', 'dead', ...args], { env })).dead;

  it('shows idle queues and an empty mailbox', async () => {
    const { out } = await jobs('list');
    expect(out).to.match(/^QUEUE +READY +DEFERRED +ACTIVE +FAILED +DEAD LETTERS +OLDEST READY\n/);
    expect(out).to.match(/^identity +0 +0 +0 +0 +0 +-/m);
    expect(out).to.include('inbox    0 waiting for intake, 0 set aside').and.include('outbox   0 waiting');
    expect((await jobs('dead')).out).to.equal('Nothing was given up.\n');
  });

  it('lists a dead letter with its cause, without numbers or text, and redrives it', async () => {
    let poisoned = true;
    const worked: string[] = [];
    await database.queue.work('identity', { batchSize: 10 }, async (claimed) => {
      if (poisoned) throw new JobRejected('cannot read "my private words" of +27 82 123 4567');
      worked.push(...claimed.map(({ id }) => id));
      return {};
    });
    const item = {
      id: newId(),
      provider: 'meta',
      kind: 'message',
      payload: { text: 'secret words' },
    } as unknown as WebhookItem;
    await database.queue.insert('identity', [{ id: item.id, data: item }]);

    const letters = await until('it is dead', async () => {
      const found = await listDead();
      return found.length > 0 && found;
    });
    expect(letters[0]).to.include({ queue: 'identity', attempts: 1, cause: 'JobRejected cannot read … of …' });
    expect((await jobs('list')).out).to.match(/identity +0 +0 +0 +[01] +1 +-/);
    const { out } = await jobs('dead', '--queue', 'identity');
    expect(out)
      .to.include(letters[0]!.id)
      .and.not.match(/private|secret|4567/);
    expect(await listDead('--queue', 'receipts')).to.deep.equal([]);

    poisoned = false;
    expect((await jobs('redrive', '--id', letters[0]!.id)).out).to.equal('Put back: 1 jobs, 0 messages.\n');
    await until('it is worked', () => worked.length === 1);
    expect(await listDead()).to.deep.equal([]);
  });

  it('lists a message that intake set aside, and wakes intake for it', async () => {
    const ids = { message_id: newId(), conversation_id: newId() };
    const row = {
      ...ids,
      provider_at: new Date(),
      attempts: 5,
      last_error: 'TypeError: no 0821234567',
      dead_at: new Date(),
    };
    await database.db.insertInto('inbox').values(row).execute();
    expect((await jobs('list')).out).to.include('1 set aside');
    const [found] = await listDead();
    expect(found).to.include({ id: ids.message_id, queue: 'inbox', attempts: 5, cause: 'TypeError: no …' });
    expect(await listDead('--queue', 'identity')).to.deep.equal([]);

    expect(await runJson(addJobs, ['jobs', 'redrive', '--queue', 'inbox'], { env })).to.deep.equal({
      jobs: 0,
      messages: 1,
    });
    const after = await database.db.selectFrom('inbox').selectAll().executeTakeFirstOrThrow();
    expect(after).to.include({ attempts: 0, dead_at: null, last_error: null });
    const { rows } = await database.pool.query(`select data from pgboss.job where name = 'intake'`);
    expect(rows).to.deep.equal([{ data: { conversationId: ids.conversation_id } }]);
  });

  it('counts what waits in the outbox and what is in doubt', async () => {
    const row = () => ({ message_id: newId(), conversation_id: newId(), channel_id: newId() });
    const rows = [row(), { ...row(), in_doubt: true }];
    await database.db.insertInto('outbox').values(rows).execute();
    const { backlog } = await runJson<{ backlog: object }>(addJobs, ['jobs', 'list'], { env });
    expect(backlog).to.deep.equal({ inbox: 1, setAside: 0, outbox: 2, inDoubt: 1, uncertain: 0 });
  });

  const wrong: [string[], string][] = [
    [['redrive'], 'one of --id <id>, --queue <name> or --all'],
    [['redrive', '--all', '--queue', 'identity'], 'one of --id'],
    [['redrive', '--id', 'x'], '"x" is not an id'],
    [['redrive', '--id', newId()], 'There is no dead letter'],
    [['dead', '--queue', 'nope'], 'There is no queue "nope". Choose from identity'],
    [['dead', '--limit', '0'], 'a whole number from 1 to 1000'],
  ];
  for (const [args, text] of wrong) {
    it(`refuses jobs ${args.join(' ').replace(/[0-9a-f-]{36}/, '<unknown id>')}`, async () => {
      expect((await jobs(...args)).error).to.include(text);
    });
  }
});

describe('the cause of a dead letter', () => {
  it('names what broke in the whole chain', () => {
    const cause = { name: 'error', code: '23505', constraint: 'messages_pkey', message: 'duplicate key' };
    expect(describeCause({ name: 'Error', message: 'not stored', cause })).to.equal(
      'Error not stored, because of: error 23505 (messages_pkey) duplicate key',
    );
  });

  it('keeps ids and the names of tables, and leaves out quotations and numbers', () => {
    const message = `relation "contact_addresses" of 0199d3a1-5f0c-7d11-b0a3-6c8e8f0d2a11 has "Thandi" at 082 123-4567`;
    expect(describeCause({ message })).to.equal(
      'relation "contact_addresses" of 0199d3a1-5f0c-7d11-b0a3-6c8e8f0d2a11 has … at …',
    );
  });

  it('keeps instants, which say what one has to look like', () => {
    const message = 'at must be an instant such as 2026-03-08T09:00:00Z, not 2026-03-08 0821234567';
    expect(describeCause({ message })).to.equal('at must be an instant such as 2026-03-08T09:00:00Z, not …');
  });

  it('is said to be missing when nothing was recorded', () => {
    for (const nothing of [null, undefined, {}, 7]) expect(describeCause(nothing)).to.equal('no cause was recorded');
  });
});
