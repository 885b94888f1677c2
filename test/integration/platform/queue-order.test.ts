// Order within the groups of a queue: what was claimed, put off or passed over is done before what came later.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { WebhookItem } from '../../../src/domain/webhook.ts';
import { JobRejected } from '../../../src/platform/queue.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';

describe('an ordered queue', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database.close());

  const insert = (group: string, ...names: string[]) => {
    const jobs = names.map((name) => {
      const id = newId();
      return { id, group, data: { id, externalId: name } as WebhookItem };
    });
    return database.queue.insert('identity', jobs);
  };
  /** As another worker would, which is then killed. */
  const claim = () => database.queue.boss.fetch('identity', { batchSize: 100 });
  const change = (name: string, set: string) =>
    database.pool.query(`update pgboss.job set ${set} where data->>'externalId' = $1`, [name]);
  const stateOf = async (name: string) => {
    const { rows } = await database.pool.query<{ state: string }>(
      `select state from pgboss.job where name = 'identity' and data->>'externalId' = $1`,
      [name],
    );
    return rows[0]?.state;
  };
  const completed = (name: string) => until(`${name} is done`, async () => (await stateOf(name)) === 'completed');

  /** Works the queue; returns the names of what was handled, call by call. */
  async function work(fault: (name: string) => Error | undefined = () => undefined): Promise<string[][]> {
    const calls: string[][] = [];
    await database.queue.work('identity', { batchSize: 10, ordered: true }, async (jobs) => {
      const names = jobs.map(({ data }) => data.externalId);
      const error = names.map(fault).find((each) => each !== undefined);
      if (error) throw error;
      calls.push(names);
      return {};
    });
    return calls;
  }

  it('brings along what is older and claimed or put off, of the same group alone', async () => {
    await insert('a', 'a1', 'a2', 'a3');
    await insert('b', 'b1');
    await claim();
    await change('a2', "state = 'retry', start_after = now() + interval '1 hour'");
    await insert('a', 'a4');
    const calls = await work();
    await completed('a4');
    expect(calls).to.deep.equal([['a1', 'a2', 'a3', 'a4']]);
    expect([await stateOf('a1'), await stateOf('a2'), await stateOf('b1')]).to.deep.equal([
      'active',
      'retry',
      'active',
    ]);
  });

  it('leaves what is newer to whoever has it', async () => {
    await insert('a', 'a1');
    await change('a1', "start_after = now() + interval '1 hour'");
    await insert('a', 'a2');
    await claim();
    await change('a1', 'start_after = now()');
    const calls = await work();
    await completed('a1');
    expect(calls).to.deep.equal([['a1']]);
  });

  it('leaves older poison to its own job, and handles what is around it in order', async () => {
    await insert('a', 'a1', 'poison', 'a3');
    await claim();
    await insert('a', 'a4');
    await insert('b', 'b1');
    const calls = await work((name) => (name === 'poison' ? new JobRejected('poison') : undefined));
    await Promise.all([completed('a4'), completed('b1')]);
    expect(calls.flat()).to.have.members(['a1', 'a3', 'a4', 'b1']);
    expect(calls.flat().filter((name) => name.startsWith('a'))).to.deep.equal(['a1', 'a3', 'a4']);
    expect(calls, 'the batch itself stays one').to.deep.include(['a4', 'b1']);
    expect(await stateOf('poison')).to.equal('active');
  });

  it('does not try again what failed for a reason of its own', async () => {
    await insert('a', 'poison');
    let tries = 0;
    const calls = await work((name) => {
      if (name === 'poison') tries += 1;
      return name === 'poison' ? new TypeError('a bug') : undefined;
    });
    await until('it waits for its next attempt', async () => (await stateOf('poison')) === 'retry');
    await change('poison', "start_after = now() + interval '1 hour'");
    const before = tries;
    await insert('a', 'a2');
    await completed('a2');
    expect(calls).to.deep.equal([['a2']]);
    expect(tries).to.equal(before);
  });

  it('does not bring along what may be what kills its workers', async () => {
    await insert('a', 'a1');
    await claim();
    await change('a1', 'retry_count = 3');
    await insert('a', 'a2');
    const calls = await work();
    await completed('a2');
    expect(calls).to.deep.equal([['a2']]);
  });
});
