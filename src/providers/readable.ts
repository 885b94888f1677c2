// How files and places read in the history, the same whichever provider they came by.
import { asText } from '../domain/json.ts';
import type { MediaKind } from '../domain/media.ts';
import type { MessageParts } from '../domain/message.ts';

/** What was written with the file, else its name, else what it is. */
export function readableMedia(
  kind: MediaKind,
  caption: string,
  { filename = '', voice = false }: { filename?: string; voice?: boolean } = {},
): string {
  return caption || filename || (voice ? '[voice message]' : `[${kind}]`);
}

/** Name and address of a place where it has them, else its coordinates. */
export function readablePlace(name: unknown, address: unknown, latitude: unknown, longitude: unknown): string {
  const named = [asText(name), asText(address)].filter((text) => text !== '');
  const coordinates = [asText(latitude), asText(longitude)].filter((text) => text !== '');
  const text = (named.length > 0 ? named : coordinates).join(', ');
  return text ? `[location] ${text}` : '[location]';
}

/** Undefined without coordinates on the globe. */
export function readPlace(
  name: unknown,
  address: unknown,
  latitude: unknown,
  longitude: unknown,
): MessageParts['place'] {
  const [lat, lon] = [Number(asText(latitude) || Number.NaN), Number(asText(longitude) || Number.NaN)];
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return undefined;
  const text = [asText(name), asText(address)].filter((part) => part !== '').join(', ');
  return { latitude: lat, longitude: lon, ...(text === '' ? {} : { text }) };
}
