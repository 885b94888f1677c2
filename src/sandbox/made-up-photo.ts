// A photo for who has none at hand: a small PNG of one colour, another each time.
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const side = 320;
const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');

export function madeUpPhoto(): { bytes: Uint8Array; contentType: string } {
  const colour = randomBytes(3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8); // eight bits each of red, green and blue
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(side * 3, colour)]);
  const pixels = deflateSync(Buffer.concat(Array<Buffer>(side).fill(row)));
  const bytes = Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { bytes, contentType: 'image/png' };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
