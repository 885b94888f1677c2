// Messages on their way out. A row waits here from the moment it is accepted until its fate at the provider is known.
import { sql } from 'kysely';
import { mediaIdsOf, storeContent } from '../domain/content.ts';
import type { OptOut } from '../domain/failure.ts';
import type { MessageStatus, OutboundContent } from '../domain/message.ts';
import type { Pace } from '../domain/pace.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { paceUpdate } from './paces.ts';
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
  /** What the history shows. Default: what can be told from the content. */
  body?: string;
  /** Nobody waits for it: replies go first. */
  bulk?: boolean;
  /** The WhatsApp message that could not be delivered, which this one carries on by SMS. */
  fallbackForId?: string;
  /** Not sent any more after it, however long its turn takes to come. Default: whenever that is. */
  notAfter?: Date;
  /** Quiet hours begin: not sent any more from then on. Default: none do. */
  quietFrom?: Date;
  /** Tells a person who opted out how to come back: the one thing that is sent to them. */
  despiteOptOut?: boolean;
}

/**
 * Stores messages as `queued` and puts them into the outbox. The caller holds the conversations' row locks (that is what
 * keeps a wake-up from being lost) and enqueues an `outbound` job for each conversation in the same transaction.
 */
export async function queueOutbound(trx: Trx, messages: readonly NewOutbound[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => {
    const { kind, body, payload } = storeContent(message.content, message.body);
    const mediaIds = mediaIdsOf(message.content);
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
      media_ids: mediaIds.length === 0 ? undefined : mediaIds,
      fallback_for_id: message.fallbackForId,
      bulk: message.bulk ?? false,
      despite_opt_out: message.despiteOptOut ?? false,
      not_after: message.notAfter,
      quiet_from: message.quietFrom,
    };
  });
  const columns = `id uuid, tenant_id uuid, conversation_id uuid, channel_id uuid, kind text, body text, payload jsonb, caused_by_id uuid,
    reply_to text, media_ids uuid[], fallback_for_id uuid, bulk boolean, despite_opt_out boolean,
    not_after timestamptz, quiet_from timestamptz`;
  await sql`
    with given as (select * from ${recordset(rows, columns)}),
    stored as (
      insert into messages (id, tenant_id, conversation_id, direction, kind, body, payload, status, caused_by_id, reply_to, media_ids,
        fallback_for_id)
      select id, tenant_id, conversation_id, 'outbound', kind, body, payload, 'queued', caused_by_id, reply_to, media_ids,
        fallback_for_id from given)
    insert into outbox (message_id, conversation_id, channel_id, bulk, despite_opt_out, not_after, quiet_from)
    select id, conversation_id, channel_id, bulk, despite_opt_out, not_after, quiet_from from given`.execute(trx);
}

/** The first message of a conversation's outbox, and what stands in its way. */
export interface OutboxHead {
  messageId: string;
  tenantId: string;
  conversationId: string;
  channelId: string;
  recipient: string;
  windowExpiresAt: Date | null;
  kind: string;
  body: string | null;
  payload: unknown;
  status: MessageStatus;
  causedById: string | null;
  /** External id of the message to quote. */
  replyTo: string | null;
  /** Attempts that proved not sent. */
  attempts: number;
  notBefore: Date;
  /** Not sent any more after it. */
  notAfter: Date | null;
  /** Nor from then on. */
  quietFrom: Date | null;
  leaseUntil: Date | null;
  /** The attempt in flight or in doubt; not one that is still making its files ready. */
  attemptId: string | null;
  /** An attempt is making its files ready, or was when its worker died. */
  preparing: boolean;
  attemptStartedAt: Date | null;
  bulk: boolean;
  /** Its place in the channel's queue, if it was given one. */
  slotAt: Date | null;
  /** What the person asked not to be sent, as far as it concerns this message. */
  optOut: OptOut | null;
  /** The contact is not served any more. */
  inactive: boolean;
  pairWholeAt: Date | null;
  /** Also when that is past: no message has passed since. */
  pausedUntil: Date | null;
}

/** The heads of these conversations' outboxes. The conversations' locks are held. */
export async function listOutboxHeads(trx: Trx, conversationIds: readonly string[]): Promise<OutboxHead[]> {
  const { rows } = await sql<OutboxHead>`
    select o.message_id as "messageId", c.tenant_id as "tenantId", o.conversation_id as "conversationId", o.channel_id as "channelId",
      c.recipient, c.window_expires_at as "windowExpiresAt", m.kind, m.body, m.payload, m.status, m.caused_by_id as "causedById",
      m.reply_to as "replyTo", o.attempts, o.not_before as "notBefore", o.not_after as "notAfter", o.quiet_from as "quietFrom",
      o.lease_until as "leaseUntil", nullif(o.attempt_id, o.preparing_attempt_id) as "attemptId", coalesce(o.attempt_id = o.preparing_attempt_id, false) as preparing,
      a.started_at as "attemptStartedAt", o.bulk, o.slot_at as "slotAt", c.pair_next_at as "pairWholeAt",
      h.paused_until as "pausedUntil", p.status = 'inactive' as inactive,
      case
        when o.despite_opt_out then null
        when p.opted_out_at is not null then 'everything'
        when p.marketing_opted_out_at is not null and m.kind = 'template' and exists (
          select from templates t where t.provider = h.provider and t.account = h.account and t.category = 'marketing'
            and t.name = m.payload->>'name' and t.language = m.payload->>'language') then 'marketing'
      end as "optOut"
    from unnest(${[...conversationIds]}::uuid[]) as w (id)
    join conversations c on c.id = w.id
    cross join lateral (select * from outbox where conversation_id = w.id order by message_id limit 1) o
    join messages m on m.id = o.message_id
    join channels h on h.id = o.channel_id
    join contacts p on p.id = c.contact_id
    left join send_attempts a on a.id = o.attempt_id`.execute(trx);
  return rows;
}

export interface NewAttempt {
  id: string;
  messageId: string;
  tenantId: string;
  conversationId: string;
  channelId: string;
  number: number;
  startedAt: Date;
  leaseUntil: Date;
  /** When the recipient's allowance is whole again after this one; null: there is no such limit. */
  pairWholeAt: Date | null;
}

/**
 * Writes the attempts down before their calls are made, leases the messages to them, and writes back the locked paces that
 * their slots were taken from.
 */
export async function beginAttempts(
  trx: Trx,
  attempts: readonly NewAttempt[],
  paces: ReadonlyMap<string, Pace>,
): Promise<void> {
  const rows = attempts.map((attempt) => ({
    id: attempt.id,
    message_id: attempt.messageId,
    tenant_id: attempt.tenantId,
    conversation_id: attempt.conversationId,
    channel_id: attempt.channelId,
    number: attempt.number,
    started_at: attempt.startedAt,
    lease_until: attempt.leaseUntil,
    pair_next_at: attempt.pairWholeAt,
  }));
  const columns = `id uuid, message_id uuid, tenant_id uuid, conversation_id uuid, channel_id uuid, number integer, started_at timestamptz,
    lease_until timestamptz, pair_next_at timestamptz`;
  await sql`
    with given as (select * from ${recordset(rows, columns)}),
    paced as (${paceUpdate(paces)}),
    paired as (
      update conversations c set pair_next_at = g.pair_next_at from given g
      where c.id = g.conversation_id and g.pair_next_at is not null),
    begun as (
      insert into send_attempts (id, message_id, tenant_id, channel_id, number, started_at)
      select id, message_id, tenant_id, channel_id, number, started_at from given)
    update outbox o set attempt_id = g.id, lease_until = g.lease_until, in_doubt = false
    from given g where o.message_id = g.message_id`.execute(trx);
}

export interface LeaseChange {
  messageId: string;
  /** Null ends it. */
  leaseUntil: Date | null;
  /** Its place in the channel's queue; absent: as it was. */
  slotAt?: Date;
}

/** Keeps messages for this worker, or lets go of them, and notes their places in their channels' queues. */
export async function changeLeases(trx: Trx, changes: readonly LeaseChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ messageId, leaseUntil, slotAt }) => ({
    message_id: messageId,
    lease_until: leaseUntil,
    slot_at: slotAt,
  }));
  await sql`update outbox o set lease_until = r.lease_until, slot_at = coalesce(r.slot_at, o.slot_at)
    from ${recordset(rows, 'message_id uuid, lease_until timestamptz, slot_at timestamptz')}
    where o.message_id = r.message_id`.execute(trx);
}

/** Lets go of messages that were kept and not yet tried, and returns their conversations. */
export async function releaseUntried(trx: Trx, messageIds: readonly string[]): Promise<string[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update outbox set lease_until = null where message_id = any(${[...messageIds]}::uuid[]) and attempt_id is null
    returning conversation_id as id`.execute(trx);
  return rows.map((row) => row.id);
}

/** What became of an attempt for its place in the outbox. */
export type OutboxChange =
  | { messageId: string; attemptId: string; type: 'remove' }
  /** Try again, not before then. `counts` is false when it was not the message's doing. */
  | { messageId: string; attemptId: string; type: 'again'; notBefore: Date; counts: boolean }
  | { messageId: string; attemptId: string; type: 'doubt'; until: Date };

/** Applies changes to messages that are still leased to the attempt; one that another worker has settled is left alone. */
export async function changeOutbox(trx: Trx, changes: readonly OutboxChange[]): Promise<void> {
  const removed = changes.filter((change) => change.type === 'remove');
  if (removed.length > 0) {
    await sql`delete from outbox o using ${recordset(toRows(removed), 'message_id uuid, attempt_id uuid')}
      where o.message_id = r.message_id and o.attempt_id = r.attempt_id`.execute(trx);
  }
  const kept = changes.filter((change) => change.type !== 'remove');
  if (kept.length === 0) return;
  const rows = kept.map((change) => ({
    message_id: change.messageId,
    attempt_id: change.attemptId,
    in_doubt: change.type === 'doubt',
    until: change.type === 'doubt' ? change.until : change.notBefore,
    counts: change.type === 'again' && change.counts,
  }));
  await sql`
    update outbox o set in_doubt = r.in_doubt, attempts = o.attempts + r.counts::integer,
      attempt_id = case when r.in_doubt then o.attempt_id end,
      lease_until = case when r.in_doubt then r.until end,
      not_before = case when r.in_doubt then o.not_before else r.until end
    from ${recordset(rows, 'message_id uuid, attempt_id uuid, in_doubt boolean, until timestamptz, counts boolean')}
    where o.message_id = r.message_id and o.attempt_id = r.attempt_id`.execute(trx);
}

function toRows(changes: readonly OutboxChange[]) {
  return changes.map(({ messageId, attemptId }) => ({ message_id: messageId, attempt_id: attemptId }));
}

/** Takes messages out whose fate is known without a call. */
export async function removeFromOutbox(trx: Trx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await sql`delete from outbox where message_id = any(${[...messageIds]}::uuid[])`.execute(trx);
}

/** Of these conversations, those that still have mail to go out. */
export async function listWithMail(trx: Trx, conversationIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select w.id from unnest(${[...conversationIds]}::uuid[]) as w (id)
    where exists (select from outbox where conversation_id = w.id)`.execute(trx);
  return rows.map((row) => row.id);
}

/** Conversations whose lease ran out: their worker died, or a doubt has waited long enough. */
export async function listExpiredLeases(db: DbOrTrx, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from outbox where lease_until < ${now} limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}
