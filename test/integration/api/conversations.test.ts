import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTenant, startHarness, type Harness, type Tenant } from './harness.ts';

describe('ListConversations and MarkConversationRead', () => {
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

  type Request = Parameters<Client['messaging']['ListConversations']>[0];
  const list = (request: Request) => client.messaging.ListConversations(request);
  const idsOf = async (request: Request) => (await list(request)).conversations.map(({ id }) => id);

  it('shows the latest message first, each conversation once over all pages', async () => {
    const other = await addTenant(harness);
    const { db } = harness.database;
    const at = new Date();
    const ids: string[] = [];
    for (let n = 0; n < 9; n++) {
      const { conversationId } = await addPerson(harness, other);
      // Three at the same instant: then the id decides.
      const last_message_at = new Date(at.getTime() + Math.floor(n / 3));
      await db.updateTable('conversations').set({ last_message_at }).where('id', '=', conversationId).execute();
      ids.unshift(conversationId);
    }
    const caller = connect(harness, other.key);
    const seen: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await caller.messaging.ListConversations({ pageSize: 2, pageToken });
      seen.push(...page.conversations.map(({ id }) => id));
      pageToken = page.nextPageToken;
      if (pageToken === '') break;
    }
    expect(seen).to.deep.equal(ids);
    caller.close();
  });

  it('pages exactly where times differ by microseconds', async () => {
    const other = await addTenant(harness);
    const { pool } = harness.database;
    for (const micros of ['000001', '000002', '000003']) {
      const { conversationId } = await addPerson(harness, other);
      const update = 'update conversations set last_message_at = $1 where id = $2';
      await pool.query(update, [`2026-05-05T00:00:00.${micros}Z`, conversationId]);
    }
    const caller = connect(harness, other.key);
    const first = await caller.messaging.ListConversations({ pageSize: 2 });
    const second = await caller.messaging.ListConversations({ pageSize: 2, pageToken: first.nextPageToken });
    expect(second.conversations).to.have.length(1);
    expect(new Set([...first.conversations, ...second.conversations].map(({ id }) => id))).to.have.length(3);
    caller.close();
  });

  it('filters by status, channel and unread', async () => {
    const channelId = await addChannel(harness, tenant.id);
    const handedOver = await addPerson(harness, tenant, { channelId });
    const unread = await addPerson(harness, tenant, { channelId, unread: 2 });
    const { db } = harness.database;
    const update = db.updateTable('conversations').set({ status: 'handed_over' });
    await update.where('id', '=', handedOver.conversationId).execute();
    expect(await idsOf({ channelId })).to.have.members([handedOver.conversationId, unread.conversationId]);
    expect(await idsOf({ channelId, unreadOnly: true })).to.deep.equal([unread.conversationId]);
    const statuses = ['CONVERSATION_STATUS_HANDED_OVER', 'CONVERSATION_STATUS_CLOSED'] as const;
    expect(await idsOf({ channelId, statuses: [...statuses] })).to.deep.equal([handedOver.conversationId]);
    expect(await idsOf({ channelId: newId() })).to.deep.equal([]);
  });

  it('refuses statuses it does not know', async () => {
    const unknown = 77 as never;
    const error = await refusal(list({ statuses: ['CONVERSATION_STATUS_UNSPECIFIED', unknown] }));
    expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['statuses[0]', 'statuses[1]'] });
  });

  it('marks a conversation read, twice as well as once', async () => {
    const { conversationId } = await addPerson(harness, tenant, { unread: 3 });
    for (let n = 0; n < 2; n++) {
      const { conversation } = await client.messaging.MarkConversationRead({ conversationId });
      expect(conversation).to.include({ id: conversationId, unreadCount: 0 });
    }
    // The person is shown that it was read.
    const jobs = await harness.database.queue.boss.findJobs('read-marks', { data: { conversationId } });
    expect(jobs).not.to.be.empty;
  });

  it('answers NOT_FOUND for a conversation that is not there', async () => {
    const error = await refusal(client.messaging.MarkConversationRead({ conversationId: newId() }));
    expect(error).to.include({ code: Status.NOT_FOUND, reason: 'CONVERSATION_NOT_FOUND' });
  });
});
