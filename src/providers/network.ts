// What a call that ended without an answer means for its message, for every provider.
import type { SendOutcome } from '../domain/failure.ts';
import { HttpFailure } from '../platform/http.ts';

/** Only a connection that was never made proves that nothing was sent. Throws what is not the network's doing. */
export function networkOutcome(error: unknown): SendOutcome {
  if (!(error instanceof HttpFailure)) throw error;
  const text = 'The provider could not be reached or did not answer.';
  const failure = { kind: 'retry', code: error.code, text } as const;
  return error.processed === 'no' ? { type: 'retry', failure } : { type: 'ambiguous', failure };
}
