// What people wrote: stored once, and waiting in the inbox until intake has handled it.
import { sql } from 'kysely';
import type { Failure } from '../domain/failure.ts';
import { newId } from '../domain/ids.ts';
import { unspokenKinds } from '../domain/message.ts';
import type { MediaKind } from '../domain/media.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface ReceivedMessage {
  id: string;
  tenantId: string;
  conversationId: string;
  kind: string;
  body: string;
  payload: JsonObject | undefined;
  externalId: string;
  replyTo: string | undefined;
  /** What was tapped. */
  replyId: string | undefined;
  mediaIds: string[] | undefined;
  /** What the provider says went wrong with it. */
  failure: Failure | undefined;
  providerAt: Date;
  /** False: kept in the history, but nothing answers it. */
  forIntake: boolean;
  /** It and what comes after it in its conversation wait until then. */
  holdUntil: Date | undefined;
}

/** Stores inbound messages with their events, and puts those for intake into the inbox. */
export async function storeReceived(trx: Trx, messages: readonly ReceivedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({
    id: message.id,
    event_id: newId(),
    tenant_id: message.tenantId,
    conversation_id: message.conversationId,
    kind: message.kind,
    body: message.body,
    payload: message.payload,
    external_id: message.externalId,
    reply_to: message.replyTo,
    reply_id: message.replyId,
    media_ids: message.mediaIds,
    error_code: message.failure?.code,
    error_kind: message.failure?.kind,
    error_text: message.failure?.text,
    hold_until: message.holdUntil,
    provider_at: message.providerAt,
    for_intake: message.forIntake,
  }));
  const columns = `id uuid, event_id uuid, tenant_id uuid, conversation_id uuid, kind text, body text, payload jsonb, external_id text,
    reply_to text, reply_id text, media_ids uuid[], error_code text, error_kind text, error_text text, provider_at timestamptz,
    for_intake boolean, hold_until timestamptz`;
  await sql`
    with given as (select * from ${recordset(rows, columns)}),
    stored as (
      insert into messages (id, tenant_id, conversation_id, direction, kind, body, payload, status, external_id, reply_to, reply_id,
        media_ids, error_code, error_kind, error_text, provider_at)
      select id, tenant_id, conversation_id, 'inbound', kind, body, payload, 'received', external_id, reply_to, reply_id,
        media_ids, error_code, error_kind, error_text, provider_at from given),
    announced as (
      insert into events (id, tenant_id, type, conversation_id, message_id)
      select event_id, tenant_id, 'message_received', conversation_id, id from given)
    insert into inbox (message_id, conversation_id, provider_at, hold_until)
    select id, conversation_id, provider_at, hold_until from given where for_intake`.execute(trx);
}

export interface PendingMessage {
  id: string;
  conversationId: string;
  kind: string;
  body: string;
  payload: unknown;
  replyId: string | null;
  /** When the provider says that it was sent. */
  providerAt: Date;
  /** External id of the message it quotes, or whose button it is. */
  replyTo: string | null;
  /** What a language model made of it, once it was asked. */
  extractionStatus: 'none' | 'pending' | 'done';
  extraction: unknown;
  /** Its files, in order. */
  media: { id: string; kind: MediaKind; transcript: string | null }[];
  attempts: number;
}

// A conversation that has piled up more than this is handled in several goes, so that one cannot hold up a batch.
export const inboxPageSize = 50;

/**
 * The mail of each conversation in order: by provider time, then arrival. A message that is held, and everything after it,
 * waits: an answer must not overtake what was said before. The conversations' locks are held.
 */
export async function listPending(trx: Trx, conversationIds: readonly string[]): Promise<PendingMessage[]> {
  // The database's clock, as it is the one that decides when a deferred wake-up is due.
  const { rows } = await sql<PendingMessage>`
    select m.id, m.conversation_id as "conversationId", m.kind, coalesce(m.body, '') as body, m.payload, m.reply_id as "replyId",
      m.reply_to as "replyTo", i.provider_at as "providerAt",
      i.extraction_status as "extractionStatus", i.extraction,
      case when m.media_ids is null then '[]'::json else (
        select coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'transcript', f.transcript) order by n), '[]'::json)
        from unnest(m.media_ids) with ordinality as own (id, n) join media f on f.id = own.id) end as media,
      i.attempts
    from unnest(${[...conversationIds]}::uuid[]) as c (id)
    cross join lateral (
      select * from (
        select *, bool_or(coalesce(hold_until > now(), false)) over (order by provider_at, message_id) as held from (
          select * from inbox where conversation_id = c.id and dead_at is null order by provider_at, message_id limit ${inboxPageSize}) page
      ) seen where not held) i
    join messages m on m.id = i.message_id
    order by c.id, i.provider_at, i.message_id`.execute(trx);
  return rows;
}

/** One message in its conversation's mailbox. */
export interface MailboxEntry {
  conversationId: string;
  messageId: string;
}

export async function removeHandled(trx: Trx, entries: readonly MailboxEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ conversationId, messageId }) => ({
    conversation_id: conversationId,
    message_id: messageId,
  }));
  await sql`delete from inbox i using ${recordset(rows, 'conversation_id uuid, message_id uuid')}
    where i.conversation_id = r.conversation_id and i.message_id = r.message_id`.execute(trx);
}

/** Counts a failed attempt; with `dead` the message stays visible with its cause, and the conversation goes on without it. */
export async function recordInboxFailures(
  trx: Trx,
  failures: readonly (MailboxEntry & { error: string; dead: boolean })[],
): Promise<void> {
  if (failures.length === 0) return;
  const rows = failures.map(({ conversationId, messageId, error, dead }) => ({
    conversation_id: conversationId,
    message_id: messageId,
    error,
    dead,
  }));
  await sql`update inbox i set attempts = i.attempts + 1, last_error = r.error, dead_at = case when r.dead then now() end
    from ${recordset(rows, 'conversation_id uuid, message_id uuid, error text, dead boolean')}
    where i.conversation_id = r.conversation_id and i.message_id = r.message_id`.execute(trx);
}

export interface NewestSpoken {
  conversationId: string;
  channelId: string;
  externalId: string;
}

/** The last thing that the person of each conversation said since then. */
export async function listNewestSpoken(
  trx: Trx,
  conversationIds: readonly string[],
  since: Date,
): Promise<NewestSpoken[]> {
  const { rows } = await sql<NewestSpoken>`
    select w.id as "conversationId", c.channel_id as "channelId", m.external_id as "externalId"
    from unnest(${[...conversationIds]}::uuid[]) as w (id)
    join conversations c on c.id = w.id
    cross join lateral (
      select external_id from messages
      where conversation_id = w.id and id >= uuid_floor(${since}) and direction = 'inbound' and external_id is not null
        and kind <> all(${[...unspokenKinds]}::text[])
      order by id desc limit 1) m`.execute(trx);
  return rows;
}
