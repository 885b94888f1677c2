// How commands end when they cannot do what was asked: what the user can mend is said in plain words, the rest with its stack.
import { ConfigError } from '../platform/config.ts';
import { ChatError } from './chat.ts';

/** Something in the command's words is off. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export function reportFailure(error: unknown): void {
  const mendable = error instanceof ConfigError || error instanceof ChatError || error instanceof UsageError;
  const { code } = error as { code?: unknown };
  if (mendable) console.error(error.message);
  else if (code === 'ECONNREFUSED')
    console.error('Postgres cannot be reached. Is it running, and is DATABASE_URL right?');
  else console.error(error);
  process.exitCode = 1;
}
