// Messages on their way out. A row waits here from the moment it is accepted until its fate at the provider is known.
import { sql } from 'kysely';
import { storeContent } from '../domain/content.ts';
import type { OutboundContent } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface NewOutbound {
  id: string;
  tenantId: string;
  conversationId: string;
  channelId: string;
  content: OutboundContent;
  /** The inbound message this answers. */
  causedById?: string;
  /** External id of the message to quote. */
  replyTo?: string;
}

/**
 * Stores messages as `queued` and puts them into the outbox. The caller holds the conversations' row locks (that is what
 * keeps a wake-up from being lost) and enqueues an `outbound` job for each conversation in the same transaction.
 */
export async function queueOutbound(trx: Trx, messages: readonly NewOutbound[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => {
    const { kind, body, payload } = storeContent(message.content);
    return {
      id: message.id,
      tenant_id: message.tenantId,
      conversation_id: message.conversationId,
      channel_id: message.channelId,
      kind,
      body,
      payload,
      caused_by_id: message.causedById,
      reply_to: message.replyTo,
    };
  });
  const columns =
    'id uuid, tenant_id uuid, conversation_id uuid, channel_id uuid, kind text, body text, payload jsonb, caused_by_id uuid, reply_to text';
  await sql`
    with given as (select * from ${recordset(rows, columns)}),
    stored as (
      insert into messages (id, tenant_id, conversation_id, direction, kind, body, payload, status, caused_by_id, reply_to)
      select id, tenant_id, conversation_id, 'outbound', kind, body, payload, 'queued', caused_by_id, reply_to from given)
    insert into outbox (message_id, conversation_id, channel_id) select id, conversation_id, channel_id from given`.execute(
    trx,
  );
}
