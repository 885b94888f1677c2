import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { idTime } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import {
  addChannel,
  addInbound,
  addKey,
  addPerson,
  addTenant,
  freshPhone,
  startHarness,
  type Harness,
  type Tenant,
} from './harness.ts';

describe('SendMessage', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const text = (body = 'hello') => ({ text: { text: body } });
  const rowsOf = async (conversationId: string) => {
    const { db } = harness.database;
    return db.selectFrom('messages').selectAll().where('conversation_id', '=', conversationId).orderBy('id').execute();
  };
  const jobsOf = async (conversationId: string) => {
    const jobs = await harness.database.queue.boss.findJobs<{ conversationId: string }>('outbound', {
      data: { conversationId },
    });
    return jobs.length;
  };

  it('stores the message, puts it into the outbox and wakes the sender', async () => {
    const person = await addPerson(harness, tenant);
    const { message } = await client.messaging.SendMessage({ conversationId: person.conversationId, ...text() });
    expect(message).to.include({
      conversationId: person.conversationId,
      contactId: person.contactId,
      channelId: tenant.channelId,
      direction: 'DIRECTION_OUTBOUND',
      kind: 'text',
      text: 'hello',
      status: 'MESSAGE_STATUS_QUEUED',
    });
    expect(Number(message!.createdAt!.seconds)).to.equal(Math.floor(idTime(message!.id).getTime() / 1_000));
    expect(await rowsOf(person.conversationId)).to.have.length(1);
    const { db } = harness.database;
    const mail = await db.selectFrom('outbox').selectAll().where('message_id', '=', message!.id).execute();
    expect(mail).to.have.length(1);
    expect(await jobsOf(person.conversationId)).to.equal(1);
  });

  it('moves the conversation to the front of the list', async () => {
    const person = await addPerson(harness, tenant);
    const other = await addPerson(harness, tenant);
    for (const each of [other, person]) {
      await client.messaging.SendMessage({ conversationId: each.conversationId, ...text() });
    }
    const { conversations } = await client.messaging.ListConversations({ pageSize: 1 });
    expect(conversations[0]!.id).to.equal(person.conversationId);
  });

  it('finds the conversation by contact, and by phone in any spelling', async () => {
    const person = await addPerson(harness, tenant);
    const national = `0${person.phone.slice(3)}`;
    for (const recipient of [{ contactId: person.contactId }, { phone: person.phone }, { phone: national }]) {
      const { message } = await client.messaging.SendMessage({ ...recipient, ...text() });
      expect(message!.conversationId).to.equal(person.conversationId);
    }
  });

  it('keeps the order of calls in the ids', async () => {
    const person = await addPerson(harness, tenant);
    for (const body of ['1', '2', '3']) {
      await client.messaging.SendMessage({ conversationId: person.conversationId, ...text(body) });
    }
    expect((await rowsOf(person.conversationId)).map((row) => row.body)).to.deep.equal(['1', '2', '3']);
  });

  it('quotes a message of the same conversation', async () => {
    const person = await addPerson(harness, tenant);
    const [inbound] = await addInbound(harness, tenant, person, ['question']);
    const request = { conversationId: person.conversationId, replyToMessageId: inbound!, ...text() };
    const { message } = await client.messaging.SendMessage(request);
    expect(message).to.include({ replyToMessageId: inbound, replyToProviderMessageId: `wamid.${inbound}` });
    const again = await client.messaging.GetMessage({ messageId: message!.id });
    expect(again.message!.replyToMessageId).to.equal(inbound);
  });

  it('refuses to quote what is elsewhere, or not with the provider yet', async () => {
    const person = await addPerson(harness, tenant);
    const other = await addPerson(harness, tenant);
    const [elsewhere] = await addInbound(harness, tenant, other, ['question']);
    const { message } = await client.messaging.SendMessage({ conversationId: person.conversationId, ...text() });
    const quote = (replyToMessageId: string) =>
      client.messaging.SendMessage({ conversationId: person.conversationId, replyToMessageId, ...text() });
    expect(await refusal(quote(elsewhere!))).to.include({ code: Status.NOT_FOUND, reason: 'MESSAGE_NOT_FOUND' });
    expect(await refusal(quote(message!.id))).to.include({
      code: Status.FAILED_PRECONDITION,
      reason: 'REPLY_NOT_SENT',
    });
  });

  describe('with a request_id', () => {
    it('gives the first answer again, and sends once', async () => {
      const person = await addPerson(harness, tenant);
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      const first = await client.messaging.SendMessage(request);
      const { db } = harness.database;
      await db.updateTable('messages').set({ status: 'delivered' }).where('id', '=', first.message!.id).execute();
      const second = await client.messaging.SendMessage(request);
      expect(second.message).to.include({ id: first.message!.id, status: 'MESSAGE_STATUS_DELIVERED' });
      expect(await rowsOf(person.conversationId)).to.have.length(1);
    });

    it('gives the first answer also when the window has closed since', async () => {
      const person = await addPerson(harness, tenant, { windowExpiresAt: new Date(Date.now() + 60_000) });
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      const first = await client.messaging.SendMessage(request);
      harness.clock.offsetMs = 3_600_000;
      try {
        expect((await client.messaging.SendMessage(request)).message!.id).to.equal(first.message!.id);
      } finally {
        harness.clock.offsetMs = 0;
      }
    });

    it('refuses the id for another request', async () => {
      const person = await addPerson(harness, tenant);
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      await client.messaging.SendMessage(request);
      const error = await refusal(client.messaging.SendMessage({ ...request, ...text('other') }));
      expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
      const contact = { addresses: [{ kind: 'ADDRESS_KIND_PHONE', value: freshPhone() }] as const };
      const otherMethod = await refusal(
        client.contacts.CreateContact({ ...contact, addresses: [...contact.addresses], requestId: request.requestId }),
      );
      expect(otherMethod).to.include({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
    });

    it('sends once for 10 identical calls at the same time', async () => {
      const person = await addPerson(harness, tenant);
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      const answers = await Promise.all(Array.from({ length: 10 }, () => client.messaging.SendMessage(request)));
      expect(new Set(answers.map(({ message }) => message!.id))).to.have.length(1);
      expect(await rowsOf(person.conversationId)).to.have.length(1);
    });

    it('sends once when two servers get the same call', async () => {
      const person = await addPerson(harness, tenant);
      const second = await harness.startAnother();
      const other = connect({ api: second }, tenant.key);
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      const calls = Array.from({ length: 20 }, (_, n) => (n % 2 ? client : other).messaging.SendMessage(request));
      const answers = await Promise.all(calls);
      expect(new Set(answers.map(({ message }) => message!.id))).to.have.length(1);
      expect(await rowsOf(person.conversationId)).to.have.length(1);
      other.close();
      await second.stop();
    });

    it('lets a failed call be tried again under the same id', async () => {
      const person = await addPerson(harness, tenant, { windowExpiresAt: null });
      const request = { conversationId: person.conversationId, requestId: person.conversationId, ...text() };
      expect((await refusal(client.messaging.SendMessage(request))).reason).to.equal('WINDOW_CLOSED');
      const { db } = harness.database;
      const windowExpiresAt = new Date(Date.now() + 60_000);
      const update = db.updateTable('conversations').set({ window_expires_at: windowExpiresAt });
      await update.where('id', '=', person.conversationId).execute();
      expect((await client.messaging.SendMessage(request)).message!.status).to.equal('MESSAGE_STATUS_QUEUED');
    });
  });

  it('sends over a channel that another tenant shares, once there is a conversation on it', async () => {
    const owner = await addTenant(harness);
    const channelId = await addChannel(harness, owner.id, { shared: true });
    const guest = await addTenant(harness, { enabled: false });
    const other = connect(harness, await addKey(harness, guest.id));
    const person = await addPerson(harness, guest, { channelId });
    const { message } = await other.messaging.SendMessage({ conversationId: person.conversationId, ...text() });
    expect(message!.channelId).to.equal(channelId);
    other.close();
  });
});
