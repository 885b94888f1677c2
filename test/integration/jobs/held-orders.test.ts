// Two workers whose people report defects of the same orders, or one beside an internal system: they wait for each other, and
// never in a ring.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { codeKey } from '../../../src/domain/order.ts';
import type { Trx } from '../../../src/platform/db.ts';
import { holdOrders, makeTickets } from '../../../src/store/new-tickets.ts';
import { lockOrders } from '../../../src/store/orders.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { addPerson, addTenant, type Person, type Tenant } from '../api/harness.ts';

describe('orders put on hold', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  let people: [Person, Person];
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
    people = [await addPerson({ database }, tenant), await addPerson({ database }, tenant)];
  });
  after(() => database.close());

  const addOrder = async (number: string) => {
    const id = newId();
    const order = { id, tenant_id: tenant.id, number, key: codeKey(number), status: 'planned' } as const;
    await database.db.insertInto('orders').values(order).execute();
    return id;
  };
  const report = (trx: Trx, { contactId, conversationId }: Person, number: string, orderId: string) => {
    const about = { tenantId: tenant.id, contactId, conversationId, causedById: newId(), language: 'en' };
    const ticket = { ...about, number, kind: 'defect', description: 'a crack', orderId } as const;
    return makeTickets(trx, [ticket], new Date());
  };
  const hold = (trx: Trx, { conversationId }: Person, ticketNumber: string, ...orderIds: string[]) => {
    const holds = orderIds.map((orderId) => ({ tenantId: tenant.id, orderId, ticketNumber, conversationId }));
    return holdOrders(trx, holds, new Date());
  };
  const heldFor = async (orderId: string) => {
    const query = database.db.selectFrom('orders').select('held_for').where('id', '=', orderId);
    return (await query.executeTakeFirstOrThrow()).held_for;
  };
  const someoneWaits = () =>
    until('a transaction waits for a lock', async () => {
      const { rows } = await database.pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rows.length > 0;
    });

  it('are held for the first of two who report a defect of one at the same time', async () => {
    const orderId = await addOrder('PO-1');
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const work = (person: Person, number: string, mine: () => void, other: Promise<void>) =>
      database.db.transaction().execute(async (trx) => {
        await report(trx, person, number, orderId);
        mine();
        await other;
        await hold(trx, person, number, orderId);
      });
    await Promise.all([
      work(people[0], 'DEF-1', first.resolve, second.promise),
      work(people[1], 'DEF-2', second.resolve, first.promise),
    ]);
    expect(await heldFor(orderId)).to.be.oneOf(['DEF-1', 'DEF-2']);
    const events = database.db.selectFrom('events').select('type').where('type', '=', 'order_changed');
    expect(await events.execute()).to.have.length(1);
  });

  it('are locked in the order in which internal systems lock them', async () => {
    const late = await addOrder('PO-9');
    const early = await addOrder('PO-8');
    let holding: Promise<void> | undefined;
    await database.db.transaction().execute(async (trx) => {
      await lockOrders(trx, [codeKey('PO-8')]);
      const whole = database.db.transaction();
      holding = whole.execute((other) => hold(other, people[0], 'DEF-3', late, early));
      await someoneWaits();
      await lockOrders(trx, [codeKey('PO-9')]);
    });
    await holding;
    expect([await heldFor(late), await heldFor(early)]).to.deep.equal(['DEF-3', 'DEF-3']);
  });
});
