// What groups are told when it happens: orders that stand otherwise, and tickets near and past their deadlines.
import { expect } from 'chai';
import type { OrderStatus } from '../../../src/api/gen/switchboard/v1/OrderStatus.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { Flow } from '../../../src/intake/flow.ts';
import { flowMap } from '../../../src/intake/registry.ts';
import { disableNotice } from '../../../src/store/notices.ts';
import { anyTime, metaVia, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { connect, type Client } from '../api/client.ts';
import { addKey, addTemplate, addTenant, freshPhone } from '../api/harness.ts';
import { noticeRig, type NoticeRig } from './notice-rig.ts';
import { slaRig, type SlaRig } from './sla-rig.ts';

let orderInHand = '';

/** Puts the order in hand on hold, whatever is said. */
const holding: Flow = {
  name: 'holding',
  expiresAfterMs: 3600_000,
  help: 'dialogue.commands',
  start: () => ({ step: 'listening', data: {} }),
  parseState: () => ({ step: 'listening', data: {} }),
  *ask() {
    return [];
  },
  *step({ state }) {
    return { state, replies: [], effects: [{ type: 'hold_order', orderId: orderInHand, ticketNumber: 'DEF-7KQ4MX' }] };
  },
};

describe('a notice of what happens', () => {
  let platform: Platform;
  let rig: NoticeRig;
  let client: Client;
  before(async () => {
    const roles = ['receiver', 'worker', 'api'] as const;
    platform = await startPlatform({ roles, overrides: { sandbox: anyTime, flows: flowMap([holding]) } });
    rig = await noticeRig(platform);
    await platform.database.db.updateTable('channels').set({ flow: 'holding' }).execute();
    await platform.channels.refresh();
    client = connect({ api: { address: platform.info.grpcAddress! } }, await addKey(platform, rig.tenantId));
  });
  after(async () => {
    client.close();
    await platform.close();
  });
  afterEach(async () => {
    await platform.database.db.updateTable('notices').set({ enabled: false }).execute();
  });

  const upsert = async (number: string, status: OrderStatus, expectedAt?: { seconds: string }) =>
    (await client.orders.UpsertOrder({ number, status, ...(expectedAt ? { expectedAt } : {}) })).order!;

  describe('to an order', () => {
    it('tells the group once when its status changes, in the words of the template and the day of the tenant', async () => {
      const [english, spanish] = [freshPhone(), freshPhone()];
      const id = await rig.notice('order_status', await rig.group(english));
      await rig.notice('order_status', await rig.group(spanish), { language: 'es_MX' });
      const expectedAt = { seconds: String(Date.parse('2026-12-08T03:00:00Z') / 1_000) };
      await upsert('PO-1', 'ORDER_STATUS_PLANNED', expectedAt);
      await upsert('PO-1', 'ORDER_STATUS_IN_PROGRESS', expectedAt);
      await upsert('PO-1', 'ORDER_STATUS_IN_PROGRESS', expectedAt);
      const told = 'You can answer this message if you need anything else.';
      expect(await rig.received(english, 1, 0)).to.deep.equal([
        `The status of order PO-1 is now: in progress. Expected: December 7, 2026. ${told}`,
      ]);
      const [text] = await rig.received(spanish, 1, 0);
      expect(text).to.include('El pedido PO-1 cambió de estado: en proceso. Fecha esperada: 7 de diciembre de 2026.');
      await upsert('PO-1', 'ORDER_STATUS_READY');
      const [, second] = await rig.received(english, 2, 0);
      expect(second).to.include('is now: ready. Expected: not known yet.');
      expect(await rig.occurrences(id)).to.deep.equal([1, 1]);
    });

    it('that cannot be told holds up no other, and is told as soon as it can be', async () => {
      const { pool } = platform.database;
      const [phone, other] = [freshPhone(), freshPhone()];
      const id = await rig.notice('order_status', await rig.group(phone));
      for (const status of ['ORDER_STATUS_PLANNED', 'ORDER_STATUS_SHIPPED'] as const) await upsert('PO-9', status);
      const expectedAt = (value: string) =>
        pool.query('update notice_occurrences set facts = facts || $2 where notice_id = $1', [
          id,
          JSON.stringify({ expectedAt: value }),
        ]);
      await expectedAt('no date');
      await rig.notice('order_status', await rig.group(other));
      for (const status of ['ORDER_STATUS_PLANNED', 'ORDER_STATUS_SHIPPED'] as const) await upsert('PO-10', status);
      expect((await rig.received(other, 1, 0))[0]).to.include('PO-10');
      expect(await rig.occurrences(id)).to.include(null);
      await expectedAt('2026-12-08T03:00:00Z');
      await rig.turn(0);
      expect(await rig.occurrences(id), 'not at every turn').to.include(null);
      const texts = await rig.received(phone, 2, 1);
      expect(texts.join()).to.include('PO-9').and.to.include('PO-10');
    });

    it('tells of each order that changes in one call', async () => {
      const phone = freshPhone();
      await rig.notice('order_status', await rig.group(phone));
      const numbers = ['PO-2', 'PO-3', 'PO-4'];
      for (const status of ['ORDER_STATUS_PLANNED', 'ORDER_STATUS_SHIPPED'] as const)
        await client.orders.BatchUpsertOrders({ orders: numbers.map((number) => ({ number, status })) });
      const texts = await rig.received(phone, 3, 0);
      expect(texts.map((text) => /order (\S+) is now: shipped/.exec(text)?.[1])).to.have.members(numbers);
    });

    it('tells of a hold that a flow puts on it, once', async () => {
      const phone = freshPhone();
      const id = await rig.notice('order_status', await rig.group(phone));
      orderInHand = (await upsert('PO-5', 'ORDER_STATUS_READY')).id;
      const person = platform.sandbox.phone(freshPhone(), { bsuid: null });
      for (let times = 0; times < 2; times++) await person.send({ via: metaVia, text: 'hold it' });
      const [text] = await rig.received(phone, 1, 0);
      expect(text).to.include('The status of order PO-5 is now: on hold.');
      await until('both messages were handled', async () => {
        const inbox = await platform.database.db.selectFrom('inbox').select('message_id').execute();
        return inbox.length === 0;
      });
      expect(await rig.occurrences(id)).to.deep.equal([1]);
    });

    it('tells nothing of orders of other tenants, nor while it is off', async () => {
      const id = await rig.notice('order_status', await rig.group(freshPhone()));
      const other = await addTenant(platform);
      const stranger = connect({ api: { address: platform.info.grpcAddress! } }, other.key);
      for (const status of ['ORDER_STATUS_PLANNED', 'ORDER_STATUS_READY'] as const)
        await stranger.orders.UpsertOrder({ number: 'PO-6', status });
      stranger.close();
      await upsert('PO-6', 'ORDER_STATUS_PLANNED');
      await platform.database.db.transaction().execute((trx) => disableNotice(trx, id, new Date()));
      await upsert('PO-6', 'ORDER_STATUS_READY');
      await rig.turn(0);
      expect(await rig.occurrences(id)).to.deep.equal([]);
    });

    it('tells nothing of a change that is refused', async () => {
      const id = await rig.notice('order_status', await rig.group(freshPhone()));
      await upsert('PO-7', 'ORDER_STATUS_PLANNED');
      const stale = { number: 'PO-7', status: 'ORDER_STATUS_READY', version: 9 } as const;
      await client.orders.UpsertOrder(stale).catch(() => undefined);
      await rig.turn(0);
      expect(await rig.occurrences(id)).to.deep.equal([]);
    });
  });

  describe('to a ticket', () => {
    let tickets: SlaRig;
    before(async () => {
      tickets = await slaRig(platform);
    });
    afterEach(async () => {
      await platform.database.db.deleteFrom('tickets').execute();
    });

    it('warns the group, and tells it of the breach, each once however many look', async () => {
      const phone = freshPhone();
      const group = await rig.group(phone);
      const warned = await rig.notice('sla_warning', group);
      const breached = await rig.notice('sla_breach', group, { language: 'es_MX' });
      const ticket = await tickets.ticket({ minutes: 100, number: 'DEF-7KQ4MX' });
      for (let round = 0; round < 2; round++) await Promise.all([1, 2, 3].map(() => rig.turn(80)));
      await rig.received(phone, 1, 80);
      for (let round = 0; round < 2; round++) await Promise.all([1, 2, 3].map(() => rig.turn(105)));
      const [warning, breach, ...more] = await rig.received(phone, 2, 105);
      const due = (await tickets.row(ticket)).due_at!;
      const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'America/Mexico_City' } as const;
      const time = (locale: string) => new Intl.DateTimeFormat(locale, format).format(due);
      expect(warning).to.include(`The ticket DEF-7KQ4MX (Defect) is due soon, on ${time('en')}.`);
      expect(breach).to.include(
        `El ticket DEF-7KQ4MX (Defecto) no se resolvió a tiempo. Su plazo era ${time('es-MX')}.`,
      );
      expect(more).to.deep.equal([]);
      expect([await rig.occurrences(warned), await rig.occurrences(breached)]).to.deep.equal([[1], [1]]);
      expect(await tickets.changes(ticket)).to.deep.equal(['sla_warning', 'sla_breached']);
    });

    it('tells of a thousand tickets at once, each once', async () => {
      const id = await rig.notice('sla_breach', await rig.group());
      await Promise.all(Array.from({ length: 1_000 }, () => tickets.ticket({ minutes: 100 })));
      for (let minutes = 105; minutes < 125; minutes++) await rig.turn(minutes);
      expect(await rig.occurrences(id)).to.deep.equal(Array.from({ length: 1_000 }, () => 0));
    });
  });

  it('keeps what a template takes beside what happened', async () => {
    const phone = freshPhone();
    const { tenantId, channelId } = rig;
    const body = 'Ticket {{1}} ({{2}}), due {{3}}, at {{4}}: late.';
    await addTemplate(platform, { id: tenantId, channelId }, { name: 'late', body }, { external_id: newId() });
    await rig.notice('sla_breach', await rig.group(phone), { template: 'late', data: { '4': 'Plant North' } });
    const tickets = await slaRig(platform);
    await tickets.ticket({ minutes: 100 });
    const [text] = await rig.received(phone, 1, 105);
    expect(text).to.match(/^Ticket DEF-\d+ \(Defect\), due .+, at Plant North: late\.$/);
  });
});
