// What Twilio's content types say, as parts of a template definition.
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { TemplateButton, TemplateDefinition } from '../../domain/template.ts';
import type { Json, JsonObject } from '../../domain/webhook.ts';

export type ContentParts = Pick<TemplateDefinition, 'header' | 'body' | 'footer' | 'buttons'>;

// An object may have several types, for several channels: Twilio sends the first of these that the channel can show.
const readers: readonly (readonly [type: string, read: (content: JsonObject) => ContentParts])[] = [
  ['whatsapp/authentication', readAuthentication],
  ['whatsapp/card', readCard],
  ['whatsapp/flows', readOther('flow')],
  ['twilio/flows', readOther('flow')],
  ['twilio/catalog', readOther('catalog')],
  ['twilio/carousel', readOther('carousel')],
  ['twilio/card', readCard],
  ['twilio/call-to-action', readPlain],
  ['twilio/quick-reply', readPlain],
  ['twilio/list-picker', readOther('list')],
  ['twilio/location', readOther('location')],
  ['twilio/media', readCard],
  ['twilio/text', readPlain],
];

export function readContentType(types: JsonObject): { type: string; parts: ContentParts } {
  const known = readers.find(([name]) => name in types);
  const [type, read] = known ?? [Object.keys(types)[0] ?? '', readOther('unknown')];
  return { type, parts: read(asObject(types[type])) };
}

function readPlain(content: JsonObject): ContentParts {
  return { body: asText(content['body']), buttons: asArray(content['actions']).map(readAction) };
}

/** whatsapp/card, twilio/card (its title is what WhatsApp shows as the body) and twilio/media. */
function readCard(content: JsonObject): ContentParts {
  const footer = asOptionalText(content['footer']) ?? asOptionalText(content['subtitle']);
  const url = asOptionalText(asArray(content['media'])[0]);
  const text = asOptionalText(content['header_text']);
  return {
    ...(url ? { header: { type: fileType(url), url } } : text ? { header: { type: 'text', text } } : {}),
    body: asText(content['body']) || asText(content['title']),
    ...(footer ? { footer } : {}),
    buttons: asArray(content['actions']).map(readAction),
  };
}

// The words are WhatsApp's own, in the template's language; the code is all that varies.
function readAuthentication(content: JsonObject): ContentParts {
  const [action] = asArray(content['actions']).map(asObject);
  const text = asText(action?.['copy_code_text']) || asText(action?.['title']);
  return { body: '{{1}}', buttons: [{ type: 'other', name: 'otp', text }] };
}

function readOther(name: string): (content: JsonObject) => ContentParts {
  return (content) => {
    const text = asText(content['button_text']) || asText(content['button']);
    return { body: asText(content['body']) || asText(content['title']), buttons: [{ type: 'other', name, text }] };
  };
}

function readAction(action: Json): TemplateButton {
  const { type, title, url, phone, code } = asObject(action);
  const text = asText(title);
  switch (asText(type) || 'QUICK_REPLY') {
    case 'QUICK_REPLY':
      return { type: 'quick_reply', text };
    case 'URL':
      return { type: 'url', text, url: asText(url) };
    case 'PHONE_NUMBER':
      return { type: 'phone_number', text, phone: asText(phone) };
    case 'COPY_CODE':
      return { type: 'copy_code', text, code: asText(code) };
    default:
      return { type: 'other', name: asText(type).toLowerCase(), text };
  }
}

/** By the end of the path: Twilio itself says nowhere what kind of file it is. */
function fileType(url: string): 'image' | 'video' | 'document' {
  const [path = ''] = url.split(/[?#]/);
  if (/\.(mp4|3gpp?)$/i.test(path)) return 'video';
  return /\.(pdf|docx?|pptx|xlsx)$/i.test(path) ? 'document' : 'image';
}
