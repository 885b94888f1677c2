// From a TemplateContent, part by part, to a template's header, body and buttons.
import type { TemplateButtonValue, TemplateContent, TemplateHeaderValue, TemplateValue } from '../../domain/message.ts';
import type { Fields } from '../fields.ts';
import type { TemplateComponent__Output as Component } from '../gen/switchboard/v1/TemplateComponent.ts';
import type { TemplateContent__Output as ApiTemplate } from '../gen/switchboard/v1/TemplateContent.ts';
import type { TemplateParameter__Output as Parameter } from '../gen/switchboard/v1/TemplateParameter.ts';
import { given, readLocation, readSource, type SentContent } from './send-parts.ts';

/** A template being read: what is known of it, and where in the request each piece of it came from. */
interface Reading {
  fields: Fields;
  content: TemplateContent;
  paths: Map<string, string>;
  wrong: boolean;
}

/** Undefined when something was wrong. */
export function readTemplate(fields: Fields, { name, language, components }: ApiTemplate): SentContent | undefined {
  const content: TemplateContent = { kind: 'template', name, language, body: [], buttons: [] };
  const reading: Reading = { fields, content, paths: new Map(), wrong: false };
  for (const [index, component] of components.entries()) {
    readComponent(reading, `template.components[${index}]`, component);
  }
  return reading.wrong ? undefined : { content, pathOf: (path) => translate(reading.paths, path) };
}

function readComponent(reading: Reading, path: string, component: Component): void {
  switch (component.part) {
    case 'PART_HEADER':
      return readHeader(reading, path, component);
    case 'PART_BODY':
      return readBody(reading, path, component);
    case 'PART_BUTTON':
      return readButton(reading, path, component);
    case 'PART_UNSPECIFIED':
    default:
      return wrong(reading, `${path}.part`, 'must be HEADER, BODY or BUTTON');
  }
}

function wrong(reading: Reading, path: string, description: string): void {
  reading.fields.wrong(path, description);
  reading.wrong = true;
}

/** Remembers where a part came from; false when it was there already. */
function take(reading: Reading, part: string, path: string): boolean {
  if (reading.paths.has(part)) wrong(reading, `${path}.part`, `is there twice: ${reading.paths.get(part)} has it too`);
  else reading.paths.set(part, path);
  return !reading.wrong;
}

function onlyParameter(reading: Reading, path: string, { parameters }: Component): Parameter | undefined {
  if (parameters.length !== 1) wrong(reading, `${path}.parameters`, `must have 1 item, not ${parameters.length}`);
  return parameters.length === 1 ? parameters[0] : undefined;
}

function readHeader(reading: Reading, path: string, component: Component): void {
  const parameter = onlyParameter(reading, path, component);
  if (!take(reading, 'template.header', path) || !parameter) return;
  reading.paths.set('template.header', `${path}.parameters[0]`);
  const header = toHeader(reading, `${path}.parameters[0]`, parameter);
  if (header) reading.content.header = header;
  else reading.wrong = true;
}

function toHeader({ fields }: Reading, path: string, parameter: Parameter): TemplateHeaderValue | undefined {
  const { value } = parameter;
  if (value === 'location') return { type: 'location', ...readLocation(parameter.location!) };
  if (value === 'image' || value === 'video' || value === 'document') {
    const source = readSource(fields, `${path}.${value}`, parameter[value]);
    return source && { type: value, source };
  }
  const text = toValue(parameter);
  if (text) return { type: 'text', value: text };
  fields.wrong(`${path}.value`, 'must be text, currency, date_time, image, video, document or location in a header');
  return undefined;
}

function readBody(reading: Reading, path: string, { parameters }: Component): void {
  if (!take(reading, 'template.body', path)) return;
  for (const [index, parameter] of parameters.entries()) {
    const value = toValue(parameter);
    reading.paths.set(`template.body[${index}]`, `${path}.parameters[${index}]`);
    if (value) reading.content.body.push(value);
    else wrong(reading, `${path}.parameters[${index}].value`, 'must be text, currency or date_time in a body');
  }
}

/** Undefined for what is no text. */
function toValue({ name, value, text = '', dateTime = '', currency }: Parameter): TemplateValue | undefined {
  switch (value) {
    case 'text':
      return { ...given('name', name), text };
    case 'dateTime':
      return { ...given('name', name), text: dateTime };
    case 'currency': {
      const { code = '', amount_1000: amount = '0', fallback = '' } = currency ?? {};
      return { ...given('name', name), text: fallback, currency: { code, amount1000: Number(amount) } };
    }
    case 'image':
    case 'video':
    case 'document':
    case 'location':
    case 'buttonPayload':
    case 'couponCode':
    case undefined:
    default:
      return undefined;
  }
}

function readButton(reading: Reading, path: string, component: Component): void {
  const { buttonIndex: index } = component;
  const parameter = onlyParameter(reading, path, component);
  if (index < 0 || index > 9) return wrong(reading, `${path}.button_index`, 'must be from 0 to 9');
  if (!parameter) return undefined;
  const value = toButton(parameter, index);
  if (!value)
    return wrong(reading, `${path}.parameters[0].value`, 'must be text, button_payload or coupon_code of a button');
  reading.paths.set(`template.buttons[${reading.content.buttons.length}]`, `${path}.parameters[0]`);
  reading.content.buttons.push(value);
  return undefined;
}

function toButton({ value, text = '', buttonPayload = '', couponCode = '' }: Parameter, index: number) {
  const values: { [kind: string]: TemplateButtonValue } = {
    text: { type: 'url', index, text },
    buttonPayload: { type: 'quick_reply', index, payload: buttonPayload },
    couponCode: { type: 'copy_code', index, code: couponCode },
  };
  return value === undefined ? undefined : values[value];
}

const places = /^template\.(header|body\[\d+\]|body|buttons\[\d+\])/;

/** What no component stands for is about the components as a whole. */
function translate(paths: ReadonlyMap<string, string>, path: string): string {
  const [place] = places.exec(path) ?? [];
  if (place === undefined) return path === 'template.buttons' ? 'template.components' : path;
  return `${paths.get(place) ?? 'template.components'}${path.slice(place.length)}`;
}
