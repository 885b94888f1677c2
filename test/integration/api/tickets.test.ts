import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { UpdateTicketRequest } from '../../../src/api/gen/switchboard/v1/UpdateTicketRequest.ts';
import { newId } from '../../../src/domain/ids.ts';
import { slaState, slaTimes, type TicketStatus } from '../../../src/domain/ticket.ts';
import { until } from '../../support/until.ts';
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
import { startWatch } from './watching.ts';

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
  const update = async (request: UpdateTicketRequest) => (await client.tickets.UpdateTicket(request)).ticket!;
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const msOf = (time: { seconds: string; nanos: number } | null) =>
    time && Number(time.seconds) * 1_000 + time.nanos / 1e6;

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

  describe('UpdateTicket', () => {
    it('stops the clock when it is settled, and lets it go on when it is not', async () => {
      const createdAt = hoursAgo(1);
      const { warnAt, dueAt } = slaTimes(createdAt, 240);
      const { id: ticketId } = await add({ created_at: createdAt, warn_at: warnAt, due_at: dueAt });
      const resolved = await update({ ticketId, version: 1, status: 'TICKET_STATUS_RESOLVED' });
      expect(resolved).to.include({ status: 'TICKET_STATUS_RESOLVED', version: 2, slaState: 'SLA_STATE_MET' });
      expect(msOf(resolved.resolvedAt)).to.be.closeTo(Date.now(), 10_000);
      const closed = await update({ ticketId, version: 2, status: 'TICKET_STATUS_CLOSED' });
      expect(closed.resolvedAt).to.deep.equal(resolved.resolvedAt);
      const again = await update({ ticketId, version: 3, status: 'TICKET_STATUS_IN_PROGRESS' });
      expect(again).to.include({ slaState: 'SLA_STATE_ON_TRACK', resolvedAt: null, version: 4 });
      expect(msOf(again.dueAt)).to.equal(dueAt.getTime());
    });

    it('sets the deadline anew with the severity, from when the ticket was made', async () => {
      const rule = (severity: 'SEVERITY_HIGH' | 'SEVERITY_MEDIUM', minutes: number) =>
        ({ kind: 'TICKET_KIND_DEFECT', severity, minutes }) as const;
      await client.operations.SetSlaRules({ rules: [rule('SEVERITY_HIGH', 60), rule('SEVERITY_MEDIUM', 600)] });
      const createdAt = hoursAgo(2);
      const { id: ticketId } = await add({ created_at: createdAt });
      const high = await update({ ticketId, version: 1, severity: 'SEVERITY_HIGH' });
      expect(high).to.include({ severity: 'SEVERITY_HIGH', slaState: 'SLA_STATE_BREACHED' });
      expect(msOf(high.dueAt)).to.equal(createdAt.getTime() + 3_600_000);
      await harness.database.db
        .updateTable('tickets')
        .set({ warned_at: new Date(), breached_at: new Date() })
        .where('id', '=', ticketId)
        .execute();
      const medium = await update({ ticketId, version: 2, severity: 'SEVERITY_MEDIUM' });
      expect(medium).to.include({ slaState: 'SLA_STATE_ON_TRACK' });
      expect(msOf(medium.warnAt)).to.equal(createdAt.getTime() + 7.5 * 3_600_000);
      // Watchers are told again when the new deadline is near.
      const rows = await harness.database.db.selectFrom('tickets').selectAll().where('id', '=', ticketId).execute();
      expect(rows[0]).to.include({ warned_at: null, breached_at: null });
      const low = await update({ ticketId, version: 3, severity: 'SEVERITY_LOW' });
      expect(low).to.include({ dueAt: null, warnAt: null, slaState: 'SLA_STATE_NONE' });
    });

    it('refuses a version that is not the one that stands', async () => {
      const { id: ticketId } = await add();
      const racing = Array.from({ length: 6 }, async () =>
        update({ ticketId, version: 1, status: 'TICKET_STATUS_CLOSED' }).then(
          () => 'done',
          (error: { reason: string }) => error.reason,
        ),
      );
      expect((await Promise.all(racing)).toSorted()).to.deep.equal([
        ...Array.from({ length: 5 }, () => 'TICKET_CHANGED'),
        'done',
      ]);
      const error = await refusal(update({ ticketId, version: 1, status: 'TICKET_STATUS_OPEN' }));
      expect(error).to.include({ code: Status.ABORTED, reason: 'TICKET_CHANGED' });
      expect(error.metadata['version']).to.equal('2');
    });

    it('counts what is as wanted already as no change', async () => {
      const { id: ticketId } = await add({ severity: 'low' });
      const request = { ticketId, version: 1, status: 'TICKET_STATUS_OPEN', severity: 'SEVERITY_LOW' } as const;
      expect(await update(request)).to.include({ version: 1 });
    });

    it('gives the first answer again under the same request_id, also when both come at once', async () => {
      const { id: ticketId } = await add();
      const request = {
        ticketId,
        version: 1,
        status: 'TICKET_STATUS_RESOLVED',
        notify: true,
        requestId: newId(),
      } as const;
      const answers = await Promise.all(Array.from({ length: 4 }, () => client.tickets.UpdateTicket(request)));
      answers.push(await client.tickets.UpdateTicket(request));
      for (const { ticket, notification, message } of answers) {
        expect(ticket).to.include({ version: 2, status: 'TICKET_STATUS_RESOLVED' });
        expect(notification).to.equal('TICKET_NOTIFICATION_TEXT');
        expect(message!.id).to.equal(answers[0]!.message!.id);
      }
      const { messages } = await client.messaging.QueryHistory({ conversationId: person.conversationId });
      expect(messages).to.have.length(1);
      const reused = await refusal(client.tickets.UpdateTicket({ ...request, notify: false }));
      expect(reused).to.include({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
    });

    it('names every wrong field', async () => {
      const { id: ticketId } = await add();
      const status = 'TICKET_STATUS_CLOSED' as const;
      for (const [request, fields] of [
        [{ ticketId, status }, ['version']],
        [{ ticketId, version: 1 }, ['status']],
        [{ version: 1, status }, ['ticket']],
        [{ ticketId, version: 1, status: 77 as never }, ['status']],
        [{ ticketId, version: 1, message: 'x'.repeat(4_097) }, ['message']],
        [{ ticketId, version: 1, message: ' ' }, ['message']],
        [{ ticketId, version: 1, status, requestId: 'ü' }, ['request_id']],
      ] as const) {
        const error = await refusal(client.tickets.UpdateTicket(request));
        expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields });
      }
      expect(await get(ticketId)).to.include({ version: 1 });
    });
  });

  describe('notes', () => {
    it('are kept with their author, newest first, page by page, and change no version', async () => {
      const { id: ticketId, number } = await add();
      const texts = ['called', 'went there', 'done'];
      for (const text of texts) await client.tickets.AddTicketNote({ number, author: 'Ana', text });
      const first = await client.tickets.ListTicketNotes({ ticketId, pageSize: 2 });
      const second = await client.tickets.ListTicketNotes({ ticketId, pageSize: 2, pageToken: first.nextPageToken });
      const notes = [...first.notes, ...second.notes];
      expect(notes.map(({ text }) => text)).to.deep.equal(texts.toReversed());
      expect(notes[0]).to.include({ ticketId, author: 'Ana' });
      expect(msOf(notes[0]!.createdAt)).to.be.closeTo(Date.now(), 10_000);
      expect(await get(ticketId)).to.include({ version: 1 });
    });

    it('are made once under one request_id', async () => {
      const { id: ticketId } = await add();
      const request = { ticketId, text: 'called', requestId: newId() };
      const answers = await Promise.all(Array.from({ length: 4 }, () => client.tickets.AddTicketNote(request)));
      expect(new Set(answers.map(({ note }) => note!.id))).to.have.length(1);
      const reused = await refusal(client.tickets.AddTicketNote({ ...request, text: 'other' }));
      expect(reused.reason).to.equal('REQUEST_ID_REUSED');
      expect((await client.tickets.ListTicketNotes({ ticketId })).notes).to.have.length(1);
    });

    it('name what is wrong with them', async () => {
      const error = await refusal(client.tickets.AddTicketNote({ author: 'x'.repeat(201), text: '' }));
      expect(error.fields).to.deep.equal(['ticket', 'author', 'text']);
    });
  });

  it('tells watchers of every change, with the ticket as it stands', async () => {
    const watch = await startWatch(client, {});
    const { id: ticketId, number } = await add();
    await update({ ticketId, version: 1, status: 'TICKET_STATUS_RESOLVED', severity: 'SEVERITY_HIGH' });
    await client.tickets.AddTicketNote({ ticketId, text: 'done' });
    await until('three events', () => watch.ids.length >= 3);
    const seen = watch.responses.flatMap(({ event }) => (event ? [event] : []));
    expect(seen.map(({ type, ticketChanged }) => [type, ticketChanged!.change])).to.deep.equal([
      ['EVENT_TYPE_TICKET_CHANGED', 'TICKET_CHANGE_STATUS'],
      ['EVENT_TYPE_TICKET_CHANGED', 'TICKET_CHANGE_SEVERITY'],
      ['EVENT_TYPE_TICKET_CHANGED', 'TICKET_CHANGE_NOTE_ADDED'],
    ]);
    for (const { conversationId, ticketChanged } of seen) {
      expect(conversationId).to.equal(person.conversationId);
      expect(ticketChanged).to.include({ ticketId, number, status: 'TICKET_STATUS_RESOLVED' });
      expect(ticketChanged!.ticket).to.include({ id: ticketId, version: 2 });
    }
    watch.stream.cancel();
  });
});
