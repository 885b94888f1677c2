// Files of ours as a provider is handed them, at an address that it can fetch.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { MediaKind } from '../../../src/domain/media.ts';
import type { StoredFile } from '../../../src/providers/provider.ts';

export interface FileShelf {
  /** Bytes that no program takes for a file of another type. */
  put(kind: MediaKind, contentType: string, bytes?: Buffer): StoredFile & { sha256: string };
  close(): Promise<void>;
}

export async function openShelf(): Promise<FileShelf> {
  const files = new Map<string, { contentType: string; bytes: Buffer }>();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    put: (kind, contentType, bytes = randomBytes(2_000)) => {
      const path = `/${files.size}`;
      files.set(path, { contentType, bytes });
      return {
        kind,
        contentType,
        size: bytes.length,
        filename: null,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        url: () => Promise.resolve(`${base}${path}`),
        open: () => Promise.resolve(Readable.from([bytes.subarray(0, 700), bytes.subarray(700)])),
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
