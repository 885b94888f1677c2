// Attempts that have not come to their call, because their message's files are being made ready. Such an attempt is not in
// doubt: when its worker dies, the message is simply taken up again.
import { sql } from 'kysely';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface Preparation {
  messageId: string;
  attemptId: string;
  leaseUntil: Date;
}

/** For attempts begun in the same transaction. */
export async function beginPreparations(trx: Trx, preparations: readonly Preparation[]): Promise<void> {
  if (preparations.length === 0) return;
  const rows = preparations.map(({ messageId, attemptId, leaseUntil }) => ({
    message_id: messageId,
    attempt_id: attemptId,
    lease_until: leaseUntil,
  }));
  await sql`update outbox o set preparing_attempt_id = r.attempt_id, lease_until = r.lease_until
    from ${recordset(rows, 'message_id uuid, attempt_id uuid, lease_until timestamptz')}
    where o.message_id = r.message_id`.execute(trx);
}

/** The call follows at once. False: it took too long, and another worker has the message. */
export async function endPreparation(db: DbOrTrx, { messageId, attemptId, leaseUntil }: Preparation): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set({ preparing_attempt_id: null, lease_until: leaseUntil })
    .where('message_id', '=', messageId)
    .where('attempt_id', '=', attemptId)
    .where('preparing_attempt_id', '=', attemptId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
