// Attempts to send: written before the call, finished after it. What is between the two is in doubt.
import { sql } from 'kysely';
import type { AttemptOutcome, Failure } from '../domain/failure.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface FinishedAttempt {
  id: string;
  outcome: AttemptOutcome;
  externalId: string | undefined;
  failure: Failure | undefined;
  finishedAt: Date;
}

/** A certain outcome is never overwritten by a doubtful one: a receipt may have settled the attempt before its answer came. */
export async function finishAttempts(trx: Trx, attempts: readonly FinishedAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  const rows = attempts.map(({ id, outcome, externalId, failure, finishedAt }) => ({
    id,
    outcome,
    external_id: externalId,
    finished_at: finishedAt,
    error_code: failure?.code,
    error_kind: failure?.kind,
    error_text: failure?.text,
  }));
  const columns =
    'id uuid, outcome text, external_id text, finished_at timestamptz, error_code text, error_kind text, error_text text';
  await sql`
    update send_attempts a set outcome = r.outcome, finished_at = r.finished_at, external_id = coalesce(r.external_id, a.external_id),
      error_code = r.error_code, error_kind = r.error_kind, error_text = r.error_text
    from ${recordset(rows, columns)}
    where a.id = r.id and (a.outcome is null or a.outcome = 'ambiguous' or r.outcome = 'accepted')`.execute(trx);
}

/** External ids this channel is known to have sent: a lookup must not mistake one of them for the message it looks for. */
export async function listKnownExternalIds(trx: Trx, conversationId: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from messages
    where conversation_id = ${conversationId} and id >= uuid_floor(${since}) and direction = 'outbound' and external_id is not null`.execute(
    trx,
  );
  return rows.map((row) => row.external_id);
}
