// What other processes ask of the control API, read from JSON.
import type { GivenFile } from './files.ts';
import { isObject, type JsonObject } from './http.ts';
import type { Place } from './phone-acts.ts';
import type { Via } from './phone.ts';

export class BadRequest extends Error {
  override name = 'BadRequest';
}

export function text(input: JsonObject, key: string): string {
  const value = input[key];
  if (typeof value !== 'string' || value === '') throw new BadRequest(`${key} is missing`);
  return value;
}

export function optional(input: JsonObject, key: string): string | undefined {
  const value = input[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function viaOf(via: unknown): Via {
  if (!isObject(via)) throw new BadRequest('via is missing');
  if (via.provider === 'twilio') return { provider: 'twilio', number: text(via, 'number') };
  return { provider: 'meta', phoneNumberId: text(via, 'phoneNumberId') };
}

/** `{base64, contentType, filename?, voice?}` */
export function fileOf(file: JsonObject): GivenFile {
  const filename = optional(file, 'filename');
  return {
    bytes: Buffer.from(text(file, 'base64'), 'base64'),
    contentType: text(file, 'contentType'),
    ...(filename !== undefined && { filename }),
    ...(file.voice === true && { voice: true }),
  };
}

/** `{latitude, longitude, name?}` */
export function placeOf(place: JsonObject): Place {
  const { latitude, longitude } = place;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') throw new BadRequest('place has no coordinates');
  const name = optional(place, 'name');
  return { latitude, longitude, ...(name !== undefined && { name }) };
}
