// From a receipt to its message: by our attempt id where the provider carries it, else by the provider's own id. A receipt
// whose message is not known yet is kept until it is.
import { sql } from 'kysely';
import type { AttemptOutcome } from '../domain/failure.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface ChannelReceipt {
  channelId: string;
  receipt: Receipt;
}

export interface FoundMessage {
  messageId: string;
  /** The attempt the receipt names, and what was known of it. */
  attempt?: { id: string; outcome: AttemptOutcome | null };
}

interface FoundRow {
  [column: string]: unknown;
  n: number;
  message_id: string;
  attempt_id: string | null;
  outcome: AttemptOutcome | null;
}

/** For each receipt, in the same order, its message; undefined where nobody knows it yet. */
export async function findReceiptMessages(
  trx: Trx,
  receipts: readonly ChannelReceipt[],
): Promise<(FoundMessage | undefined)[]> {
  const rows = receipts.map(({ channelId, receipt }, n) => ({
    n,
    channel_id: channelId,
    external_id: receipt.externalId,
    attempt_id: receipt.attemptId,
  }));
  // An attempt of another channel is somebody else's, whatever the receipt says.
  const { rows: found } = await sql<FoundRow>`
    select r.n, coalesce(a.message_id, k.message_id) as message_id, a.id as attempt_id, a.outcome
    from ${recordset(rows, 'n integer, channel_id uuid, external_id text, attempt_id uuid')}
    left join send_attempts a on a.id = r.attempt_id and a.channel_id = r.channel_id
    left join message_keys k on k.channel_id = r.channel_id and k.external_id = r.external_id
    where a.id is not null or k.message_id is not null`.execute(trx);
  const byIndex = new Map(found.map((row) => [row.n, row]));
  return receipts.map((_, n) => {
    const row = byIndex.get(n);
    if (!row) return undefined;
    return {
      messageId: row.message_id,
      ...(row.attempt_id ? { attempt: { id: row.attempt_id, outcome: row.outcome } } : {}),
    };
  });
}

export async function keepEarlyReceipts(trx: Trx, receipts: readonly ChannelReceipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.map(({ channelId, receipt }) => ({
    channel_id: channelId,
    external_id: receipt.externalId,
    status: receipt.status,
    at: receipt.at,
    error: receipt.failure,
  }));
  await sql`insert into early_receipts (channel_id, external_id, status, at, error) select channel_id, external_id, status, at, error
    from ${recordset(rows, 'channel_id uuid, external_id text, status text, at timestamptz, error jsonb')}
    order by channel_id, external_id, status on conflict do nothing`.execute(trx);
}

/** Takes out the early receipts of these messages, which are known now. */
export async function takeEarlyReceipts(
  trx: Trx,
  keys: readonly { channelId: string; externalId: string }[],
): Promise<ChannelReceipt[]> {
  if (keys.length === 0) return [];
  const rows = keys.map(({ channelId, externalId }) => ({ channel_id: channelId, external_id: externalId }));
  const { rows: taken } = await sql<EarlyRow>`
    delete from early_receipts e using ${recordset(rows, 'channel_id uuid, external_id text')}
    where e.channel_id = r.channel_id and e.external_id = r.external_id
    returning e.channel_id, e.external_id, e.status, e.at, e.error`.execute(trx);
  return taken.map(toReceipt);
}

/**
 * Takes out early receipts whose message became known without them being seen: receipt and send result may each commit
 * without seeing the other.
 */
export async function takeSettledEarlyReceipts(trx: DbOrTrx, limit: number): Promise<ChannelReceipt[]> {
  const { rows } = await sql<EarlyRow>`
    delete from early_receipts e where (e.channel_id, e.external_id, e.status) in (
      select r.channel_id, r.external_id, r.status from early_receipts r
      join message_keys k on k.channel_id = r.channel_id and k.external_id = r.external_id
      limit ${limit} for update of r skip locked)
    returning e.channel_id, e.external_id, e.status, e.at, e.error`.execute(trx);
  return rows.map(toReceipt);
}

interface EarlyRow {
  [column: string]: unknown;
  channel_id: string;
  external_id: string;
  status: Receipt['status'];
  at: Date;
  error: Receipt['failure'] | null;
}

function toReceipt(row: EarlyRow): ChannelReceipt {
  const receipt = {
    externalId: row.external_id,
    status: row.status,
    at: row.at,
    ...(row.error ? { failure: row.error } : {}),
  };
  return { channelId: row.channel_id, receipt };
}

export interface SettledByReceipt {
  /** Messages whose acceptance is only known from their receipt. */
  acceptedIds: string[];
  /** Conversations that may go on. */
  freedIds: string[];
}

/**
 * A receipt names an attempt whose outcome was unknown: the provider has the message. Settles the attempts, and takes
 * messages in doubt out of the outbox.
 */
export async function settleByReceipt(
  trx: Trx,
  settled: readonly { attemptId: string; messageId: string; channelId: string; externalId: string }[],
): Promise<SettledByReceipt> {
  if (settled.length === 0) return { acceptedIds: [], freedIds: [] };
  const rows = settled.map(({ attemptId, messageId, channelId, externalId }) => ({
    attempt_id: attemptId,
    message_id: messageId,
    channel_id: channelId,
    external_id: externalId,
  }));
  const { rows: found } = await sql<{ accepted_id: string | null; freed_id: string | null }>`
    with given as (select distinct on (attempt_id) * from ${recordset(rows, 'attempt_id uuid, message_id uuid, channel_id uuid, external_id text')}
      order by attempt_id),
    settled as (
      update send_attempts a set outcome = 'accepted', external_id = g.external_id, finished_at = coalesce(a.finished_at, now())
      from given g where a.id = g.attempt_id and (a.outcome is null or a.outcome = 'ambiguous')
      returning a.message_id),
    known as (
      insert into message_keys (channel_id, external_id, message_id) select channel_id, external_id, message_id from given
      order by channel_id, external_id on conflict do nothing),
    freed as (
      delete from outbox o using given g where o.message_id = g.message_id and o.attempt_id = g.attempt_id and o.in_doubt
      returning o.conversation_id)
    select message_id as accepted_id, null as freed_id from settled
    union select null, conversation_id from freed`.execute(trx);
  return {
    acceptedIds: found.flatMap((row) => row.accepted_id ?? []),
    freedIds: found.flatMap((row) => row.freed_id ?? []),
  };
}
