// What the receiver keeps while inserts fail: what is wrong with an item is told from what is wrong with the database.
import { expect } from 'chai';
import pg from 'pg';
import { newId } from '../../../src/domain/ids.ts';
import { createLogger } from '../../../src/platform/log.ts';
import type { NewJob, Queue } from '../../../src/platform/queue.ts';
import { createDurableItems, type StoredItem } from '../../../src/receiver/durable.ts';
import { openSpool } from '../../../src/receiver/spool.ts';
import { scratchDir } from '../../support/scratch.ts';

describe('durable items', () => {
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  beforeEach(async () => {
    scratch = await scratchDir('durable');
  });
  afterEach(() => scratch.remove());

  const refused = Object.assign(new pg.DatabaseError('cannot hold it', 14, 'error'), { code: '22P05' });
  const cut = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

  it('spools a message whose own insert found the connection cut, and does not take it for one that cannot be stored', async () => {
    const stored: [string, string][] = [];
    // A batch with an item that Postgres cannot hold; while its items are stored one by one, the connection breaks once.
    const failures: unknown[] = [refused, cut];
    const insert = async (name: string, jobs: NewJob<unknown>[]) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      for (const { id } of jobs) stored.push([name, id]);
    };
    const spool = await openSpool<StoredItem>(scratch.dir, 1024 ** 2);
    const durable = createDurableItems({ insert } as unknown as Queue, spool, createLogger('silent'));
    const items = [message('a'), message('b')];
    await durable.store(items);
    await spool.replay(async (group) => void stored.push(...group.map(({ jobId }): [string, string] => ['', jobId])));
    await durable.stop();
    expect(stored.map(([name]) => name)).to.not.include('webhook-events');
    expect(new Set(stored.map(([, id]) => id))).to.deep.equal(new Set(items.map(({ jobId }) => jobId)));
  });
});

function message(externalId: string): StoredItem {
  const item = { id: newId(), provider: 'meta', kind: 'message', account: '1', address: '2', externalId } as const;
  return { jobId: newId(), item: { ...item, status: '', providerAtMs: 0, payload: {} } };
}
