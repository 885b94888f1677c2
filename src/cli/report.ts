// How commands end when they cannot do what was asked: what the user can mend is said in plain words, the rest with its stack.
import { ConfigError } from '../platform/config.ts';
import { isUnreachable, sqlState } from '../platform/db.ts';
import { ChatError } from './chat/failure.ts';

/** Something in the command's words is off. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export function reportFailure(error: unknown): void {
  const mendable = error instanceof ConfigError || error instanceof ChatError || error instanceof UsageError;
  const sentence = mendable ? error.message : databaseTrouble(error);
  console.error(sentence ?? error);
  process.exitCode = 1;
}

/** What keeps Postgres from being used at all, in plain words; undefined when it is something else. */
export function databaseTrouble(error: unknown): string | undefined {
  const state = sqlState(error) ?? '';
  if (state.startsWith('28')) return 'Postgres refuses the user or password of DATABASE_URL.';
  if (state === '3D000') return 'Postgres has no database of the name in DATABASE_URL.';
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  if (isUnreachable(first)) return 'Postgres cannot be reached. Is it running, and is DATABASE_URL right?';
  return undefined;
}
