// Structured logs. Never a message's text, a phone number or a token: log ids, and let `redact` be the second fence.
import { pino, type Logger } from 'pino';

export type { Logger };

const personal = ['text', 'body', 'phone', 'from', 'to', 'recipient', 'payload', 'secrets', 'token', 'authorization'];

/** A JSON logger to stdout. `trace_id` on a line is the id of the message that began the exchange. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: serializeError },
    redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

// Postgres puts the failing row's values into `detail` and drivers put whole requests into errors: keep the
// fields that say what broke, never what it broke on.
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  const cause = error.cause === undefined ? {} : { cause: serializeError(error.cause) };
  return { type: error.name, message: error.message, code, constraint, table, stack: error.stack, ...cause };
}
