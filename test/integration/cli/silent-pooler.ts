// Stands before Postgres like a pooler in transaction mode: everything passes but notifications, and nobody is told.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentPooler {
  url: string;
  close(): Promise<void>;
}

export async function startSilentPooler(databaseUrl: string): Promise<SilentPooler> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(upstream);
    const pass = withoutNotifications((message) => client.write(message));
    upstream.on('data', pass).on('close', () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: url.href, close };
}

const notification = 'A'.charCodeAt(0);

/** A message from the server is a byte for its type and four for the length of the rest, themselves included. */
function withoutNotifications(write: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5) {
      const end = 1 + rest.readUInt32BE(1);
      if (rest.length < end) return;
      if (rest[0] !== notification) write(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}
