// The variables of a template's Content object. Twilio has one set of names for all parts of it, where a definition counts
// those of each part for itself.
import type { MediaSource, TemplateContent, TemplateValue } from '../../domain/message.ts';
import type { TemplateDefinition } from '../../domain/template.ts';

/** The name of each placeholder at Twilio. */
export interface VariableNames {
  /** In the order of TemplateContent.body. */
  body: string[];
  header: string | undefined;
  /** By the button's place. */
  buttons: (string | undefined)[];
}

/**
 * The body's keep their names; another part's is renamed only where the body or an earlier part has it, to the next free
 * number. Definitions that Twilio gave thus keep all of theirs, and those written here come out the same at each call.
 */
export function variableNames(definition: TemplateDefinition): VariableNames {
  const found = placeholdersOf(definition.body);
  const body = found.every(isNumber) ? found.toSorted((a, b) => Number(a) - Number(b)) : found;
  const taken = new Set(body);
  const own = (text: string | undefined) => {
    const name = placeholdersOf(text ?? '')[0];
    if (name === undefined) return undefined;
    const free = taken.has(name) ? nextFree(taken) : name;
    taken.add(free);
    return free;
  };
  return {
    body,
    header: own(headerText(definition)),
    buttons: definition.buttons.map((button) => own(buttonText(button))),
  };
}

function nextFree(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

const placeholder = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** Each once, in the order in which they first stand there. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map((match) => match[1]!))];
}

/** The text with its one placeholder named so. */
export function renamed(text: string, name: string | undefined): string {
  return name === undefined ? text : text.replaceAll(placeholder, `{{${name}}}`);
}

export function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function headerText({ header }: TemplateDefinition): string | undefined {
  return header?.type === 'text' ? header.text : header?.url;
}

function buttonText(button: TemplateDefinition['buttons'][number]): string | undefined {
  if (button.type === 'url') return button.url;
  // The code of a draft is filled in at each send.
  return button.type === 'copy_code' ? (button.code ?? '{{1}}') : undefined;
}

/** The file's address begins as the Content object has it, and only its end varies. */
export function fixedStart(text: string): string {
  return text.split('{{')[0] ?? '';
}

export type FilledTemplate = { variables: { [name: string]: string } } | { problem: string };

/**
 * What fills the template's variables. Payloads of quick replies and files without a placeholder are fixed in the Content
 * object: what the message says of them is not used.
 *
 * @param urlOf the address of a file.
 */
export function fillTemplate(
  definition: TemplateDefinition,
  content: TemplateContent,
  urlOf: (source: MediaSource) => string | undefined,
): FilledTemplate {
  const { header } = definition;
  // Only a draft lacks it: what its file is called at Twilio is known once the template was read from there.
  if (header && header.type !== 'text' && header.url === undefined)
    return { problem: 'The template was not read from Twilio yet: its header is not known.' };
  const names = variableNames(definition);
  const values: [name: string | undefined, value: string | undefined][] = [
    ...names.body.map((name, index): [string, string | undefined] => [name, bodyValue(content.body, name, index)]),
    [names.header, names.header === undefined ? undefined : headerValue(definition, content, urlOf)],
    ...names.buttons.map((name, index): [string | undefined, string | undefined] => [
      name,
      buttonValue(content, index),
    ]),
  ];
  const needed = values.filter((entry): entry is [string, string | undefined] => entry[0] !== undefined);
  const missing = needed.find(([, value]) => value === undefined || value === '');
  if (missing) return { problem: `The template's variable ${missing[0]} has no usable value.` };
  return { variables: Object.fromEntries(needed) as { [name: string]: string } };
}

function bodyValue(values: readonly TemplateValue[], name: string, index: number): string | undefined {
  return (values.find((value) => value.name === name) ?? values[index])?.text;
}

function headerValue(
  definition: TemplateDefinition,
  { header }: TemplateContent,
  urlOf: (source: MediaSource) => string | undefined,
): string | undefined {
  if (header?.type === 'text') return header.value.text;
  if (!header || !('source' in header)) return undefined;
  const start = fixedStart(headerText(definition) ?? '');
  const url = urlOf(header.source);
  return url?.startsWith(start) ? url.slice(start.length) : undefined;
}

function buttonValue({ buttons }: TemplateContent, index: number): string | undefined {
  const button = buttons.find((one) => one.index === index);
  if (button?.type === 'url') return button.text;
  return button?.type === 'copy_code' ? button.code : undefined;
}
