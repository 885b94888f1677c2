// Files that messages refer to by a link: each becomes a file of ours that is to be fetched, and the message refers to that.
import { mediaSources } from '../domain/content.ts';
import { newId } from '../domain/ids.ts';
import type { MediaKind } from '../domain/media.ts';
import type { MediaSource, OutboundContent } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import { insertMedia, type NewMedia } from './media.ts';

export interface LinkingMessage {
  tenantId: string;
  conversationId: string;
  messageId: string;
  content: OutboundContent;
}

export interface TakenLinks {
  /** In the order of the messages. */
  contents: OutboundContent[];
  /** To be fetched. */
  mediaIds: string[];
}

export async function takeLinks(trx: Trx, messages: readonly LinkingMessage[]): Promise<TakenLinks> {
  const files: NewMedia[] = [];
  const contents = messages.map((message) => {
    const [source] = mediaSources(message.content);
    if (!source || !('link' in source)) return message.content;
    const file = fileOf(message, source.link);
    files.push(file);
    return replaceSource(message.content, { mediaId: file.id });
  });
  await insertMedia(trx, files);
  return { contents, mediaIds: files.map(({ id }) => id) };
}

function fileOf({ tenantId, conversationId, messageId, content }: LinkingMessage, link: string): NewMedia {
  return {
    id: newId(),
    tenantId,
    origin: 'link',
    kind: kindOf(content),
    source: link,
    conversationId,
    messageId,
    ...('filename' in content && content.filename !== undefined ? { filename: content.filename } : {}),
    ...('voice' in content && content.voice ? { voice: true } : {}),
  };
}

function kindOf(content: OutboundContent): MediaKind {
  if ('source' in content) return content.kind;
  const header = 'header' in content ? content.header : undefined;
  if (header && 'source' in header) return header.type;
  throw new Error(`content of kind ${content.kind} has no file`);
}

function replaceSource(content: OutboundContent, source: MediaSource): OutboundContent {
  if ('source' in content) return { ...content, source };
  if (!('header' in content) || !content.header || !('source' in content.header)) return content;
  return { ...content, header: { ...content.header, source } };
}
