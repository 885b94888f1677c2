// What we say, in Meta's words (provider-apis A7): the type of a message and the object that goes with it.
import { mediaSources } from '../../domain/content.ts';
import type { Failure } from '../../domain/failure.ts';
import type {
  ContactCard,
  InteractiveAction,
  InteractiveContent,
  MediaContent,
  OutboundContent,
} from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { OutboundMessage } from '../provider.ts';
import { locationBody, mediaHeader, type Refer } from './parts.ts';
import { templateBody } from './template-body.ts';

/** Why Meta has no way to say this; undefined when it has. Nothing of a content is ever left out silently. */
export function inexpressible({ content, files }: OutboundMessage): Failure | undefined {
  if (mediaSources(content).some((source) => 'mediaId' in source && !files.has(source.mediaId)))
    return refused('file_missing', 'A file of the message was not made ready.');
  if ((content.kind === 'audio' || content.kind === 'sticker') && content.caption)
    return refused('caption', 'WhatsApp shows no caption with audio and stickers.');
  if (content.kind !== 'interactive') return undefined;
  const { action, header, footer } = content;
  if (action.type === 'list' && header && header.type !== 'text')
    return refused('header', 'WhatsApp takes only text as the header of a list.');
  if (action.type === 'location_request' && (header || footer))
    return refused('header', 'WhatsApp asks for a location without header and footer.');
  return undefined;
}

function refused(code: string, text: string): Failure {
  return { kind: 'permanent', code, text };
}

/** `type` and the object of that name. The content is one that can be expressed. */
export function contentBody({ content, files }: OutboundMessage): JsonObject {
  const refer: Refer = (source) => {
    if ('link' in source) return { link: source.link };
    const reference = files.get(source.mediaId)!;
    return 'id' in reference ? { id: reference.id } : { link: reference.url };
  };
  return typed(content, refer);
}

function typed(content: OutboundContent, refer: Refer): JsonObject {
  switch (content.kind) {
    case 'text':
      return { type: 'text', text: { body: content.text, preview_url: content.previewUrl ?? false } };
    case 'location':
      return { type: 'location', location: locationBody(content) };
    case 'contacts':
      return { type: 'contacts', contacts: content.contacts.map(contactBody) };
    case 'reaction':
      return { type: 'reaction', reaction: { message_id: content.to, emoji: content.emoji } };
    case 'interactive':
      return { type: 'interactive', interactive: interactiveBody(content, refer) };
    case 'template':
      return { type: 'template', template: templateBody(content, refer) };
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return { type: content.kind, [content.kind]: mediaBody(content, refer) };
  }
}

function mediaBody({ kind, source, caption, filename, voice }: MediaContent, refer: Refer): JsonObject {
  return {
    ...refer(source),
    ...(caption ? { caption } : {}),
    ...(kind === 'document' && filename ? { filename } : {}),
    ...(kind === 'audio' && voice ? { voice: true } : {}),
  };
}

function contactBody(card: ContactCard): JsonObject {
  const { formattedName, firstName, lastName, organization, phones, emails, urls } = card;
  return {
    name: {
      formatted_name: formattedName,
      // Meta wants one part of the name beside the whole.
      ...(firstName || !lastName ? { first_name: firstName || formattedName } : {}),
      ...(lastName ? { last_name: lastName } : {}),
    },
    ...(organization ? { org: { company: organization } } : {}),
    ...(phones.length > 0 ? { phones: phones.map((phone) => ({ ...phone })) } : {}),
    ...(emails.length > 0 ? { emails: emails.map((email) => ({ ...email })) } : {}),
    ...(urls.length > 0 ? { urls: urls.map((url) => ({ ...url })) } : {}),
  };
}

const interactiveTypes: { readonly [type in InteractiveAction['type']]: string } = {
  buttons: 'button',
  list: 'list',
  link: 'cta_url',
  location_request: 'location_request_message',
  flow: 'flow',
};

function interactiveBody({ header, body, footer, action }: InteractiveContent, refer: Refer): JsonObject {
  return {
    type: interactiveTypes[action.type],
    ...(header ? { header: header.type === 'text' ? { ...header } : mediaHeader(header, refer) } : {}),
    body: { text: body },
    ...(footer ? { footer: { text: footer } } : {}),
    action: actionBody(action),
  };
}

function actionBody(action: InteractiveAction): JsonObject {
  switch (action.type) {
    case 'buttons':
      return { buttons: action.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) };
    case 'list':
      return { button: action.button, sections: action.sections.map(sectionBody) };
    case 'link':
      return { name: 'cta_url', parameters: { display_text: action.title, url: action.url } };
    case 'location_request':
      return { name: 'send_location' };
    case 'flow':
      return {
        name: 'flow',
        parameters: {
          flow_message_version: '3',
          flow_id: action.flowId,
          flow_cta: action.title,
          flow_token: action.flowToken,
          flow_action: 'navigate',
        },
      };
  }
}

type Section = Extract<InteractiveAction, { type: 'list' }>['sections'][number];

function sectionBody({ title, rows }: Section): JsonObject {
  return {
    ...(title ? { title } : {}),
    rows: rows.map(({ id, title: rowTitle, description }) => ({
      id,
      title: rowTitle,
      ...(description ? { description } : {}),
    })),
  };
}
