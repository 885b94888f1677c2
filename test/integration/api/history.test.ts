import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { idTime, newId } from '../../../src/domain/ids.ts';
import { toTimestamp } from '../../../src/api/well-known-types.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addInbound, addPerson, addTenant, freshPhone, startHarness } from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';

describe('QueryHistory and GetMessage', () => {
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

  type Request = Parameters<Client['messaging']['QueryHistory']>[0];
  const query = (request: Request) => client.messaging.QueryHistory(request);
  const textsOf = async (request: Request) => (await query(request)).messages.map((message) => message.text);

  async function follow(request: Request): Promise<string[]> {
    const texts: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await query({ ...request, pageToken });
      texts.push(...page.messages.map((message) => message.text));
      pageToken = page.nextPageToken;
      if (pageToken === '') return texts;
    }
  }

  it('gives one message with its times, its error and its structure', async () => {
    const person = await addPerson(harness, tenant);
    const id = newId();
    const at = new Date('2026-01-02T03:04:05.678Z');
    const payload = { type: 'image', image: { id: '7', animated: false, sizes: [1, 2.5, null] } };
    const row = {
      id,
      tenant_id: tenant.id,
      conversation_id: person.conversationId,
      kind: 'image',
      body: 'caption',
      payload,
    };
    const times = { accepted_at: at, sent_at: at, failed_at: at };
    const error = { error_code: '131026', error_kind: 'recipient' as const, error_text: 'Undeliverable.' };
    const values = { ...row, ...times, ...error, direction: 'outbound' as const, status: 'failed' as const };
    await harness.database.db
      .insertInto('messages')
      .values({ ...values, external_id: 'wamid.x' })
      .execute();
    const { message } = await client.messaging.GetMessage({ messageId: id });
    expect(message).to.deep.include({
      id,
      contactId: person.contactId,
      channelId: tenant.channelId,
      kind: 'image',
      text: 'caption',
      status: 'MESSAGE_STATUS_FAILED',
      error: { code: '131026', kind: 'FAILURE_KIND_RECIPIENT', text: 'Undeliverable.' },
      providerMessageId: 'wamid.x',
      sentAt: { seconds: String(at.getTime() / 1_000).split('.')[0], nanos: 678_000_000 },
      deliveredAt: null,
    });
    const image = message!.payload!.fields['image']!.structValue!.fields;
    expect(image['sizes']!.listValue!.values.map((value) => value.kind)).to.deep.equal([
      'numberValue',
      'numberValue',
      'nullValue',
    ]);
  });

  it('answers NOT_FOUND for a message, conversation, contact or phone that is not there', async () => {
    const id = newId();
    const calls = [
      [() => client.messaging.GetMessage({ messageId: id }), 'MESSAGE_NOT_FOUND'],
      [() => query({ conversationId: id }), 'CONVERSATION_NOT_FOUND'],
      [() => query({ contactId: id }), 'CONTACT_NOT_FOUND'],
      [() => query({ phone: freshPhone() }), 'CONTACT_NOT_FOUND'],
    ] as const;
    for (const [call, reason] of calls) {
      expect(await refusal(call())).to.include({ code: Status.NOT_FOUND, reason });
    }
  });

  describe('of a person with 25 messages', () => {
    let person: Person;
    let ids: string[];
    const texts = Array.from({ length: 25 }, (_, n) => String(n));
    before(async () => {
      person = await addPerson(harness, tenant);
      ids = await addInbound(harness, tenant, person, texts);
    });

    it('shows the newest first, by conversation, contact and phone', async () => {
      for (const subject of [
        { conversationId: person.conversationId },
        { contactId: person.contactId },
        { phone: person.phone },
        { phone: `0${person.phone.slice(3)}` },
      ]) {
        expect(await textsOf(subject)).to.deep.equal(texts.toReversed());
      }
    });

    it('shows each message once over all pages, whatever their size', async () => {
      const { conversationId } = person;
      for (const pageSize of [1, 7, 24, 25, 26]) {
        expect(await follow({ conversationId, pageSize })).to.deep.equal(texts.toReversed());
      }
    });

    it('does not shift pages when new messages come', async () => {
      const other = await addPerson(harness, tenant);
      await addInbound(harness, tenant, other, ['1', '2', '3']);
      const first = await query({ contactId: other.contactId, pageSize: 2 });
      await addInbound(harness, tenant, other, ['4', '5']);
      const pageToken = first.nextPageToken;
      expect(await textsOf({ contactId: other.contactId, pageSize: 2, pageToken })).to.deep.equal(['1']);
    });

    it('takes a time range: from its start on, up to before its end', async () => {
      const { conversationId } = person;
      const [start, end] = [newId(Date.now() + 3_600_000), newId(Date.now() + 7_200_000)];
      const place = {
        tenant_id: tenant.id,
        conversation_id: conversationId,
        direction: 'inbound' as const,
        kind: 'text',
      };
      const rows = [start, end].map((id) => ({ ...place, id, body: id, status: 'received' as const }));
      await harness.database.db.insertInto('messages').values(rows).execute();
      const range = { startTime: toTimestamp(idTime(start)), endTime: toTimestamp(idTime(end)) };
      expect(await textsOf({ conversationId, ...range })).to.deep.equal([start]);
      expect(await textsOf({ conversationId, startTime: range.startTime })).to.deep.equal([end, start]);
      const before = await textsOf({ conversationId, endTime: toTimestamp(idTime(ids[0]!)) });
      expect(before).to.deep.equal([]);
      await harness.database.db.deleteFrom('messages').where('id', 'in', [start, end]).execute();
    });

    it('refuses a range that ends before it begins, and times that are none', async () => {
      const { conversationId } = person;
      const [early, late] = [{ seconds: 1_000 }, { seconds: 2_000 }];
      const backwards = await refusal(query({ conversationId, startTime: late, endTime: early }));
      expect(backwards).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['end_time'] });
      const endless = await refusal(query({ conversationId, startTime: { seconds: '9223372036854775807' } }));
      expect(endless).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['start_time'] });
    });

    it('filters by direction', async () => {
      const { conversationId } = person;
      const { message } = await client.messaging.SendMessage({ conversationId, text: { text: 'answer' } });
      expect(await textsOf({ conversationId, direction: 'DIRECTION_OUTBOUND' })).to.deep.equal(['answer']);
      expect(await textsOf({ conversationId, direction: 'DIRECTION_INBOUND' })).to.deep.equal(texts.toReversed());
      await harness.database.db.deleteFrom('messages').where('id', '=', message!.id).execute();
    });

    it('gives 50 at a time by default, and 200 at most', async () => {
      const other = await addPerson(harness, tenant);
      await addInbound(harness, tenant, other, Array.from({ length: 210 }, String));
      const { contactId } = other;
      expect(await textsOf({ contactId })).to.have.length(50);
      expect(await textsOf({ contactId, pageSize: 100_000 })).to.have.length(200);
      const negative = await refusal(query({ contactId, pageSize: -1 }));
      expect(negative).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['page_size'] });
    });

    it('refuses a page token of another query, and one that was altered', async () => {
      const { conversationId, contactId } = person;
      const { nextPageToken } = await query({ conversationId, pageSize: 2 });
      const forged = JSON.parse(Buffer.from(nextPageToken, 'base64url').toString()) as string[];
      forged[0] = ids[20]!;
      const tokens: Request[] = [
        { contactId, pageToken: nextPageToken },
        { conversationId, direction: 'DIRECTION_INBOUND', pageToken: nextPageToken },
        { conversationId, pageToken: `${nextPageToken.slice(0, -3)}AAA` },
        { conversationId, pageToken: Buffer.from(JSON.stringify(forged)).toString('base64url') },
        { conversationId, pageToken: 'x'.repeat(100_000) },
        { conversationId, pageToken: '***' },
        { conversationId, pageToken: (await client.messaging.ListConversations({ pageSize: 1 })).nextPageToken },
      ];
      for (const request of tokens) {
        const error = await refusal(query({ pageSize: 2, ...request }));
        expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['page_token'] });
      }
    });
  });

  it('merges the conversations of a contact by time', async () => {
    const person = await addPerson(harness, tenant);
    const channelId = await addChannel(harness, tenant.id, { provider: 'twilio', enabled: false });
    const second = { ...person, conversationId: newId() };
    const { db } = harness.database;
    const contact = { tenant_id: tenant.id, contact_id: person.contactId, recipient: person.phone };
    await db
      .insertInto('conversations')
      .values({ id: second.conversationId, channel_id: channelId, ...contact })
      .execute();
    for (const [where, text] of [
      [person, '1'],
      [second, '2'],
      [person, '3'],
      [second, '4'],
    ] as const) {
      await addInbound(harness, tenant, where, [text]);
    }
    expect(await textsOf({ contactId: person.contactId })).to.deep.equal(['4', '3', '2', '1']);
    expect(await follow({ contactId: person.contactId, pageSize: 1 })).to.deep.equal(['4', '3', '2', '1']);
    expect(await textsOf({ conversationId: second.conversationId })).to.deep.equal(['4', '2']);
  });

  it('gives an empty page for a contact who never wrote', async () => {
    const phone = freshPhone();
    const { contact } = await client.contacts.CreateContact({
      addresses: [{ kind: 'ADDRESS_KIND_PHONE', value: phone }],
    });
    expect(await query({ contactId: contact!.id })).to.deep.equal({ messages: [], nextPageToken: '' });
  });
});
