import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { WatchEventsRequest } from '../../../src/api/gen/switchboard/v1/WatchEventsRequest.ts';
import { recordEvents, type NewEvent } from '../../../src/store/events.ts';
import { revokeApiKey } from '../../../src/store/api-keys.ts';
import { until } from '../../support/until.ts';
import type { WatchEventsResponse__Output as Response } from '../../../src/api/gen/switchboard/v1/WatchEventsResponse.ts';
import { connect, toRpcError, type Client } from './client.ts';
import { addInbound, addMedia, addPerson, addTemplate, addTenant, startHarness } from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';
import { startWatch, type Watch } from './watching.ts';

// Omit, over each member of a union.
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

describe('WatchEvents', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  beforeEach(async () => {
    tenant = await addTenant(harness);
    person = await addPerson(harness, tenant);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  const watch = (request: WatchEventsRequest = {}, caller = client) => startWatch(caller, request);
  const eventOf = (
    about: DistributiveOmit<NewEvent, 'tenantId' | 'conversationId'> = { type: 'conversation_handed_over', data: {} },
  ): NewEvent => ({ tenantId: tenant.id, conversationId: person.conversationId, ...about });
  const write = (...events: NewEvent[]) =>
    harness.database.db.transaction().execute((trx) => recordEvents(trx, events));
  const lastToken = ({ responses }: Watch) => responses.at(-1)!.resumeToken;

  it('begins with a response that carries a token and no event', async () => {
    await write(eventOf());
    await harness.database.pool.query('select pg_current_xact_id()');
    const seen = await watch();
    expect(seen.responses[0]!.event).to.equal(null);
    expect(seen.responses[0]!.resumeToken).not.to.equal('');
    seen.stream.cancel();
  });

  it('shows messages received, statuses changed and conversations handed over', async () => {
    const seen = await watch();
    const [messageId] = await addInbound(harness, tenant, person, ['hello']);
    const { message } = await client.messaging.SendMessage({
      conversationId: person.conversationId,
      text: { text: 'answer' },
    });
    await write(eventOf({ type: 'message_received', messageId: messageId!, data: {} }));
    await write(eventOf({ type: 'message_status_changed', messageId: message!.id, data: { status: 'delivered' } }));
    await write(eventOf());
    await until('three events', () => seen.ids.length === 3);
    const [received, changed, handedOver] = seen.responses.flatMap(({ event }) => event ?? []);
    expect(received).to.include({ type: 'EVENT_TYPE_MESSAGE_RECEIVED', conversationId: person.conversationId });
    expect(received!.messageReceived!.message).to.include({ id: messageId, text: 'hello' });
    expect(changed!.messageStatusChanged).to.include({ messageId: message!.id, status: 'MESSAGE_STATUS_DELIVERED' });
    expect(changed!.messageStatusChanged!.message).to.include({ text: 'answer', status: 'MESSAGE_STATUS_QUEUED' });
    expect(handedOver!.conversationHandedOver!.conversation).to.include({ id: person.conversationId });
    seen.stream.cancel();
  });

  it('shows what changes about files, contacts, templates and channels, inside a conversation or out of any', async () => {
    const seen = await watch();
    const mediaId = await addMedia(harness, tenant);
    const templateId = await addTemplate(harness, tenant, { name: 'visit' });
    const { contactId } = person;
    const about = { tenantId: tenant.id };
    const channelId = tenant.channelId;
    const pausedUntil = '2026-12-01T10:00:00.000Z';
    const template = { templateId, name: 'visit', language: 'en', status: 'paused', category: 'utility' } as const;
    await write(
      eventOf({ type: 'media_changed', data: { mediaId, status: 'ready' } }),
      { ...about, type: 'contact_changed', data: { contactId, change: 'opted_out' } },
      { ...about, type: 'contact_changed', data: { contactId: newId(), change: 'merged', mergedIntoId: contactId } },
      { ...about, type: 'template_changed', data: { ...template, reason: 'complaints' } },
      {
        ...about,
        type: 'channel_changed',
        data: { channelId, change: 'paused', until: pausedUntil, code: '190', reason: 'token' },
      },
      { ...about, type: 'channel_changed', data: { channelId, change: 'limit', perDay: null } },
    );
    await until('all events', () => seen.ids.length === 6);
    const [media, optedOut, merged, changed, paused, limit] = seen.responses.flatMap(({ event }) => event ?? []);
    expect(media).to.include({ type: 'EVENT_TYPE_MEDIA_CHANGED', conversationId: person.conversationId });
    expect(media!.mediaChanged).to.include({ mediaId, status: 'MEDIA_STATUS_READY' });
    expect(media!.mediaChanged!.media).to.include({ id: mediaId, contentType: 'image/jpeg' });
    expect(optedOut).to.include({ type: 'EVENT_TYPE_CONTACT_CHANGED', conversationId: '' });
    expect(optedOut!.contactChanged).to.include({ contactId, change: 'CONTACT_CHANGE_OPTED_OUT' });
    expect(optedOut!.contactChanged!.contact).to.include({ id: contactId });
    expect(merged!.contactChanged).to.include({ mergedIntoContactId: contactId, contact: null });
    expect(changed!.templateChanged).to.include({ templateId, status: 'TEMPLATE_STATUS_PAUSED', reason: 'complaints' });
    expect(paused!.channelChanged).to.include({ channelId, change: 'CHANNEL_CHANGE_PAUSED', code: '190' });
    expect(Number(paused!.channelChanged!.until!.seconds)).to.equal(Date.parse(pausedUntil) / 1_000);
    expect(limit!.channelChanged).to.include({ change: 'CHANNEL_CHANGE_LIMIT', peoplePerDay: 0 });
    seen.stream.cancel();
  });

  it('tells of an opt-out that a caller sets, once', async () => {
    const seen = await watch({ types: ['EVENT_TYPE_CONTACT_CHANGED'] });
    const optedOutAt = { seconds: Math.floor(Date.now() / 1_000) };
    const update = { contact: { id: person.contactId, optedOutAt }, updateMask: { paths: ['opted_out_at'] } };
    await client.contacts.UpdateContact(update);
    await client.contacts.UpdateContact(update);
    const contact = { id: person.contactId };
    await client.contacts.UpdateContact({ contact, updateMask: { paths: ['opted_out_at'] } });
    await until('both events', () => seen.ids.length === 2);
    const changes = seen.responses.flatMap(({ event }) => event?.contactChanged?.change ?? []);
    expect(changes).to.deep.equal(['CONTACT_CHANGE_OPTED_OUT', 'CONTACT_CHANGE_OPTED_IN']);
    seen.stream.cancel();
  });

  it('passes by types that were not asked for, also when it is resumed', async () => {
    const types = ['EVENT_TYPE_CONVERSATION_HANDED_OVER'] as const;
    const [messageId] = await addInbound(harness, tenant, person, ['hello']);
    const first = await watch({ types: [...types] });
    await write(eventOf({ type: 'message_received', messageId: messageId!, data: {} }), eventOf());
    await until('one event', () => first.ids.length === 1);
    first.stream.cancel();
    await write(eventOf({ type: 'message_received', messageId: messageId!, data: {} }), eventOf());
    const second = await watch({ types: [...types], resumeToken: lastToken(first) });
    await until('another event', () => second.ids.length === 1);
    expect(second.ids[0]).not.to.equal(first.ids[0]);
    second.stream.cancel();
  });

  it('goes on from the first token when the stream broke before any event', async () => {
    const first = await watch();
    first.stream.cancel();
    await write(eventOf());
    const second = await watch({ resumeToken: lastToken(first) });
    await until('the event', () => second.ids.length === 1);
    second.stream.cancel();
  });

  it('shows nothing of a transaction until all older ones have ended', async () => {
    const { pool } = harness.database;
    const slow = await pool.connect();
    await slow.query('begin');
    const insert = 'insert into events (id, tenant_id, type, conversation_id) values ($1, $2, $3, $4)';
    const late = newId();
    await slow.query(insert, [late, tenant.id, 'conversation_handed_over', person.conversationId]);
    const seen = await watch();
    await write(eventOf());
    const other = await watch({ resumeToken: lastToken(seen) });
    await slow.query('commit');
    slow.release();
    for (const each of [seen, other]) {
      await until('both events', () => each.ids.length === 2);
      expect(each.ids[0]).to.equal(late);
      each.stream.cancel();
    }
  });

  it('skips and repeats nothing while writers commit out of order and the watch is broken off again and again', async () => {
    const { db } = harness.database;
    const written: string[] = [];
    const writer = async (n: number) => {
      for (let round = 0; round < 25; round++) {
        await db.transaction().execute(async (trx) => {
          const ids = Array.from({ length: 1 + (round % 3) }, () => newId());
          const base = {
            tenant_id: tenant.id,
            type: 'conversation_handed_over' as const,
            conversation_id: person.conversationId,
          };
          await trx
            .insertInto('events')
            .values(ids.map((id) => ({ id, ...base })))
            .execute();
          await new Promise((resolve) => setTimeout(resolve, ((n * 7 + round * 13) % 5) * 3));
          written.push(...ids);
        });
      }
    };
    const steady = await watch();
    const writing = Promise.all([0, 1, 2, 3, 4, 5].map(writer)).then(() => true);
    const seen: string[] = [];
    let token = lastToken(steady);
    for (let done = false; !done || seen.length < written.length;) {
      const part = await watch({ resumeToken: token });
      await until('some events', () => part.ids.length >= 7 || (written.length > 0 && part.ids.length > 0), 5_000);
      part.stream.cancel();
      await part.ended;
      seen.push(...part.ids);
      token = lastToken(part);
      done = await Promise.race([writing, Promise.resolve(false)]);
    }
    await until('the steady watch has them all', () => steady.ids.length === written.length);
    expect(seen).to.deep.equal(steady.ids);
    expect(new Set(seen)).to.deep.equal(new Set(written));
    expect(seen).to.have.length(written.length);
    steady.stream.cancel();
  });

  it('delivers a long backlog to a reader that takes it slowly', async () => {
    const begin = await watch();
    begin.stream.cancel();
    const [messageId] = await addInbound(harness, tenant, person, ['x'.repeat(4_000)]);
    const backlog = Array.from({ length: 1_500 }, () =>
      eventOf({ type: 'message_received', messageId: messageId!, data: {} }),
    );
    await write(...backlog);
    const stream = client.watch({ resumeToken: lastToken(begin) });
    let count = 0;
    for await (const response of stream) {
      if ((response as Response).event) count += 1;
      if (count % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      if (count === backlog.length) break;
    }
    expect(count).to.equal(backlog.length);
  });

  it('shows nothing of another tenant', async () => {
    const other = await addTenant(harness);
    const stranger = connect(harness, other.key);
    const theirs = await watch({}, stranger);
    const ours = await watch();
    await write(eventOf());
    await until('our event', () => ours.ids.length === 1);
    const resumed = await watch({ resumeToken: ours.responses[0]!.resumeToken }, stranger);
    await write({ ...eventOf(), tenantId: other.id, conversationId: (await addPerson(harness, other)).conversationId });
    await until('their event', () => theirs.ids.length === 1 && resumed.ids.length === 1);
    expect(ours.ids).to.have.length(1);
    expect(theirs.ids).not.to.include(ours.ids[0]);
    for (const each of [theirs, ours, resumed]) each.stream.cancel();
    stranger.close();
  });

  it('refuses tokens that are none, and those of another installation', async () => {
    const future = Buffer.from(`999999999999999.${newId()}`).toString('base64url');
    for (const resumeToken of ['x', 'x'.repeat(10_000), future]) {
      const refused = await watch({ resumeToken });
      expect(refused.error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['resume_token'] });
    }
    const refused = await watch({ types: ['EVENT_TYPE_UNSPECIFIED'] });
    expect(refused.error!.fields).to.deep.equal(['types[0]']);
  });

  it('ends with the deadline of the call', async () => {
    const stream = client.watch({}, { deadline: Date.now() + 300 });
    const error = await new Promise<{ code: number }>((resolve) => {
      stream.on('error', (failure) => resolve(toRpcError(failure)));
      stream.resume();
    });
    expect(error.code).to.equal(Status.DEADLINE_EXCEEDED);
  });

  it('ends when its key is revoked', async () => {
    const seen = await watch();
    const { db } = harness.database;
    const { id } = await db
      .selectFrom('api_keys')
      .select('id')
      .where('tenant_id', '=', tenant.id)
      .executeTakeFirstOrThrow();
    await revokeApiKey(db, id, new Date());
    await until('the stream has ended', () => seen.error !== undefined, 12_000);
    expect(seen.error).to.include({ code: Status.UNAUTHENTICATED, reason: 'API_KEY_REVOKED' });
  });

  it('ends when the server stops, and goes on at another one', async () => {
    const server = await harness.startAnother();
    const there = connect({ api: server }, tenant.key);
    const first = await watch({}, there);
    await server.stop();
    await first.ended;
    expect(first.error).to.include({ code: Status.UNAVAILABLE, reason: 'SHUTTING_DOWN', retries: true });
    there.close();
    await write(eventOf());
    const second = await watch({ resumeToken: lastToken(first) });
    await until('the event', () => second.ids.length === 1);
    second.stream.cancel();
  });
});
