// What an answer, or its absence, means for the message a call was about, where that is the same for every provider.
import type { UnacceptedOutcome } from '../domain/failure.ts';
import { HttpFailure, type HttpResponse } from '../platform/http.ts';

/** Only a connection that was never made proves that nothing was sent. Throws what is not the network's doing. */
export function networkOutcome(error: unknown): UnacceptedOutcome {
  if (!(error instanceof HttpFailure)) throw error;
  const text = 'The provider could not be reached or did not answer.';
  const failure = { kind: 'retry', code: error.code, text } as const;
  return error.processed === 'no' ? { type: 'retry', failure } : { type: 'ambiguous', failure };
}

/** Retry-After in seconds, as both providers send it; undefined when it is absent or a date. */
export function retryAfterMs({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const header = headers['retry-after'];
  const seconds = typeof header === 'string' && header.trim() !== '' ? Number(header) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
