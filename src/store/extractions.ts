// What a language model makes of messages in the inbox. Each is asked about once; its conversation waits for the answer by the
// message's hold, and goes on without one when that has passed. Intake finds the answers with its mail (inbox.ts).
import { sql } from 'kysely';
import { storableText } from '../domain/json.ts';
import type { Trx } from '../platform/db.ts';
import type { MailboxEntry } from './inbox.ts';
import { recordset } from './recordset.ts';

const entryColumns = 'conversation_id uuid, message_id uuid';

function toRow({ conversationId, messageId }: MailboxEntry) {
  return { conversation_id: conversationId, message_id: messageId };
}

/** They, and what comes after them, are held until then at most. Nothing happens to those that were asked about before. */
export async function askExtractions(
  trx: Trx,
  questions: readonly (MailboxEntry & { text: string })[],
  holdUntil: Date,
): Promise<void> {
  if (questions.length === 0) return;
  const rows = questions.map((question) => ({ ...toRow(question), text: storableText(question.text) }));
  await sql`update inbox i set extraction_status = 'pending', extraction_text = r.text, hold_until = ${holdUntil}
    from ${recordset(rows, `${entryColumns}, text text`)}
    where i.conversation_id = r.conversation_id and i.message_id = r.message_id and i.extraction_status = 'none'`.execute(
    trx,
  );
}

export interface AwaitedExtraction extends MailboxEntry {
  text: string;
  /** How much longer its conversation waits, in milliseconds. */
  waitsMs: number;
}

/** Those of the messages that are still waited for. */
export async function listAwaitedExtractions(trx: Trx, entries: readonly MailboxEntry[]): Promise<AwaitedExtraction[]> {
  const { rows } = await sql<AwaitedExtraction>`
    select conversation_id as "conversationId", message_id as "messageId", extraction_text as text,
      (extract(epoch from hold_until - clock_timestamp()) * 1000)::float8 as "waitsMs"
    from inbox
    where (conversation_id, message_id) in (select * from ${recordset(entries.map(toRow), entryColumns)})
      and extraction_status = 'pending' and hold_until > clock_timestamp()`.execute(trx);
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
