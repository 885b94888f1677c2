// What a language model makes of messages in the inbox. Each is asked about once; its conversation waits for the answer by the
// message's hold, and goes on without one when that has passed.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import type { MailboxEntry } from './inbox.ts';
import { recordset } from './recordset.ts';

const entryColumns = 'conversation_id uuid, message_id uuid';

function toRow({ conversationId, messageId }: MailboxEntry) {
  return { conversation_id: conversationId, message_id: messageId };
}

/**
 * Notes that messages are being asked about: they, and what comes after them, are held until then at most. The caller
 * enqueues a job `extraction` for each, and a wake-up of intake at the end of the hold, in the same transaction.
 * @param holdUntil by the real clock: the database decides when a hold ends.
 */
export async function askExtractions(trx: Trx, entries: readonly MailboxEntry[], holdUntil: Date): Promise<void> {
  if (entries.length === 0) return;
  await sql`update inbox i set extraction_status = 'pending', hold_until = ${holdUntil}
    from ${recordset(entries.map(toRow), entryColumns)}
    where i.conversation_id = r.conversation_id and i.message_id = r.message_id and i.extraction_status = 'none'`.execute(
    trx,
  );
}

export interface AwaitedText extends MailboxEntry {
  /** Of a voice note its words. */
  text: string;
  /** How much longer its conversation waits, in milliseconds. */
  waitsMs: number;
}

/** Those that are still waited for, with what was said in them. */
export async function listAwaitedTexts(trx: Trx, entries: readonly MailboxEntry[]): Promise<AwaitedText[]> {
  const { rows } = await sql<AwaitedText>`
    select i.conversation_id as "conversationId", i.message_id as "messageId",
      coalesce(nullif((
        select string_agg(f.transcript, E'\n' order by n)
        from unnest(m.media_ids) with ordinality as own (id, n) join media f on f.id = own.id), ''), m.body, '') as text,
      (extract(epoch from i.hold_until - clock_timestamp()) * 1000)::float8 as "waitsMs"
    from inbox i join messages m on m.id = i.message_id
    where (i.conversation_id, i.message_id) in (select * from ${recordset(entries.map(toRow), entryColumns)})
      and i.extraction_status = 'pending' and i.hold_until > clock_timestamp()`.execute(trx);
  return rows;
}

/**
 * Ends the waiting of a message. Whether it was still waited for: intake may have gone on without, and then wants no
 * wake-up.
 */
export async function finishExtraction(
  trx: Trx,
  { conversationId, messageId }: MailboxEntry,
  extraction: object | undefined,
): Promise<boolean> {
  const value = extraction === undefined ? null : JSON.stringify(extraction);
  const { rows } = await sql`
    update inbox set extraction_status = 'done', extraction = ${value}::jsonb, hold_until = null
    where conversation_id = ${conversationId} and message_id = ${messageId} and extraction_status = 'pending'
    returning message_id`.execute(trx);
  return rows.length === 1;
}
