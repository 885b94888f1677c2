// How outbound content lies in a message row: the readable part in `body`, the rest in `payload`.
import { asObject } from './json.ts';
import { mediaKinds } from './media.ts';
import type { MediaSource, OutboundContent } from './message.ts';
import type { JsonObject } from './webhook.ts';

export interface StoredContent {
  kind: string;
  body: string;
  payload: JsonObject | null;
}

/** @param body what the history shows; for a template its text, filled in. Default: what can be told from the content. */
export function storeContent(content: OutboundContent, body = readableContent(content)): StoredContent {
  if (content.kind === 'text') {
    return { kind: 'text', body: content.text, payload: content.previewUrl ? { previewUrl: true } : null };
  }
  const { kind, ...payload } = content;
  return { kind, body, payload: payload as unknown as JsonObject };
}

const sendableKinds: ReadonlySet<string> = new Set<OutboundContent['kind']>([
  ...mediaKinds,
  'text',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
]);

/** The content of a row that storeContent made. */
export function loadContent(row: { kind: string; body: string | null; payload: unknown }): OutboundContent {
  if (!sendableKinds.has(row.kind)) throw new Error(`a message of kind ${row.kind} cannot be sent`);
  if (row.kind !== 'text') return { kind: row.kind, ...asObject(row.payload) } as unknown as OutboundContent;
  const previewUrl = asObject(row.payload)['previewUrl'] === true;
  return { kind: 'text', text: row.body ?? '', ...(previewUrl ? { previewUrl } : {}) };
}

/** What a person reading the history sees. */
function readableContent(content: OutboundContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'location':
      return content.name ?? `${content.latitude}, ${content.longitude}`;
    case 'contacts':
      return content.contacts.map((card) => card.formattedName).join(', ');
    case 'reaction':
      return content.emoji;
    case 'interactive':
      return content.body;
    case 'template':
      return `[${content.name}]`;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return content.caption ?? content.filename ?? `[${content.kind}]`;
  }
}

/** Every file that the content refers to. */
export function mediaSources(content: OutboundContent): MediaSource[] {
  if ('source' in content) return [content.source];
  const header = 'header' in content ? content.header : undefined;
  return header && 'source' in header ? [header.source] : [];
}

/** Ids of the stored files that the content refers to. */
export function mediaIdsOf(content: OutboundContent): string[] {
  return mediaSources(content).flatMap((source) => ('mediaId' in source ? [source.mediaId] : []));
}
