// A content object as it is sent: filled, and turned into what the person sees.
import { objects, textOf } from './http.ts';
import type { JsonObject } from './http.ts';
import { filledDeep, placeholdersIn } from './placeholders.ts';
import type { ShownButton } from './shown.ts';
import type { Content } from './twilio-content.ts';

export interface FilledContent {
  /** The content type that goes out. */
  type: string;
  text: string;
  buttons: ShownButton[];
  mediaUrls: string[];
  /** Approved by WhatsApp: may be sent at any time. */
  isTemplate: boolean;
  /** What it fails with outside the window. */
  closedWindow: number;
  /** What it fails with anyway. */
  problem: number | undefined;
}

const mostRepliesInSession = 3;

/** Variables without a value take the sample, as at Twilio. */
export function fillContent(content: Content, variables: Readonly<Record<string, string>>): FilledContent {
  const [[type, definition] = ['twilio/text', {}]] = Object.entries(content.types);
  const values = { ...content.variables, ...variables };
  const isMissing = placeholdersIn(JSON.stringify(definition)).some((name) => !(name in values));
  const whole = filledDeep<JsonObject>(definition, values);
  const buttons = buttonsOf(whole, type);
  const isTemplate = content.approval?.status === 'approved';
  const replies = buttons.filter((button) => button.type === 'reply' || button.type === 'template_reply');
  const tooMany = !isTemplate && replies.length > mostRepliesInSession;
  return {
    type,
    text: textOf(whole.body) || textOf(whole.label) || textOf(whole.header_text),
    buttons,
    mediaUrls: Array.isArray(whole.media) ? whole.media.map(textOf) : [],
    isTemplate,
    closedWindow: closedWindowCode(content),
    problem: isMissing ? 63028 : tooMany ? 63021 : undefined,
  };
}

function closedWindowCode({ approval }: Content): number {
  const codes: Readonly<Record<string, number>> = { rejected: 63040, paused: 63041, disabled: 63042 };
  return codes[approval?.status ?? ''] ?? 63016;
}

function buttonsOf({ actions, items }: JsonObject, type: string): ShownButton[] {
  if (type === 'twilio/list-picker') return objects(items).map(rowOf);
  return objects(actions).map((action) => buttonOf(action, type));
}

function rowOf({ id, item, description }: JsonObject): ShownButton {
  const more = textOf(description);
  return { id: textOf(id), title: textOf(item), type: 'row', ...(more !== '' && { description: more }) };
}

function buttonOf(action: JsonObject, type: string): ShownButton {
  const title = textOf(action.title);
  if (action.type === 'URL') return { id: '', title, type: 'url', url: textOf(action.url) };
  if (action.type === 'PHONE_NUMBER') return { id: textOf(action.phone), title, type: 'phone' };
  if (action.type === 'COPY_CODE') return { id: textOf(action.code), title: 'Copy code', type: 'copy_code' };
  const id = textOf(action.id) || title;
  return { id, title, type: type === 'twilio/quick-reply' ? 'reply' : 'template_reply' };
}
