// How outbound content lies in a message row: the readable part in `body`, the rest in `payload`.
import { asObject } from './json.ts';
import type { OutboundContent } from './message.ts';
import type { JsonObject } from './webhook.ts';

export interface StoredContent {
  kind: string;
  body: string;
  payload: JsonObject | null;
}

export function storeContent(content: OutboundContent): StoredContent {
  return { kind: content.kind, body: content.text, payload: content.previewUrl ? { previewUrl: true } : null };
}

export function loadContent(row: { kind: string; body: string | null; payload: unknown }): OutboundContent {
  if (row.kind !== 'text') throw new Error(`a message of kind ${row.kind} cannot be sent`);
  const previewUrl = asObject(row.payload)['previewUrl'] === true;
  return { kind: 'text', text: row.body ?? '', ...(previewUrl ? { previewUrl } : {}) };
}
