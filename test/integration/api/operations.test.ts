import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, toItemError, type Client } from './client.ts';
import { addChannel, addPerson, addSession, addTenant, startHarness, type Harness, type Tenant } from './harness.ts';
import { startWatch } from './watching.ts';

describe('OperationsService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());

  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  describe('sessions', () => {
    it('show where a dialogue stands', async () => {
      const person = await addPerson(harness, tenant);
      await addSession(harness, tenant, person, {
        step: 'severity',
        data: JSON.stringify({ order: 'PO-1001', photos: 2 }),
        language: 'es-MX',
        offered: JSON.stringify([{ id: 'low', title: 'Baja' }]),
        expires_at: inMinutes(30),
      });
      const { sessions } = await client.operations.ListSessions({});
      expect(sessions).to.have.length(1);
      expect(sessions[0]).to.deep.include({
        conversationId: person.conversationId,
        contactId: person.contactId,
        channelId: tenant.channelId,
        flow: 'menu',
        step: 'severity',
        language: 'es-MX',
        choices: [{ id: 'low', title: 'Baja' }],
      });
      expect(sessions[0]!.data!.fields).to.have.nested.property('order.stringValue', 'PO-1001');
      expect(sessions[0]!.data!.fields).to.have.nested.property('photos.numberValue', 2);
      for (const time of ['startedAt', 'updatedAt', 'expiresAt'] as const)
        expect(sessions[0]![time]).to.be.an('object');
    });

    it('are listed while they are under way, the last active first, page by page and by flow, channel and contact', async () => {
      const other = await addChannel(harness, tenant.id);
      const people = [];
      for (let n = 0; n < 4; n++) {
        const person = await addPerson(harness, tenant, n === 3 ? { channelId: other } : {});
        await addSession(harness, tenant, person, { flow: n === 2 ? 'report' : 'menu', updated_at: inMinutes(n - 60) });
        people.unshift(person);
      }
      await addSession(harness, tenant, await addPerson(harness, tenant), { step: null });
      await addSession(harness, tenant, await addPerson(harness, tenant), { expires_at: inMinutes(-1) });
      const ids = people.map(({ conversationId }) => conversationId);
      const list = (query: object) => client.operations.ListSessions(query);
      const idsOf = async (query: object) => (await list(query)).sessions.map(({ conversationId }) => conversationId);
      expect(await idsOf({})).to.deep.equal(ids);
      expect(await idsOf({ flow: 'report' })).to.deep.equal([ids[1]]);
      expect(await idsOf({ channelId: other })).to.deep.equal([ids[0]]);
      expect(await idsOf({ contactId: people[2]!.contactId })).to.deep.equal([ids[2]]);
      const first = await list({ pageSize: 3 });
      const second = await idsOf({ pageSize: 3, pageToken: first.nextPageToken });
      expect([...first.sessions.map(({ conversationId }) => conversationId), ...second]).to.deep.equal(ids);
      const wrong = await refusal(list({ channelId: 'x', contactId: 'y', flow: 'z'.repeat(101) }));
      expect(wrong.fields).to.have.members(['channel_id', 'contact_id', 'flow']);
    });

    it('end where they stand, once or twice, and what guards against floods goes on counting', async () => {
      const person = await addPerson(harness, tenant);
      const traffic = { minute: 12 };
      await addSession(harness, tenant, person, { data: JSON.stringify({ a: 1 }), traffic: JSON.stringify(traffic) });
      const { conversationId } = person;
      expect((await client.operations.ClearSession({ conversationId })).session).to.include({ step: 'choose' });
      expect((await client.operations.ClearSession({ conversationId })).session).to.equal(null);
      expect((await client.operations.ListSessions({})).sessions).to.be.empty;
      const query = harness.database.db.selectFrom('sessions').selectAll();
      const row = await query.where('conversation_id', '=', conversationId).executeTakeFirstOrThrow();
      expect(row).to.deep.include({ step: null, data: {}, offered: [], earlier: [], traffic });
    });

    it('are not there in a conversation that is not there', async () => {
      const error = await refusal(client.operations.ClearSession({ conversationId: newId() }));
      expect(error).to.include({ code: Status.NOT_FOUND, reason: 'CONVERSATION_NOT_FOUND' });
    });
  });

  describe('CloseConversation', () => {
    it('gives a conversation that was handed over back to intake, and tells watchers once', async () => {
      const person = await addPerson(harness, tenant);
      const { conversationId } = person;
      await addSession(harness, tenant, person);
      const conversations = harness.database.db.updateTable('conversations').set({ status: 'handed_over' });
      await conversations.where('id', '=', conversationId).execute();
      const watch = await startWatch(client, { types: ['EVENT_TYPE_CONVERSATION_CLOSED'] });
      for (let n = 0; n < 2; n++) {
        const { conversation } = await client.messaging.CloseConversation({ conversationId });
        expect(conversation).to.include({ id: conversationId, status: 'CONVERSATION_STATUS_CLOSED' });
      }
      const another = (await addPerson(harness, tenant)).conversationId;
      await client.messaging.CloseConversation({ conversationId: another });
      await until('two events', () => watch.ids.length >= 2);
      const seen = watch.responses.flatMap(({ event }) => event?.conversationClosed ?? []);
      expect(seen.map(({ conversation }) => conversation?.id)).to.deep.equal([conversationId, another]);
      expect(seen[0]!.conversation).to.include({ status: 'CONVERSATION_STATUS_CLOSED' });
      watch.stream.cancel();
      expect((await client.operations.ListSessions({})).sessions).to.be.empty;
    });
  });

  describe('machines', () => {
    it('are written item by item, listed and forgotten', async () => {
      const machines = [
        { code: 'M-01', name: 'Press', place: 'Hall 2' },
        { code: '?' },
        { code: 'm 01' },
        { code: 'M-02', name: 'x'.repeat(201) },
        { code: 'M-03' },
      ];
      const { results } = await client.operations.BatchUpsertMachines({ machines });
      expect(results.map(({ machine }) => machine?.code)).to.deep.equal([
        'M-01',
        undefined,
        undefined,
        undefined,
        'M-03',
      ]);
      const fields = results.flatMap(({ error }) => (error ? toItemError(error).fields : []));
      expect(fields).to.deep.equal(['machines[1].code', 'machines[2].code', 'machines[3].name']);
      await client.operations.BatchUpsertMachines({ machines: [{ code: 'm-01', name: 'Old press' }] });
      const first = await client.operations.ListMachines({ pageSize: 1 });
      const second = await client.operations.ListMachines({ pageSize: 1, pageToken: first.nextPageToken });
      expect([...first.machines, ...second.machines].map(({ code, name, place }) => [code, name, place])).to.deep.equal(
        [
          ['M-03', '', ''],
          ['m-01', 'Old press', ''],
        ],
      );
      await client.operations.DeleteMachine({ code: 'M 03' });
      const again = await refusal(client.operations.DeleteMachine({ code: 'M-03' }));
      expect(again).to.include({ code: Status.NOT_FOUND, reason: 'MACHINE_NOT_FOUND' });
      expect((await client.operations.ListMachines({})).machines.map(({ code }) => code)).to.deep.equal(['m-01']);
      expect((await refusal(client.operations.BatchUpsertMachines({}))).fields).to.deep.equal(['machines']);
    });
  });

  describe('rules of the SLA', () => {
    const rule = (minutes: number, severity: 'SEVERITY_LOW' | 'SEVERITY_HIGH' = 'SEVERITY_HIGH') => ({
      kind: 'TICKET_KIND_MAINTENANCE' as const,
      severity,
      minutes,
    });

    it('become all the rules there are, in order', async () => {
      await client.operations.SetSlaRules({ rules: [rule(60)] });
      const { rules } = await client.operations.SetSlaRules({ rules: [rule(30), rule(480, 'SEVERITY_LOW')] });
      expect(rules).to.deep.equal([rule(480, 'SEVERITY_LOW'), rule(30)]);
      expect((await client.operations.ListSlaRules({})).rules).to.deep.equal(rules);
      await client.operations.SetSlaRules({ rules: [] });
      expect((await client.operations.ListSlaRules({})).rules).to.be.empty;
    });

    it('are set by several at once, and those of one of them hold', async () => {
      const sets = Array.from({ length: 6 }, (_, n) => [rule(n + 1), rule(n + 1, 'SEVERITY_LOW')]);
      await Promise.all(sets.map((rules) => client.operations.SetSlaRules({ rules })));
      const { rules } = await client.operations.ListSlaRules({});
      expect(rules).to.have.length(2);
      expect(rules[0]!.minutes).to.equal(rules[1]!.minutes);
    });

    it('name what is wrong with them', async () => {
      const error = await refusal(
        client.operations.SetSlaRules({ rules: [rule(0), {}, rule(5), rule(525_601, 'SEVERITY_LOW')] }),
      );
      expect(error.fields).to.deep.equal([
        'rules[0].minutes',
        'rules[1].kind',
        'rules[1].severity',
        'rules[1].minutes',
        'rules[2]',
        'rules[3].minutes',
      ]);
    });
  });
});
