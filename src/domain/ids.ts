// UUIDv7: the first 48 bits are the time, so ids sort by when they were made and carry that time with them.
import { createHash, randomFillSync } from 'node:crypto';

const random = new Uint8Array(4096);
let used = random.length;
let lastMs = 0;
let sequence = 0;

/**
 * A UUIDv7 that is greater than every earlier one of this process, also within one millisecond: 12 bits after the
 * version count up, and when they run out the time is borrowed from the next millisecond.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMs += 1;
    sequence = 0;
  }
  const tail = randomBytes(8);
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  return format(lastMs, sequence, tail);
}

/** A UUIDv7-shaped id that depends only on its arguments: the same webhook item gets the same id each time it comes. */
export function deterministicId(atMs: number, ...parts: string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  const tail = digest.subarray(0, 8);
  tail[0] = (tail[0]! & 0x3f) | 0x80;
  return format(atMs, digest.readUInt16BE(8) & 0xfff, tail);
}

/** The time in a UUIDv7. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The lowest UUIDv7 of an instant, for ranges over ids by time. */
export function idFloor(at: Date): string {
  return format(at.getTime(), 0, new Uint8Array(8)).replace(/^(.{14})7/, '$10');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: string): boolean {
  return uuid.test(value);
}

function format(ms: number, twelveBits: number, tail: Uint8Array): string {
  const time = Math.trunc(ms).toString(16).padStart(12, '0');
  const mid = twelveBits.toString(16).padStart(3, '0');
  const rest = Buffer.from(tail).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${mid}-${rest.slice(0, 4)}-${rest.slice(4, 16)}`;
}

function randomBytes(count: number): Uint8Array {
  if (used + count > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += count;
  return random.slice(used - count, used);
}
