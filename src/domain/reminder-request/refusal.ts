// Why a reminder is not taken over.
import type { SendProblem } from '../send-problem.ts';

export type ReminderRefusal =
  | SendProblem
  /** Something that the request names is not the tenant's, or not there. */
  | { type: 'missing'; what: 'contact' | 'channel' | 'media'; id: string }
  /** Its request id stands for another request. */
  | { type: 'request_id_reused'; requestId: string };

export function isRefusal(value: object): value is ReminderRefusal {
  return 'type' in value;
}

/** In one line for people, with the fields that are wrong. */
export function refusalText(refusal: ReminderRefusal): string {
  switch (refusal.type) {
    case 'invalid':
      return refusal.problems.map(({ path, description }) => `${path} ${description}`).join('; ');
    case 'unmet':
      return `${refusal.reason}: ${refusal.text}`;
    case 'missing':
      return `${refusal.what}_id: there is no such ${refusal.what}`;
    case 'request_id_reused':
      return 'request_id was used for another request';
  }
}
