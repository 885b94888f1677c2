// The limits of Meta's interactive messages: buttons, lists, links, location requests and flows.
import { isObject } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';
import { invalid, optionalText, required, requiredList, requiredObject, requiredText } from './meta-fields.ts';

const bodyLimit = 1_024;
const footerLimit = 60;
const headerTextLimit = 60;

type ActionCheck = (action: JsonObject) => void;

const actions = new Map<string, ActionCheck>([
  ['button', checkButtons],
  ['list', checkSections],
  ['cta_url', checkLink],
  ['location_request_message', checkLocationRequest],
  ['flow', checkFlow],
]);

/** Checks an interactive object and gives its body's text. */
export function checkInteractive(interactive: JsonObject): string {
  const type = String(required(interactive, 'type', 'interactive.type'));
  const checkAction = actions.get(type);
  if (!checkAction) throw invalid('interactive.type', `must be one of ${[...actions.keys()].join(', ')}`);
  checkHeader(interactive, type);
  const body = requiredObject(interactive, 'body', 'interactive.body');
  const text = requiredText(body, 'text', 'interactive.body.text', bodyLimit);
  if (isObject(interactive.footer)) {
    requiredText(interactive.footer, 'text', 'interactive.footer.text', footerLimit);
  }
  checkAction(requiredObject(interactive, 'action', 'interactive.action'));
  return text;
}

function checkHeader({ header }: JsonObject, type: string): void {
  if (header === undefined) return;
  if (!isObject(header)) throw invalid('interactive.header', 'must be a JSON object');
  const kind = String(required(header, 'type', 'interactive.header.type'));
  if (type === 'list' && kind !== 'text') throw invalid('interactive.header.type', 'must be text in a list');
  if (!['text', 'image', 'video', 'document'].includes(kind))
    throw invalid('interactive.header.type', 'is not supported');
  if (kind === 'text') requiredText(header, 'text', 'interactive.header.text', headerTextLimit);
  else requiredObject(header, kind, `interactive.header.${kind}`);
}

function checkButtons(action: JsonObject): void {
  const replies = requiredList(action, 'buttons', 'interactive.action.buttons', 3).map((button) => {
    if (button.type !== 'reply') throw invalid('interactive.action.buttons.type', 'must be reply');
    const reply = requiredObject(button, 'reply', 'interactive.action.buttons.reply');
    return {
      id: requiredText(reply, 'id', 'interactive.action.buttons.reply.id', 256),
      title: requiredText(reply, 'title', 'interactive.action.buttons.reply.title', 20),
    };
  });
  unique(replies, 'id');
  unique(replies, 'title');
}

function unique(replies: readonly { id: string; title: string }[], key: 'id' | 'title'): void {
  if (new Set(replies.map((reply) => reply[key])).size === replies.length) return;
  throw invalid(`interactive.action.buttons.reply.${key}`, 'must be unique within the message');
}

const rowsInTotal = 10;

function checkSections(action: JsonObject): void {
  requiredText(action, 'button', 'interactive.action.button', 20);
  const sections = requiredList(action, 'sections', 'interactive.action.sections', 10);
  let rows = 0;
  for (const section of sections) {
    if (sections.length > 1) required(section, 'title', 'interactive.action.sections.title');
    optionalText(section, 'title', 'interactive.action.sections.title', 24);
    rows += requiredList(section, 'rows', 'interactive.action.sections.rows', rowsInTotal).map(checkRow).length;
  }
  if (rows > rowsInTotal) {
    throw new GraphError(131009, { details: `Total row count exceed max allowed count: ${rowsInTotal}` });
  }
}

function checkRow(row: JsonObject): void {
  requiredText(row, 'id', 'interactive.action.sections.rows.id', 200);
  requiredText(row, 'title', 'interactive.action.sections.rows.title', 24);
  optionalText(row, 'description', 'interactive.action.sections.rows.description', 72);
}

function checkLink(action: JsonObject): void {
  named(action, 'cta_url');
  const parameters = requiredObject(action, 'parameters', 'interactive.action.parameters');
  requiredText(parameters, 'display_text', 'interactive.action.parameters.display_text', 20);
  const url = requiredText(parameters, 'url', 'interactive.action.parameters.url', 2_000);
  if (!URL.canParse(url)) throw invalid('interactive.action.parameters.url', 'is not a valid URL');
}

function checkLocationRequest(action: JsonObject): void {
  named(action, 'send_location');
}

function checkFlow(action: JsonObject): void {
  named(action, 'flow');
  const parameters = requiredObject(action, 'parameters', 'interactive.action.parameters');
  if (parameters.flow_message_version !== '3') throw invalid('parameters.flow_message_version', 'must be "3"');
  if (parameters.flow_id === undefined) required(parameters, 'flow_name', 'interactive.action.parameters.flow_id');
  requiredText(parameters, 'flow_cta', 'interactive.action.parameters.flow_cta', 30);
}

function named(action: JsonObject, name: string): void {
  if (action.name !== name) throw invalid('interactive.action.name', `must be ${name}`);
}
