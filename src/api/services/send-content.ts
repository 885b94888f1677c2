// From the content of a SendMessageRequest to what the platform sends. What is wrong with its shape is told here; its limits
// are those of the domain.
import { contentProblems } from '../../domain/content-rules.ts';
import type { MediaKind } from '../../domain/media.ts';
import type { InteractiveAction, InteractiveContent, MediaHeader, OutboundContent } from '../../domain/message.ts';
import type { Fields } from '../fields.ts';
import type { ContactsContent__Output as ApiContacts } from '../gen/switchboard/v1/ContactsContent.ts';
import type { InteractiveContent__Output as ApiInteractive } from '../gen/switchboard/v1/InteractiveContent.ts';
import type { MediaContent__Output as ApiMedia } from '../gen/switchboard/v1/MediaContent.ts';
import type { SendMessageRequest__Output as SendMessageRequest } from '../gen/switchboard/v1/SendMessageRequest.ts';
import { mediaKinds } from '../media-resources.ts';
import { findNamed } from '../resources.ts';
import { given, readLocation, readSource, type SentContent } from './send-parts.ts';
import { readTemplate } from './send-template.ts';

const samePath = (path: string) => path;

/** Undefined when something was wrong. */
export function readContent(fields: Fields, request: SendMessageRequest): SentContent | undefined {
  const read = readShape(fields, request);
  if (!read) return undefined;
  const problems = contentProblems(read.content);
  fields.all(problems.map((problem) => ({ ...problem, path: read.pathOf(problem.path) })));
  return problems.length > 0 ? undefined : read;
}

function readShape(fields: Fields, request: SendMessageRequest): SentContent | undefined {
  const { content: kind } = request;
  if (kind === undefined) {
    fields.wrong('content', 'is required');
    return undefined;
  }
  if (kind === 'template') return readTemplate(fields, request.template!);
  if (kind === 'reaction') {
    const { messageId, emoji } = request.reaction!;
    const reactionToId = fields.id('reaction.message_id', messageId);
    return { content: { kind: 'reaction', to: '', emoji }, reactionToId, pathOf: samePath };
  }
  const content = readPlain(fields, kind, request);
  return content && { content, pathOf: samePath };
}

function readPlain(
  fields: Fields,
  kind: 'text' | 'media' | 'interactive' | 'location' | 'contacts',
  request: SendMessageRequest,
): OutboundContent | undefined {
  switch (kind) {
    case 'text':
      return { kind: 'text', text: request.text!.text, previewUrl: request.text!.previewUrl };
    case 'media':
      return readMedia(fields, request.media!);
    case 'interactive':
      return readInteractive(fields, request.interactive!);
    case 'location':
      return { kind: 'location', ...readLocation(request.location!) };
    case 'contacts':
      return readContacts(request.contacts!);
  }
}

function readMedia(fields: Fields, media: ApiMedia): OutboundContent | undefined {
  const kind: MediaKind | undefined = findNamed(mediaKinds, media.kind);
  if (!kind) fields.wrong('media.kind', 'must be IMAGE, VIDEO, AUDIO, DOCUMENT or STICKER');
  const source = readSource(fields, 'media.source', media.source);
  if (!kind || !source) return undefined;
  const { caption, filename, voice } = media;
  return { kind, source, ...given('caption', caption), ...given('filename', filename), ...(voice ? { voice } : {}) };
}

function readInteractive(fields: Fields, interactive: ApiInteractive): InteractiveContent | undefined {
  const action = readAction(interactive);
  if (!action) fields.wrong('interactive.action', 'is required: buttons, list, link, location_request or flow');
  const header = readHeader(fields, interactive.header);
  if (!action || header === 'wrong') return undefined;
  const { body, footer } = interactive;
  return { kind: 'interactive', ...(header ? { header } : {}), body, ...given('footer', footer), action };
}

function readHeader(
  fields: Fields,
  header: ApiInteractive['header'],
): InteractiveContent['header'] | MediaHeader | undefined | 'wrong' {
  if (!header) return undefined;
  const type = header.content;
  if (type === undefined) {
    fields.wrong('interactive.header.content', 'is required: text, image, video or document');
    return 'wrong';
  }
  if (type === 'text') return { type: 'text', text: header.text ?? '' };
  const source = readSource(fields, `interactive.header.${type}`, header[type]);
  return source ? { type, source } : 'wrong';
}

function readAction(interactive: ApiInteractive): InteractiveAction | undefined {
  switch (interactive.action) {
    case 'buttons':
      return { type: 'buttons', buttons: interactive.buttons!.buttons };
    case 'list':
      return readList(interactive.list!);
    case 'link':
      return { type: 'link', ...interactive.link! };
    case 'locationRequest':
      return { type: 'location_request' };
    case 'flow':
      return { type: 'flow', ...interactive.flow! };
    case undefined:
    default:
      return undefined;
  }
}

function readList({ button, sections }: NonNullable<ApiInteractive['list']>): InteractiveAction {
  const read = sections.map(({ title, rows }) => ({
    ...given('title', title),
    rows: rows.map((row) => ({ id: row.id, title: row.title, ...given('description', row.description) })),
  }));
  return { type: 'list', button, sections: read };
}

function readContacts({ contacts }: ApiContacts): OutboundContent {
  const cards = contacts.map((card) => ({
    formattedName: card.formattedName,
    ...given('firstName', card.firstName),
    ...given('lastName', card.lastName),
    ...given('organization', card.organization),
    phones: card.phones.map(({ phone, type }) => ({ phone, ...given('type', type) })),
    emails: card.emails.map(({ email, type }) => ({ email, ...given('type', type) })),
    urls: card.urls.map(({ url, type }) => ({ url, ...given('type', type) })),
  }));
  return { kind: 'contacts', contacts: cards };
}
