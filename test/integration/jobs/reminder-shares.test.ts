// Tenants share what is taken at once, however much one of them has.
import { expect } from 'chai';
import { claimDueReminders } from '../../../src/store/due-reminders.ts';
import { insertReminders } from '../../../src/store/reminders.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { addTenant, type Tenant } from '../api/harness.ts';
import { newReminder } from '../api/stored-reminders.ts';

describe('due reminders of several tenants', () => {
  let database: TestDatabase;
  let big: Tenant;
  let small: Tenant;
  const now = new Date();
  const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  before(async () => {
    database = await testDatabase();
    [big, small] = [await addTenant({ database }), await addTenant({ database })];
    await remind(big, 3_000, 600);
    await remind(small, 2, 1);
    for (let n = 0; n < 3; n++) await addTenant({ database });
  });
  after(() => database.close());

  async function remind(tenant: Tenant, count: number, late: number): Promise<void> {
    const reminders = Array.from({ length: count }, (_, n) => newReminder(tenant, secondsAgo(late - n / count)));
    await database.db.transaction().execute((trx) => insertReminders(trx, reminders, now));
  }

  /** Claims, and then does `work` with what was claimed held. All of it is due again afterwards. */
  async function claiming(limit: number, work: (byTenant: Map<string, Date[]>) => Promise<void> | void): Promise<void> {
    await database.db.transaction().execute(async (trx) => {
      const dues = await claimDueReminders(trx, now, limit);
      const byTenant = Map.groupBy(dues, ({ tenantId }) => tenantId);
      await work(new Map([...byTenant].map(([id, mine]) => [id, mine.map(({ occursAt }) => occursAt)])));
    });
  }

  it('are taken from each, of each the longest due first', async () => {
    await claiming(10, (claimed) => {
      expect(claimed.get(small.id)).to.deep.equal([secondsAgo(1), secondsAgo(0.5)]);
      expect(claimed.get(big.id)).to.deep.equal([0, 1, 2, 3, 4].map((n) => secondsAgo(600 - n / 3_000)));
    });
  });

  it('are taken from one alone when the others have none, and from others when one is in hand', async () => {
    await claiming(4, async (first) => {
      expect(first.get(small.id)).to.have.length(2);
      await claiming(10, (second) => {
        expect([...second.keys()]).to.deep.equal([big.id]);
        expect(second.get(big.id)![0]).to.deep.equal(secondsAgo(600 - 2 / 3_000));
      });
    });
    await database.pool.query("update reminders set state = 'cancelled' where tenant_id = $1", [small.id]);
    await claiming(100, (claimed) => {
      expect(claimed.get(big.id)).to.have.length(100);
    });
  });

  it('are never more than asked for, and nobody is left out for long', async () => {
    for (let n = 0; n < 5; n++) await remind(await addTenant({ database }), 1, 2);
    const seen = new Set<string>();
    for (let turn = 0; turn < 100 && seen.size < 6; turn++)
      await claiming(3, (claimed) => {
        expect([...claimed.values()].flat().length).to.be.within(1, 3);
        for (const id of claimed.keys()) seen.add(id);
      });
    expect(seen.size).to.equal(6);
  });
});
