// Ids that look like the providers' own, so nothing downstream can depend on a shape the real ones do not have.
import { createHash, randomBytes, randomUUID } from 'node:crypto';

function hex32(): string {
  return randomUUID().replaceAll('-', '');
}

/** `SM`, `XE` … and 32 hexadecimal digits. */
export function twilioSid(prefix: string): string {
  return prefix + hex32();
}

/** `wamid.` and base64 of a small binary record: the person's number and a random id, as in real ones. */
export function wamid(digits: string, direction: 'inbound' | 'outbound'): string {
  const [marker, length] = direction === 'inbound' ? [0x12, 20] : [0x11, 18];
  const id = hex32().slice(0, length).toUpperCase();
  const head = Buffer.from([0x1c, 0x18, digits.length]);
  const middle = Buffer.from([0x15, 0x02, 0x00, marker, 0x18, length]);
  const parts = [head, Buffer.from(digits, 'latin1'), middle, Buffer.from(id, 'latin1'), Buffer.from([0])];
  return `wamid.${Buffer.concat(parts).toString('base64')}`;
}

export function fbtraceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`;
}

/** A business-scoped user id: the same person has another one at every business. */
export function bsuid(country: string, digits: string, business: string): string {
  const digest = createHash('sha256').update(`${business}|${digits}`).digest();
  return `${country}.${(digest.readBigUInt64BE() % 10n ** 17n).toString().padStart(17, '1')}`;
}
