// What may be said at all: the limits that hold on every channel. What one channel cannot do is in channel-rules.ts, what one
// template wants in template-rules.ts.
import type {
  ContactCard,
  ContactsContent,
  InteractiveContent,
  LocationContent,
  MediaContent,
  MediaSource,
} from './message.ts';
import type { OutboundContent, TemplateContent, TemplateValue } from './message.ts';
import { Problems, type Problem } from './problem.ts';
import { fileLinkProblem } from './file-link.ts';

/** A text that is longer than one message becomes at most so many. */
export const mostParts = 10;
const longestText = mostParts * 4096;

const captionLimit = 1_024;
const filenameLimit = 240;
const linkLimit = 2_048;
const webUrlLimit = 2_000;

/**
 * Everything that is wrong with a content wherever it is sent. Paths begin with the kind as the .proto files name it
 * (`media` for every kind of file), but for templates: `template.header`, `template.body[1]`, `template.buttons[0]`.
 */
export function contentProblems(content: OutboundContent): Problem[] {
  const problems = new Problems();
  switch (content.kind) {
    case 'text':
      problems.text('text.text', content.text, { min: 1, max: longestText });
      break;
    case 'location':
      checkLocation(problems, 'location', content);
      break;
    case 'contacts':
      checkContacts(problems, content);
      break;
    case 'reaction':
      checkEmoji(problems, content.emoji);
      break;
    case 'interactive':
      checkInteractive(problems, content);
      break;
    case 'template':
      checkTemplate(problems, content);
      break;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      checkMedia(problems, content);
  }
  return problems.found;
}

function checkSource(problems: Problems, path: string, source: MediaSource): void {
  if ('link' in source) problems.add(`${path}.link`, fileLinkProblem(source.link, linkLimit));
}

function checkMedia(problems: Problems, { kind, source, caption, filename, voice }: MediaContent): void {
  checkSource(problems, 'media.source', source);
  problems.text('media.caption', caption, { max: captionLimit });
  if (caption !== undefined && (kind === 'audio' || kind === 'sticker')) {
    problems.add('media.caption', `must be empty: ${kind === 'audio' ? 'audio' : 'a sticker'} has no caption`);
  }
  problems.text('media.filename', filename, { max: filenameLimit });
  if (filename !== undefined && kind !== 'document')
    problems.add('media.filename', 'must be empty: only a document has one');
  if (filename !== undefined && /[/\\\p{Cc}]/u.test(filename)) {
    problems.add('media.filename', 'must not hold slashes or control characters');
  }
  if (voice && kind !== 'audio') problems.add('media.voice', 'must be false: only audio can be a voice message');
}

function checkLocation(problems: Problems, path: string, location: Omit<LocationContent, 'kind'>): void {
  const within = (value: number, most: number) =>
    Math.abs(value) <= most ? undefined : `must be from -${most} to ${most}`;
  problems.add(`${path}.latitude`, within(location.latitude, 90));
  problems.add(`${path}.longitude`, within(location.longitude, 180));
  problems.text(`${path}.name`, location.name, { max: 1_000 });
  problems.text(`${path}.address`, location.address, { max: 1_000 });
}

function checkContacts(problems: Problems, { contacts }: ContactsContent): void {
  problems.count('contacts.contacts', contacts.length, { min: 1, max: 10 }, 'items');
  for (const [index, card] of contacts.entries()) checkCard(problems, `contacts.contacts[${index}]`, card);
}

function checkCard(problems: Problems, path: string, card: ContactCard): void {
  problems.text(`${path}.formatted_name`, card.formattedName, { min: 1, max: 200 });
  problems.text(`${path}.first_name`, card.firstName, { max: 100 });
  problems.text(`${path}.last_name`, card.lastName, { max: 100 });
  if (!card.firstName && !card.lastName) problems.add(`${path}.first_name`, 'is required where there is no last_name');
  problems.text(`${path}.organization`, card.organization, { max: 200 });
  for (const list of ['phones', 'emails', 'urls'] as const) {
    problems.count(`${path}.${list}`, card[list].length, { max: 20 }, 'items');
    for (const [index, { type }] of card[list].entries())
      problems.text(`${path}.${list}[${index}].type`, type, { max: 40 });
  }
  for (const [index, { phone }] of card.phones.entries()) {
    problems.text(`${path}.phones[${index}].phone`, phone, { min: 1, max: 40 });
  }
  for (const [index, { email }] of card.emails.entries()) {
    problems.text(`${path}.emails[${index}].email`, email, { min: 1, max: 254 });
  }
  for (const [index, { url }] of card.urls.entries()) checkWebUrl(problems, `${path}.urls[${index}].url`, url);
}

/** For people to open; it is not fetched here. */
function checkWebUrl(problems: Problems, path: string, text: string): void {
  problems.text(path, text, { min: 1, max: webUrlLimit });
  const isWeb = /^https?:\/\/[^/\s]/i.test(text) && URL.canParse(text);
  if (text !== '' && !isWeb) problems.add(path, 'is not an http or https URL');
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function checkEmoji(problems: Problems, emoji: string): void {
  const isOne = [...characters.segment(emoji.slice(0, 100))].length === 1 && emoji.length <= 64;
  const isEmoji = isOne && /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20E3/u.test(emoji);
  if (emoji !== '' && !isEmoji) problems.add('reaction.emoji', 'must be one emoji, or empty to take one away');
}

function checkInteractive(problems: Problems, { header, body, footer, action }: InteractiveContent): void {
  const path = 'interactive';
  if (header?.type === 'text') problems.text(`${path}.header.text`, header.text, { min: 1, max: 60 });
  else if (header) checkSource(problems, `${path}.header.${header.type}`, header.source);
  problems.text(`${path}.body`, body, { min: 1, max: 1_024 });
  problems.text(`${path}.footer`, footer, { max: 60 });
  switch (action.type) {
    case 'buttons':
      checkButtons(problems, `${path}.buttons.buttons`, action.buttons);
      break;
    case 'list':
      checkList(problems, `${path}.list`, action);
      if (header && header.type !== 'text') problems.add(`${path}.header`, 'must be text above a list');
      break;
    case 'link':
      problems.text(`${path}.link.title`, action.title, { min: 1, max: 20 });
      checkWebUrl(problems, `${path}.link.url`, action.url);
      break;
    case 'location_request':
      if (header) problems.add(`${path}.header`, 'must be empty with a location request');
      if (footer) problems.add(`${path}.footer`, 'must be empty with a location request');
      break;
    case 'flow':
      problems.text(`${path}.flow.flow_id`, action.flowId, { min: 1, max: 100 });
      problems.text(`${path}.flow.title`, action.title, { min: 1, max: 30 });
      problems.text(`${path}.flow.flow_token`, action.flowToken, { min: 1, max: 200 });
  }
}

function checkButtons(problems: Problems, path: string, buttons: readonly { id: string; title: string }[]): void {
  problems.count(path, buttons.length, { min: 1, max: 3 }, 'buttons');
  for (const [index, { id, title }] of buttons.entries()) {
    problems.text(`${path}[${index}].id`, id, { min: 1, max: 256 });
    problems.text(`${path}[${index}].title`, title, { min: 1, max: 20 });
  }
  problems.unique(
    buttons.map(({ id }, index) => ({ path: `${path}[${index}].id`, value: id })),
    'id',
  );
  problems.unique(
    buttons.map(({ title }, index) => ({ path: `${path}[${index}].title`, value: title })),
    'title',
  );
}

type ListAction = Extract<InteractiveContent['action'], { type: 'list' }>;

function checkList(problems: Problems, path: string, { button, sections }: ListAction): void {
  problems.text(`${path}.button`, button, { min: 1, max: 20 });
  problems.count(`${path}.sections`, sections.length, { min: 1, max: 10 }, 'sections');
  for (const [index, { title, rows }] of sections.entries()) {
    const min = sections.length > 1 ? 1 : 0;
    problems.text(`${path}.sections[${index}].title`, title, { min, max: 24 });
    if (rows.length === 0) problems.add(`${path}.sections[${index}].rows`, 'must have at least one row');
  }
  const rows = sections.flatMap((section, s) =>
    section.rows.map((row, r) => ({ ...row, path: `${path}.sections[${s}].rows[${r}]` })),
  );
  if (rows.length > 10) problems.add(`${path}.sections`, `must have at most 10 rows together, not ${rows.length}`);
  for (const row of rows) {
    problems.text(`${row.path}.id`, row.id, { min: 1, max: 200 });
    problems.text(`${row.path}.title`, row.title, { min: 1, max: 24 });
    problems.text(`${row.path}.description`, row.description, { max: 72 });
  }
  problems.unique(
    rows.map((row) => ({ path: `${row.path}.id`, value: row.id })),
    'id',
  );
  problems.unique(
    sections.map(({ title = '' }, n) => ({ path: `${path}.sections[${n}].title`, value: title })),
    'title',
  );
}

function checkTemplate(problems: Problems, { name, language, header, body, buttons }: TemplateContent): void {
  problems.text('template.name', name, { min: 1, max: 512 });
  const isLanguage = /^[a-z]{2,3}(_[A-Za-z0-9]{2,4})?$/.test(language);
  problems.add('template.language', isLanguage ? undefined : 'must be a language such as en, en_US or es_MX');
  if (header?.type === 'text') checkValue(problems, 'template.header', header.value);
  else if (header?.type === 'location') checkLocation(problems, 'template.header.location', header);
  else if (header) checkSource(problems, `template.header.${header.type}`, header.source);
  problems.count('template.body', body.length, { max: 100 }, 'parameters');
  for (const [index, value] of body.entries()) checkValue(problems, `template.body[${index}]`, value);
  for (const [index, button] of buttons.entries()) {
    const path = `template.buttons[${index}]`;
    if (button.type === 'quick_reply') problems.text(`${path}.button_payload`, button.payload, { min: 1, max: 256 });
    if (button.type === 'url') problems.text(`${path}.text`, button.text, { min: 1, max: webUrlLimit });
    if (button.type === 'copy_code') problems.text(`${path}.coupon_code`, button.code, { min: 1, max: 20 });
  }
}

function checkValue(problems: Problems, path: string, { name, text, currency }: TemplateValue): void {
  const at = currency ? `${path}.currency.fallback` : `${path}.text`;
  problems.text(at, text, { min: 1, max: 1_024 });
  if (/[\r\n\t]/.test(text)) problems.add(at, 'must not hold line breaks or tabs');
  if (/ {5}/.test(text)) problems.add(at, 'must not hold more than four spaces in a row');
  problems.text(`${path}.name`, name, { max: 100 });
  if (currency && !/^[A-Z]{3}$/.test(currency.code)) problems.add(`${path}.currency.code`, 'must be an ISO 4217 code');
  if (currency && !Number.isSafeInteger(currency.amount1000))
    problems.add(`${path}.currency.amount_1000`, 'is too large');
}
