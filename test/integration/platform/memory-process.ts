// A process that stores a large file and reads it back, with the embedded server beside it; prints how far its memory grew.
import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { testObjects } from '../../support/objects.ts';

const MB = 1024 * 1024;
const megabytes = Number(process.env['MEGABYTES']);
const file = path.join(process.env['DIR']!, 'large');

const objects = await testObjects();
const peakMB = () => process.resourceUsage().maxRSS / 1024;

const sum = createHash('sha256');
const handle = await open(file, 'w');
for (let n = 0; n < megabytes; n++) {
  const piece = randomBytes(MB);
  sum.update(piece);
  await handle.appendFile(piece);
}
await handle.close();
await objects.store.put('warm', Buffer.alloc(MB), 'application/pdf');
await (await objects.store.get('warm')).stream.toArray();

const before = peakMB();
await objects.store.put('large', { path: file, size: megabytes * MB }, 'application/pdf');
const stored = peakMB();
const back = createHash('sha256');
for await (const piece of (await objects.store.get('large')).stream) back.update(piece as Buffer);
const same = back.digest('hex') === sum.digest('hex');
await objects.close();
process.stdout.write(JSON.stringify({ same, storingMB: stored - before, readingMB: peakMB() - stored }));
