// A template as it is sent: checked against its definition, filled, and turned into what the person sees.
import { isObject, lower, objects, textOf } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';
import { componentOf } from './meta-template-checks.ts';
import type { PlayedTemplate } from './meta-templates.ts';
import { filled, placeholdersIn } from './placeholders.ts';
import type { ShownButton } from './shown.ts';

export interface FilledTemplate {
  text: string;
  buttons: ShownButton[];
}

const bodyLimit = 1_024;

/** @param sent the `template` of a send. Throws GraphError. */
export function fillTemplate(definition: PlayedTemplate | undefined, sent: JsonObject): FilledTemplate {
  if (!definition) throw new GraphError(132001, { details: `template name (${String(sent.name)}) does not exist` });
  checkStatus(definition);
  const given = objects(sent.components);
  const parametersOf = (type: string) => objects(given.find((each) => lower(each.type) === type)?.parameters);
  checkHeader(componentOf(definition.components, 'header'), parametersOf('header'), definition);
  const body = textOf(componentOf(definition.components, 'body')?.text);
  const text = fillText(body, parametersOf('body'), definition, 'body');
  if (text.length > bodyLimit) throw new GraphError(132005, { details: `body: ${text.length} characters` });
  const buttons = given.filter(({ type }) => lower(type) === 'button');
  return { text, buttons: shownButtons(componentOf(definition.components, 'buttons'), buttons) };
}

function checkStatus({ status, name }: PlayedTemplate): void {
  if (status === 'PAUSED') throw new GraphError(132015);
  if (status === 'DISABLED') throw new GraphError(132016);
  if (status !== 'APPROVED' && status !== 'FLAGGED') {
    throw new GraphError(132001, { details: `template name (${name}) is not approved` });
  }
}

function checkHeader(header: JsonObject | undefined, given: readonly JsonObject[], definition: PlayedTemplate): void {
  const format = lower(header?.format);
  if (format === 'text') {
    fillText(textOf(header?.text), given, definition, 'header');
    return;
  }
  if (given.length !== (header ? 1 : 0)) throw mismatch('header', header ? 1 : 0, given.length);
  const [parameter] = given;
  if (!parameter) return;
  const kind = lower(parameter.type);
  if (kind !== format || !isObject(parameter[kind])) {
    throw new GraphError(132012, { details: `header: Format mismatch, expected ${format}, received ${kind}` });
  }
}

function fillText(text: string, given: readonly JsonObject[], definition: PlayedTemplate, part: string): string {
  const names = placeholdersIn(text);
  if (names.length !== given.length) throw mismatch(part, names.length, given.length);
  const isNamed = definition.parameterFormat === 'NAMED';
  const values: Record<string, string> = {};
  for (const [index, parameter] of given.entries()) {
    const name = isNamed ? String(parameter.parameter_name) : names[index]!;
    if (!names.includes(name) || name in values) {
      throw new GraphError(132012, { details: `${part}: parameter name ${name} is not expected` });
    }
    values[name] = valueOf(parameter, part);
  }
  return filled(text, values);
}

function valueOf(parameter: JsonObject, part: string): string {
  const { type } = parameter;
  const object = isObject(parameter[String(type)]) ? (parameter[String(type)] as JsonObject) : {};
  const value = type === 'text' ? parameter.text : object.fallback_value;
  if (typeof value !== 'string' || value === '') {
    throw new GraphError(131008, { details: `${part}: the value of a parameter is missing` });
  }
  if (/[\n\t]| {5,}/.test(value)) {
    const details = `${part}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`;
    throw new GraphError(132018, { details });
  }
  return value;
}

function shownButtons(component: JsonObject | undefined, given: readonly JsonObject[]): ShownButton[] {
  const defined = objects(component?.buttons);
  for (const { index, sub_type: kind } of given) {
    const button = defined[Number(index)];
    const expected = lower(button?.type) === 'otp' ? 'url' : lower(button?.type);
    if (expected === lower(kind)) continue;
    throw new GraphError(132018, { details: `buttons: no button of type ${lower(kind)} at index ${String(index)}` });
  }
  return defined.map((button, index) => {
    const own = given.find((each) => Number(each.index) === index);
    return shownButton(button, objects(own?.parameters)[0], index);
  });
}

function shownButton(button: JsonObject, parameter: JsonObject | undefined, index: number): ShownButton {
  const title = String(button.text);
  switch (lower(button.type)) {
    case 'quick_reply':
      return { id: textOf(parameter?.payload) || title, title, type: 'template_reply' };
    case 'url': {
      const [name] = placeholdersIn(String(button.url));
      if (name !== undefined && typeof parameter?.text !== 'string') throw missingParameter('Url', index);
      const url = filled(String(button.url), name === undefined ? {} : { [name]: String(parameter?.text) });
      return { id: url, title, type: 'url', url };
    }
    case 'copy_code':
      if (typeof parameter?.coupon_code !== 'string') throw missingParameter('Copy_code', index);
      return { id: parameter.coupon_code, title, type: 'copy_code' };
    case 'phone_number':
      return { id: String(button.phone_number), title, type: 'phone' };
    default:
      return { id: title, title, type: 'flow' };
  }
}

function missingParameter(kind: string, index: number): GraphError {
  return new GraphError(131008, { details: `buttons: Button at index ${index} of type ${kind} requires a parameter` });
}

function mismatch(part: string, expected: number, received: number): GraphError {
  const details = `${part}: number of localizable_params (${received}) does not match the expected number of params (${expected})`;
  return new GraphError(132000, { details });
}
