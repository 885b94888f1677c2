// Caption and place of a Twilio message.
import { asText } from '../../domain/json.ts';
import type { MessageParts } from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { readPlace } from '../readable.ts';

export function readTwilioParts(kind: string, params: JsonObject): MessageParts {
  if (kind !== 'location') return { caption: asText(params['Body']) };
  const place = readPlace(params['Label'], params['Address'], params['Latitude'], params['Longitude']);
  return place ? { place } : {};
}
