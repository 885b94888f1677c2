import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { slaState, slaTimes, type TicketStatus } from '../../../src/domain/ticket.ts';
import { connect, refusal, type Client } from './client.ts';
import {
  addMedia,
  addPerson,
  addTenant,
  addTicket,
  startHarness,
  type Harness,
  type Person,
  type Tenant,
} from './harness.ts';

describe('TicketService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    tenant = await addTenant(harness);
    person = await addPerson(harness, tenant);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());

  const add = (values: Parameters<typeof addTicket>[3] = {}) => addTicket(harness, tenant, person, values);
  const get = async (ticketId: string) => (await client.tickets.GetTicket({ ticketId })).ticket!;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

  describe('GetTicket', () => {
    it('gives everything that is known of it, by id and by any spelling of its number', async () => {
      const { order } = await client.orders.UpsertOrder({ number: 'PO-1', status: 'ORDER_STATUS_ON_HOLD' });
      const mediaIds = [await addMedia(harness, tenant), await addMedia(harness, tenant)];
      const { id } = await add({
        number: 'DEF-7KQ4MX',
        severity: 'high',
        category: 'internal_reject',
        order_id: order!.id,
        machine_code: 'M-01',
        place: JSON.stringify({ text: 'Hall 2', latitude: -33.92, longitude: 18.42 }),
        media_ids: mediaIds,
        details: JSON.stringify({ shift: 'night' }),
        language: 'zu',
      });
      const ticket = await get(id);
      expect(ticket).to.deep.include({
        number: 'DEF-7KQ4MX',
        kind: 'TICKET_KIND_DEFECT',
        status: 'TICKET_STATUS_OPEN',
        severity: 'SEVERITY_HIGH',
        category: 'internal_reject',
        description: 'It squeaks.',
        contactId: person.contactId,
        conversationId: person.conversationId,
        orderId: order!.id,
        orderNumber: 'PO-1',
        machineCode: 'M-01',
        place: { text: 'Hall 2', point: { latitude: -33.92, longitude: 18.42 } },
        mediaIds,
        language: 'zu',
        version: 1,
        resolvedAt: null,
        dueAt: null,
        slaState: 'SLA_STATE_NONE',
      });
      expect(ticket.details!.fields).to.have.nested.property('shift.stringValue', 'night');
      for (const number of ['DEF-7KQ4MX', 'def 7kq 4mx']) {
        expect((await client.tickets.GetTicket({ number })).ticket).to.deep.equal(ticket);
      }
    });

    it('answers NOT_FOUND or names the field', async () => {
      for (const key of [{ ticketId: newId() }, { number: 'DEF-7KQ4MC' }, { number: 'x' }]) {
        const error = await refusal(client.tickets.GetTicket(key));
        expect(error).to.include({ code: Status.NOT_FOUND, reason: 'TICKET_NOT_FOUND' });
      }
      for (const [key, field] of [
        [{}, 'ticket'],
        [{ ticketId: 'x' }, 'ticket_id'],
        [{ number: '' }, 'number'],
      ] as const) {
        expect((await refusal(client.tickets.GetTicket(key))).fields).to.deep.equal([field]);
      }
    });
  });

  describe('ListTickets', () => {
    const list = async (query: object) => (await client.tickets.ListTickets(query)).tickets.map(({ id }) => id);

    it('lists the newest first, by kind, status, severity, contact and order, page by page', async () => {
      const { order } = await client.orders.UpsertOrder({ number: 'PO-1', status: 'ORDER_STATUS_PLANNED' });
      const other = await addPerson(harness, tenant);
      const tickets = [
        await add({ order_id: order!.id, severity: 'high' }),
        await add({ kind: 'maintenance', severity: 'low' }),
        await add({ kind: 'report', status: 'resolved' }),
        await addTicket(harness, tenant, other, { severity: 'high', status: 'in_progress' }),
      ];
      const ids = tickets.map(({ id }) => id).toReversed();
      expect(await list({})).to.deep.equal(ids);
      expect(await list({ kinds: ['TICKET_KIND_REPORT', 'TICKET_KIND_MAINTENANCE'] })).to.deep.equal([ids[1], ids[2]]);
      expect(await list({ statuses: ['TICKET_STATUS_OPEN'] })).to.deep.equal([ids[2], ids[3]]);
      expect(await list({ severities: ['SEVERITY_HIGH'] })).to.deep.equal([ids[0], ids[3]]);
      expect(await list({ contactId: other.contactId })).to.deep.equal([ids[0]]);
      expect(await list({ orderNumber: 'po 1' })).to.deep.equal([ids[3]]);
      expect(await list({ orderNumber: 'po 1', statuses: ['TICKET_STATUS_CLOSED'] })).to.deep.equal([]);
      const first = await client.tickets.ListTickets({ pageSize: 3 });
      expect(first.tickets).to.have.length(3);
      expect(await list({ pageSize: 3, pageToken: first.nextPageToken })).to.deep.equal(ids.slice(3));
      const mixed = refusal(client.tickets.ListTickets({ contactId: other.contactId, pageToken: first.nextPageToken }));
      expect((await mixed).fields).to.deep.equal(['page_token']);
    });

    it('names what is wrong with a filter, and an order that is not there', async () => {
      const error = await refusal(
        client.tickets.ListTickets({
          kinds: ['TICKET_KIND_UNSPECIFIED'],
          statuses: ['TICKET_STATUS_OPEN', 'TICKET_STATUS_UNSPECIFIED'],
          severities: ['SEVERITY_UNSPECIFIED'],
          slaStates: ['SLA_STATE_UNSPECIFIED'],
          contactId: 'x',
          pageSize: -1,
        }),
      );
      const fields = ['kinds[0]', 'statuses[1]', 'severities[0]', 'sla_states[0]', 'contact_id', 'page_size'];
      expect(error.fields).to.deep.equal(fields);
      const absent = await refusal(client.tickets.ListTickets({ orderNumber: 'PO-9' }));
      expect(absent).to.include({ code: Status.NOT_FOUND, reason: 'ORDER_NOT_FOUND' });
    });

    it('finds by the deadline what each ticket says of itself', async () => {
      const made: { id: string; state: string }[] = [];
      for (const status of ['open', 'in_progress', 'resolved', 'cancelled'] as TicketStatus[]) {
        for (const hours of [1, 3.5, 5]) {
          for (const resolvedAfter of [null, 2, 4.5]) {
            const createdAt = hoursAgo(hours);
            const { warnAt, dueAt } = slaTimes(createdAt, 240);
            const resolvedAt =
              resolvedAfter === null ? null : new Date(createdAt.getTime() + resolvedAfter * 3_600_000);
            const times = { warn_at: warnAt, due_at: dueAt, created_at: createdAt, resolved_at: resolvedAt };
            const { id } = await add({ status, ...times });
            made.unshift({ id, state: slaState({ status, warnAt, dueAt, resolvedAt }, new Date()) });
          }
        }
      }
      made.unshift({ id: (await add()).id, state: 'none' });
      expect(new Set(made.map(({ state }) => state))).to.have.length(5);
      for (const state of ['none', 'on_track', 'warning', 'breached', 'met']) {
        const { tickets } = await client.tickets.ListTickets({
          slaStates: [`SLA_STATE_${state.toUpperCase()}`] as never,
        });
        const expected = made.filter((each) => each.state === state);
        expect(
          tickets.map(({ id }) => id),
          state,
        ).to.deep.equal(expected.map(({ id }) => id));
        expect(tickets.every(({ slaState: shown }) => shown === `SLA_STATE_${state.toUpperCase()}`)).to.equal(true);
      }
    });
  });
});
