// What a dry run would have taken over already. Each of its groups is rolled back, so that the next finds nothing of it.
import type { ReminderDraft } from '../../domain/reminder-request/draft.ts';
import { refusalText } from '../../domain/reminder-request/refusal.ts';
import type { Enqueued } from '../../store/enqueue-reminders.ts';

/** Or why the row was refused. */
export type RowResult = Enqueued | string;

export class EarlierRows {
  readonly #taken = new Map<string, { id: string; bodyHash: Buffer }>();

  /** What would have become of a row if those before it had been kept. */
  judge({ requestId, bodyHash }: ReminderDraft, result: RowResult): RowResult {
    if (requestId === undefined) return result;
    const taken = this.#taken.get(requestId);
    if (taken?.bodyHash.equals(bodyHash)) return { id: taken.id, repeated: true };
    if (taken) return refusalText({ type: 'request_id_reused', requestId });
    if (typeof result !== 'string') this.#taken.set(requestId, { id: result.id, bodyHash });
    return result;
  }
}
