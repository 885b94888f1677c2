// What the provider's answers to our sends tell about a conversation. The conversations' locks are held.
import { sql } from 'kysely';
import type { ReplyOption } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface ConversationNote {
  conversationId: string;
  /** What was offered as numbered text; null: something else was offered. Absent: as it was. */
  replyOptions?: readonly ReplyOption[] | null;
  /** How the provider addresses the person. Absent: as it was. */
  recipient?: string;
  /** When the recipient's allowance is whole again, at the earliest. Absent: as it was. */
  pairWholeAt?: Date;
}

/** One note for each conversation. */
export async function noteConversations(trx: Trx, notes: readonly ConversationNote[]): Promise<void> {
  if (notes.length === 0) return;
  const rows = notes.map(({ conversationId, replyOptions, recipient, pairWholeAt }) => ({
    id: conversationId,
    offers: replyOptions !== undefined,
    reply_options: replyOptions ?? undefined,
    recipient,
    pair_next_at: pairWholeAt,
  }));
  await sql`
    update conversations c set
      reply_options = case when r.offers then r.reply_options else c.reply_options end,
      recipient = coalesce(r.recipient, c.recipient),
      pair_next_at = greatest(c.pair_next_at, r.pair_next_at)
    from ${recordset(rows, 'id uuid, offers boolean, reply_options jsonb, recipient text, pair_next_at timestamptz')}
    where c.id = r.id`.execute(trx);
}
