// Caption and place of a Meta message.
import { asObject, asText } from '../../domain/json.ts';
import type { MessageParts } from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { readPlace } from '../readable.ts';

export function readMetaParts(kind: string, message: JsonObject): MessageParts {
  const part = asObject(message[kind]);
  if (kind !== 'location') return { caption: asText(part['caption']) };
  const place = readPlace(part['name'], part['address'], part['latitude'], part['longitude']);
  return place ? { place } : {};
}
