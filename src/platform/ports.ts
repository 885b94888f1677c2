// What can be said of the ports a process listens on.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { ConfigError } from './config.ts';

// Below what the system gives to connections of its own accord: such a port could be taken again before anybody listens on it.
const [lowest, highest] = [12_000, 30_000];

/** Loopback ports that nobody listens on, different from each other: for a process that has to be told where to listen. */
export async function freePorts(count: number): Promise<number[]> {
  const found: { server: Server; port: number }[] = [];
  while (found.length < count) {
    const port = randomInt(lowest, highest);
    const server = createServer().listen(port, '127.0.0.1');
    // It rejects when there is an error instead.
    const listens = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (listens) found.push({ server, port });
  }
  await Promise.all(found.map(({ server }) => once(server.close(), 'close')));
  return found.map(({ port }) => port);
}

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
