// Conversations to send into, and what becomes of what is sent.
import { newId } from '../../../src/domain/ids.ts';
import type { OutboundContent } from '../../../src/domain/message.ts';
import type { Phone, Via } from '../../../src/sandbox/index.ts';
import { lockConversations } from '../../../src/store/conversations.ts';
import type { ReceivedMessage } from '../../../src/store/inbox.ts';
import { queueOutbound, type NewOutbound } from '../../../src/store/outbox.ts';
import { metaVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

export interface Chat {
  id: string;
  tenantId: string;
  channelId: string;
  number: string;
  phone: Phone;
}

export type Chats = ReturnType<typeof createChats>;

export function createChats(platform: Platform) {
  const { db, pool } = platform.database;
  let people = 0;

  /** A person who wrote just now, and was answered. */
  const open = async (via: Via = metaVia): Promise<Chat> => {
    people += 1;
    const number = `+2783111${String(1000 + people)}`;
    const phone = platform.sandbox.phone(number, { bsuid: null });
    await phone.send({ via, text: 'hello' });
    await phone.waitForMessage();
    const row = await db
      .selectFrom('conversations')
      .selectAll()
      .where('recipient', '=', number)
      .executeTakeFirstOrThrow();
    return { number, phone, id: row.id, tenantId: row.tenant_id, channelId: row.channel_id };
  };
  const wake = ({ id }: Chat) =>
    db
      .transaction()
      .execute((trx) => platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId: id } }]));
  const storeWith = async (chat: Chat, about: Partial<NewOutbound>, ...contents: OutboundContent[]) => {
    const ids = contents.map(() => newId());
    await db.transaction().execute(async (trx) => {
      await lockConversations(trx, [chat.id]);
      const { tenantId, channelId, id: conversationId } = chat;
      const messages = contents.map((content, n) => ({ id: ids[n]!, tenantId, conversationId, channelId, content }));
      await queueOutbound(
        trx,
        messages.map((message) => ({ ...message, ...about })),
      );
    });
    return ids;
  };
  const message = (id: string) => db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  return {
    otherTenantId: newId(),
    open,
    wake,
    message,
    /** In the outbox, without anybody knowing. */
    store: (chat: Chat, ...contents: OutboundContent[]) => storeWith(chat, {}, ...contents),
    send: async (chat: Chat, ...contents: OutboundContent[]) => {
      const ids = await storeWith(chat, {}, ...contents);
      await wake(chat);
      return ids;
    },
    reply: async (chat: Chat, replyTo: string, content: OutboundContent) => {
      const [id] = await storeWith(chat, { replyTo }, content);
      await wake(chat);
      return id!;
    },
    settled: (id: string, ...statuses: string[]) =>
      until(`message is ${statuses.join(' or ')}`, async () => {
        const row = await message(id);
        return statuses.includes(row.status) && row;
      }),
    outcomes: async (id: string) => {
      const rows = await db
        .selectFrom('send_attempts')
        .select('outcome')
        .where('message_id', '=', id)
        .orderBy('id')
        .execute();
      return rows.map(({ outcome }) => outcome);
    },
    pausedReason: async ({ channelId }: Chat) => {
      const query = db.selectFrom('channels').select('paused_reason').where('id', '=', channelId);
      const { paused_reason: reason } = (await query.where('paused_until', 'is not', null).executeTakeFirst()) ?? {};
      return reason ?? undefined;
    },
    resume: async (chat: Chat) => {
      await pool.query('update channels set paused_until = null, paused_reason = null where id = $1', [chat.channelId]);
      await pool.query('update outbox set not_before = now() where conversation_id = $1', [chat.id]);
      await platform.channels.refresh();
      await wake(chat);
    },
  };
}

/** What a person wrote then, to be stored. */
export function textMessage(tenantId: string, conversationId: string, body: string, providerAt: Date): ReceivedMessage {
  const id = newId();
  const nothing = { payload: undefined, replyId: undefined, mediaIds: undefined, failure: undefined };
  const kept = { externalId: `external ${id}`, replyTo: undefined, forIntake: true, holdUntil: undefined };
  return { id, tenantId, conversationId, kind: 'text', body, providerAt, ...nothing, ...kept };
}
