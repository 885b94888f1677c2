import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { UpdateTicketRequest } from '../../../src/api/gen/switchboard/v1/UpdateTicketRequest.ts';
import { idTime, newId } from '../../../src/domain/ids.ts';
import { slaTimes } from '../../../src/domain/ticket.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, type Client } from './client.ts';
import { addPerson, addTenant, addTicket, startHarness, type Harness, type Person, type Tenant } from './harness.ts';
import { startWatch } from './watching.ts';

describe('changes of tickets', () => {
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
      expect(msOf(notes[0]!.createdAt)).to.equal(idTime(notes[0]!.id).getTime());
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
