// Which provider message is which message of ours: de-duplication of what comes in, and the way of a receipt to its message.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface MessageKey {
  channelId: string;
  externalId: string;
  messageId: string;
}

/**
 * Claims each (channel, external id) for its message. Returns the message ids that got theirs; the others were seen before.
 * A concurrent claim of the same key waits for the other transaction to end.
 */
export async function claimMessageKeys(trx: Trx, keys: readonly MessageKey[]): Promise<Set<string>> {
  const rows = keys.map((key) => ({
    channel_id: key.channelId,
    external_id: key.externalId,
    message_id: key.messageId,
  }));
  // In key order, so that two batches with the same keys wait for each other instead of deadlocking.
  const { rows: claimed } = await sql<{ message_id: string }>`
    insert into message_keys (channel_id, external_id, message_id)
    select channel_id, external_id, message_id from ${recordset(rows, 'channel_id uuid, external_id text, message_id uuid')}
    order by channel_id, external_id
    on conflict do nothing returning message_id`.execute(trx);
  return new Set(claimed.map((row) => row.message_id));
}
