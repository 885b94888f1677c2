// What can be said of the ports a process listens on.
import { ConfigError } from './config.ts';

/** The host to reach a server by that listens on `host`. */
export function loopbackOf(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

/** An error of listen(), in words that name the setting to change where the user can mend it. */
export function portError(error: unknown, key: string, port: number): Error {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : '';
  if (code === 'EADDRINUSE' || /EADDRINUSE|address already in use|No address added/i.test(text)) {
    return new ConfigError(`Port ${port} is in use. Stop what listens there, or choose another: ${key}=${port + 1}`, {
      cause: error,
    });
  }
  if (code === 'EACCES')
    return new ConfigError(`Port ${port} may not be opened by this user. Choose one above 1023 with ${key}.`, {
      cause: error,
    });
  return error instanceof Error ? error : new Error(text);
}
