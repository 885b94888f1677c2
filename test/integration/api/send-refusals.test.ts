import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTenant, freshPhone, startHarness, type Harness, type Tenant } from './harness.ts';

describe('SendMessage refuses', () => {
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

  it('free text outside the window, and leaves nothing behind', async () => {
    const windowExpiresAt = new Date(Date.now() - 1_000);
    const person = await addPerson(harness, tenant, { windowExpiresAt });
    const error = await refusal(
      client.messaging.SendMessage({ conversationId: person.conversationId, requestId: 'late', ...text() }),
    );
    expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'WINDOW_CLOSED' });
    expect(error.precondition).to.equal('WINDOW_CLOSED');
    expect(await rowsOf(person.conversationId)).to.have.length(0);
    expect(await jobsOf(person.conversationId)).to.equal(0);
    const { db } = harness.database;
    expect(await db.selectFrom('api_requests').where('request_id', '=', 'late').selectAll().execute()).to.deep.equal(
      [],
    );
  });

  it('free text to a phone nobody has written from, and leaves no contact behind', async () => {
    const phone = freshPhone();
    const error = await refusal(client.messaging.SendMessage({ phone, ...text() }));
    expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'WINDOW_CLOSED' });
    expect((await client.contacts.ListContacts({ phone })).contacts).to.deep.equal([]);
  });

  it('a conversation, contact or channel that is not there', async () => {
    const id = '01900000-0000-7000-8000-000000000000';
    const person = await addPerson(harness, tenant);
    const requests = [
      [{ conversationId: id }, 'CONVERSATION_NOT_FOUND'],
      [{ contactId: id }, 'CONTACT_NOT_FOUND'],
      [{ contactId: person.contactId, channelId: id }, 'CHANNEL_NOT_FOUND'],
    ] as const;
    for (const [recipient, reason] of requests) {
      const error = await refusal(client.messaging.SendMessage({ ...recipient, ...text() }));
      expect(error).to.include({ code: Status.NOT_FOUND, reason });
    }
  });

  it("a channel that is not the conversation's", async () => {
    const person = await addPerson(harness, tenant);
    const channelId = await addChannel(harness, tenant.id, { enabled: false });
    const error = await refusal(
      client.messaging.SendMessage({ conversationId: person.conversationId, channelId, ...text() }),
    );
    expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['channel_id'] });
  });

  it('to guess between several channels', async () => {
    const two = await addTenant(harness);
    const person = await addPerson(harness, two);
    await addChannel(harness, two.id);
    const other = connect(harness, two.key);
    const error = await refusal(other.messaging.SendMessage({ contactId: person.contactId, ...text() }));
    expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['channel_id'] });
    const { contactId } = person;
    const { message } = await other.messaging.SendMessage({ contactId, channelId: two.channelId, ...text() });
    expect(message!.conversationId).to.equal(person.conversationId);
    other.close();
  });

  it('a disabled channel', async () => {
    const channelId = await addChannel(harness, tenant.id, { enabled: false });
    const person = await addPerson(harness, tenant, { channelId });
    const error = await refusal(client.messaging.SendMessage({ conversationId: person.conversationId, ...text() }));
    expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'CHANNEL_DISABLED' });
  });

  it('everything that is wrong with a request at once', async () => {
    const request = { conversationId: 'x', channelId: 'y', requestId: 'a\tb', replyToMessageId: 'z', ...text('\0') };
    const error = await refusal(client.messaging.SendMessage(request));
    expect(error.code).to.equal(Status.INVALID_ARGUMENT);
    expect(error.fields).to.have.members([
      'conversation_id',
      'channel_id',
      'reply_to_message_id',
      'request_id',
      'text.text',
    ]);
  });

  it('blank text, no text, no content, no recipient', async () => {
    const { conversationId } = await addPerson(harness, tenant);
    for (const [request, field] of [
      [{ conversationId, ...text(' \n') }, 'text.text'],
      [{ conversationId, ...text('') }, 'text.text'],
      [{ conversationId }, 'content'],
      [text(), 'recipient'],
      [{ phone: 'no number', ...text() }, 'phone'],
    ] as const) {
      const error = await refusal(client.messaging.SendMessage(request));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
    }
  });
});
