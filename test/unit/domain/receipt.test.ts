// A status never goes backwards: the ranks in the program and in SQL agree, and receipts in any order amount to the same.
import { expect } from 'chai';
import fc from 'fast-check';
import { sql } from 'kysely';
import { statusRank, summariseReceipts, type Receipt, type ReceiptStatus } from '../../../src/domain/receipt.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const statuses = ['sent', 'delivered', 'read', 'played', 'failed'] as const;
const failure = { kind: 'recipient', code: '131026', text: 'Undeliverable.' } as const;

function receipt(status: ReceiptStatus, at: number): Receipt {
  return { externalId: 'wamid.1', status, at: new Date(at), ...(status === 'failed' ? { failure } : {}) };
}

const receipts = fc.array(
  fc.tuple(fc.constantFrom(...statuses), fc.integer({ min: 1, max: 1_000 })).map(([status, at]) => receipt(status, at)),
  { minLength: 1, maxLength: 8 },
);

describe('the rank of a status', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  it('is the same in SQL, for every status that a message can have', async () => {
    for (const [status, rank] of Object.entries(statusRank)) {
      const { rows } = await sql<{ rank: number }>`select message_status_rank(${status}) as rank`.execute(database.db);
      expect(rows[0]?.rank, status).to.equal(rank);
    }
  });

  it('is known for exactly the statuses that a message row may hold', async () => {
    const { rows } = await sql<{ definition: string }>`
      select pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = 'messages'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%status%uncertain%'`.execute(
      database.db,
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'([a-z]+)'::text/g)].map((match) => match[1]);
    expect(allowed).to.have.members(Object.keys(statusRank));
  });

  it('lets a delivery win over a failure, and a failure over what came before delivery', () => {
    const { sent, failed, delivered, read, played, accepted, uncertain, queued } = statusRank;
    expect([queued, uncertain, accepted, sent, failed, delivered, read, played]).to.deep.equal(
      [queued, uncertain, accepted, sent, failed, delivered, read, played].toSorted((a, b) => a - b),
    );
    expect(new Set([queued, uncertain, accepted, sent, failed, delivered, read, played]).size).to.equal(8);
  });
});

describe('several receipts of one message', () => {
  it('amount to the highest status and the earliest time of each, in whatever order they come', () => {
    fc.assert(
      fc.property(receipts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, random) => {
        const summary = summariseReceipts(list);
        const highest = Math.max(...list.map(({ status }) => statusRank[status]));
        expect(statusRank[summary.status]).to.equal(highest);
        for (const status of statuses) {
          const times = list.filter((one) => one.status === status).map(({ at }) => at.getTime());
          expect(summary.times[status]?.getTime(), status).to.equal(times.length > 0 ? Math.min(...times) : undefined);
        }
        expect(summary.failure !== undefined).to.equal(list.some(({ status }) => status === 'failed'));
        const shuffled = list.map((one) => ({ one, by: random.next().value })).toSorted((a, b) => a.by - b.by);
        expect(summariseReceipts(shuffled.map(({ one }) => one))).to.deep.equal(summary);
        expect(summariseReceipts([...list, ...list])).to.deep.equal(summary);
      }),
    );
  });

  it('are at least one', () => {
    expect(() => summariseReceipts([])).to.throw('no receipts');
  });
});
