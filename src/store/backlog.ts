// What waits or was set aside, for the people who run the platform: counts and ids, never what was said or by whom.
import { sql } from 'kysely';
import type { Database, Trx } from '../platform/db.ts';

/** An inbound message that intake gave up on: it stays in the inbox with its cause, and its conversation went on without it. */
export interface SetAside {
  messageId: string;
  conversationId: string;
  at: Date;
  attempts: number;
  cause: string | null;
}

/** Newest first. */
export async function listSetAside(db: Database, limit: number): Promise<SetAside[]> {
  const { rows } = await sql<SetAside>`
    select message_id as "messageId", conversation_id as "conversationId", dead_at as at, attempts, last_error as cause
    from inbox where dead_at is not null order by dead_at desc, message_id desc limit ${limit}`.execute(db);
  return rows;
}

/**
 * Gives messages set aside their attempts back. Returns their conversations: the caller wakes intake for them in the same
 * transaction. Undefined for all of them.
 */
export async function reviveSetAside(
  trx: Trx,
  messageId: string | undefined,
): Promise<{ messages: number; conversationIds: string[] }> {
  const { rows } = await sql<{ id: string }>`
    update inbox set dead_at = null, attempts = 0, last_error = null
    where dead_at is not null and (${messageId ?? null}::uuid is null or message_id = ${messageId ?? null}::uuid)
    returning conversation_id as id`.execute(trx);
  return { messages: rows.length, conversationIds: [...new Set(rows.map((row) => row.id))] };
}

export interface Backlog {
  /** Inbound messages that intake has still to handle. */
  inbox: number;
  setAside: number;
  /** Outbound messages accepted and not yet settled at the provider. */
  outbox: number;
  /** Of these, those whose outcome at the provider is being found out. */
  inDoubt: number;
  /** Outbound messages left as `uncertain` within the last day: nobody could find out, and nothing sends them again. */
  uncertain: number;
}

export async function countBacklog(db: Database): Promise<Backlog> {
  const { rows } = await sql<Backlog>`
    select (select count(*) from inbox where dead_at is null)::int as inbox,
      (select count(*) from inbox where dead_at is not null)::int as "setAside",
      (select count(*) from outbox)::int as outbox,
      (select count(*) from outbox where in_doubt)::int as "inDoubt",
      (select count(*) from messages where status = 'uncertain' and id >= uuid_floor(now() - interval '1 day'))::int as uncertain`.execute(
    db,
  );
  return rows[0]!;
}

/** The conversations with mail to go out on a channel: to be woken when it is resumed. */
export async function listConversationsWaiting(trx: Trx, channelId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from outbox where channel_id = ${channelId}`.execute(trx);
  return rows.map((row) => row.id);
}
