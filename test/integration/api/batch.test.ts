import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, toItemError, type Client } from './client.ts';
import { addPerson, addTenant, startHarness, type Harness, type Tenant } from './harness.ts';

describe('BatchSendMessages', () => {
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

  type Item = Parameters<Client['messaging']['SendMessage']>[0];
  const send = async (messages: Item[]) => (await client.messaging.BatchSendMessages({ messages })).results;
  const bodiesOf = async (conversationId: string) => {
    const { db } = harness.database;
    const query = db.selectFrom('messages').select('body').where('conversation_id', '=', conversationId).orderBy('id');
    return (await query.execute()).map((row) => row.body);
  };

  it('answers each item for itself, in order', async () => {
    const open = await addPerson(harness, tenant);
    const closed = await addPerson(harness, tenant, { windowExpiresAt: null });
    const results = await send([
      { conversationId: open.conversationId, text: { text: 'first' } },
      { conversationId: closed.conversationId, text: { text: 'too late' } },
      { conversationId: 'nonsense', text: { text: 'x' } },
      { contactId: open.contactId, text: { text: 'second' } },
      { conversationId: open.conversationId, media: {} },
    ]);
    expect(results.map((result) => result.outcome)).to.deep.equal(['message', 'error', 'error', 'message', 'error']);
    const errors = results.flatMap(({ error }) => (error ? [toItemError(error)] : []));
    expect(errors.map(({ reason }) => reason)).to.deep.equal(['WINDOW_CLOSED', 'INVALID_REQUEST', 'INVALID_REQUEST']);
    expect(errors[1]!.fields).to.deep.equal(['messages[2].conversation_id']);
    expect(errors[2]!.fields).to.deep.equal(['messages[4].media.kind', 'messages[4].media.source']);
    expect(await bodiesOf(open.conversationId)).to.deep.equal(['first', 'second']);
    expect(await bodiesOf(closed.conversationId)).to.deep.equal([]);
  });

  it('takes 500 items, keeps the order within each conversation, and makes one job for each', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => addPerson(harness, tenant)));
    const items = Array.from({ length: 500 }, (_, n) => ({
      conversationId: people[n % 5]!.conversationId,
      requestId: `five hundred ${n}`,
      text: { text: String(n) },
    }));
    const results = await send(items);
    expect(results.every(({ message }) => message?.status === 'MESSAGE_STATUS_QUEUED')).to.equal(true);
    const bodies = await bodiesOf(people[3]!.conversationId);
    expect(bodies).to.deep.equal(Array.from({ length: 100 }, (_, n) => String(n * 5 + 3)));
    const { conversationId } = people[3]!;
    expect(await harness.database.queue.boss.findJobs('outbound', { data: { conversationId } })).to.have.length(1);
  });

  it('repeats the first answers, alone and in another batch', async () => {
    const { conversationId } = await addPerson(harness, tenant);
    const items = ['a', 'b'].map((body) => ({
      conversationId,
      requestId: `${conversationId} ${body}`,
      text: { text: body },
    }));
    const first = await send(items);
    const second = await send(items.toReversed());
    expect(second.map(({ message }) => message!.id)).to.deep.equal(
      first.toReversed().map(({ message }) => message!.id),
    );
    const alone = await client.messaging.SendMessage(items[0]!);
    expect(alone.message!.id).to.equal(first[0]!.message!.id);
    expect(await bodiesOf(conversationId)).to.deep.equal(['a', 'b']);
  });

  it('sends an item once that comes twice in one batch, and refuses another body under its id', async () => {
    const { conversationId } = await addPerson(harness, tenant);
    const item = { conversationId, requestId: `${conversationId} twice`, text: { text: 'x' } };
    const [first, second, third] = await send([item, item, { ...item, text: { text: 'y' } }]);
    expect(second!.message!.id).to.equal(first!.message!.id);
    expect(toItemError(third!.error!).reason).to.equal('REQUEST_ID_REUSED');
    expect(await bodiesOf(conversationId)).to.deep.equal(['x']);
  });

  it('means by a request id in one batch what it means in calls one after the other', async () => {
    const { conversationId } = await addPerson(harness, tenant);
    const item = { conversationId, requestId: `${conversationId} mended`, text: { text: 'x' } };
    const told = async (...items: Item[]) => {
      const results = await send(items);
      return results.map(({ message, error }) => message?.id ?? toItemError(error!).reason);
    };
    const bad = { ...item, replyToMessageId: newId() };
    const after = { conversationId, text: { text: 'y' } };
    const [refused, id, again, other] = await told(bad, item, item, { ...item, text: { text: 'z' } }, after);
    expect([refused, again, other]).to.deep.equal(['MESSAGE_NOT_FOUND', id, 'REQUEST_ID_REUSED']);
    expect(await told({ ...item, text: { text: 'z' } }, item)).to.deep.equal(['REQUEST_ID_REUSED', id]);
    expect(await bodiesOf(conversationId)).to.deep.equal(['x', 'y']);
  });

  it('names the fields of each item that is refused, also under one request id', async () => {
    const item = { phone: '+27', channelId: tenant.channelId, requestId: newId(), text: { text: 'x' } };
    const results = await send([item, item]);
    const fields = results.map(({ error }) => toItemError(error!).fields);
    expect(fields).to.deep.equal([['messages[0].phone'], ['messages[1].phone']]);
  });

  it('answers 500 items with very much wrong in each within what a client takes by default', async () => {
    const { conversationId } = await addPerson(harness, tenant);
    const item = { conversationId, contacts: { contacts: Array.from({ length: 100 }, () => ({})) } };
    const results = await send(Array.from({ length: 500 }, () => item));
    const { reason, fields } = toItemError(results[499]!.error!);
    expect(reason).to.equal('INVALID_REQUEST');
    expect(fields.slice(0, 2)).to.deep.equal([
      'messages[499].contacts.contacts',
      'messages[499].contacts.contacts[0].formatted_name',
    ]);
  });

  it('survives the same batch several times at once', async () => {
    const people = await Promise.all(Array.from({ length: 10 }, () => addPerson(harness, tenant)));
    const items = people.map(({ conversationId }) => ({
      conversationId,
      requestId: conversationId,
      text: { text: 'x' },
    }));
    const batches = await Promise.all([send(items), send(items.toReversed()), send(items), send(items.toReversed())]);
    const ids = new Set(batches.flat().map(({ message }) => message!.id));
    expect(ids).to.have.length(people.length);
  });

  it('refuses none and too many', async () => {
    for (const count of [0, 501]) {
      const error = await refusal(send(Array.from({ length: count }, () => ({}))));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['messages'] });
    }
  });
});
