// The status of sent messages. One statement applies the rank rule, whatever order things arrive in.
import { sql } from 'kysely';
import type { Failure } from '../domain/failure.ts';
import type { MessageStatus } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import { recordEvents } from './events.ts';
import { recordset } from './recordset.ts';
import { recordReminderProgress } from './reminder-events.ts';

export interface StatusChange {
  messageId: string;
  status: MessageStatus;
  externalId?: string;
  times: { accepted?: Date; sent?: Date; delivered?: Date; read?: Date; played?: Date; failed?: Date };
  failure?: Failure;
}

export interface StatusResult {
  messageId: string;
  tenantId: string;
  conversationId: string;
  causedById: string | null;
  kind: string;
  status: MessageStatus;
  /** False: what came was old news. */
  changed: boolean;
  errorCode: string | null;
  /** It is the message of a reminder, or carries one on by SMS. */
  reminds: boolean;
}

const columns = `id uuid, status text, external_id text, accepted_at timestamptz, sent_at timestamptz, delivered_at timestamptz,
  read_at timestamptz, played_at timestamptz, failed_at timestamptz, error_code text, error_kind text, error_text text`;

/**
 * Takes each status that outranks the present one; times are kept whenever they come first. Read implies delivered.
 * One change for each message.
 */
export async function applyStatuses(trx: Trx, changes: readonly StatusChange[]): Promise<StatusResult[]> {
  if (changes.length === 0) return [];
  // Locked in order of id, so that two batches about the same messages wait for each other instead of deadlocking. The
  // ids are named once more as an array: it prunes partitions and keeps the planner from reading a whole one.
  const ids = changes.map((change) => change.messageId);
  const { rows } = await sql<StatusResult>`
    with given as (select * from ${recordset(changes.map(toRow), columns)}),
    locked as (
      select id, status from messages where id = any(${ids}::uuid[]) order by id for no key update)
    update messages m set
      status = case when message_status_rank(g.status) > message_status_rank(m.status) then g.status else m.status end,
      external_id = coalesce(m.external_id, g.external_id),
      accepted_at = coalesce(m.accepted_at, g.accepted_at),
      sent_at = coalesce(m.sent_at, g.sent_at),
      delivered_at = coalesce(m.delivered_at, g.delivered_at, g.read_at, g.played_at),
      read_at = coalesce(m.read_at, g.read_at, g.played_at),
      played_at = coalesce(m.played_at, g.played_at),
      failed_at = coalesce(m.failed_at, g.failed_at),
      error_code = coalesce(g.error_code, m.error_code),
      error_kind = coalesce(g.error_kind, m.error_kind),
      error_text = coalesce(g.error_text, m.error_text)
    from locked l join given g on g.id = l.id
    where m.id = l.id and m.id = any(${ids}::uuid[])
    returning m.id as "messageId", m.tenant_id as "tenantId", m.conversation_id as "conversationId",
      m.caused_by_id as "causedById", m.kind, m.status, m.status <> l.status as changed, m.error_code as "errorCode",
      exists (select from reminder_occurrences where message_id = coalesce(m.fallback_for_id, m.id)) as reminds`.execute(
    trx,
  );
  return rows;
}

function toRow({ messageId, status, externalId, times, failure }: StatusChange) {
  return {
    id: messageId,
    status,
    external_id: externalId,
    accepted_at: times.accepted,
    sent_at: times.sent,
    delivered_at: times.delivered,
    read_at: times.read,
    played_at: times.played,
    failed_at: times.failed,
    error_code: failure?.code,
    error_kind: failure?.kind,
    error_text: failure?.text,
  };
}

/** Announces the statuses that changed, of the messages and of the reminders that they are of. */
export async function recordStatusEvents(trx: Trx, results: readonly StatusResult[]): Promise<void> {
  const changed = results.filter((result) => result.changed);
  await recordReminderProgress(
    trx,
    changed.filter(({ reminds }) => reminds),
  );
  await recordEvents(
    trx,
    changed.map(({ tenantId, conversationId, messageId, status }) => ({
      tenantId,
      type: 'message_status_changed',
      conversationId,
      messageId,
      data: { status },
    })),
  );
}
