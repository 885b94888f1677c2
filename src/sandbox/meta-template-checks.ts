// What Meta checks in a template before it takes it for review.
import { isObject, lower, objects, textOf } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';
import type { GivenTemplate, TemplateCategory } from './meta-templates.ts';
import { placeholdersIn } from './placeholders.ts';

const categories = ['AUTHENTICATION', 'MARKETING', 'UTILITY'];
const headerFormats = new Set(['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION']);

/** What the documentation numbers as codes of their own comes as a subcode of 100. */
const tooLong = 2388040;
const wrongHeader = 2388047;
const wrongBody = 2388072;
const wrongFooter = 2388073;
const wrongButtons = 2388019;

export function checkedTemplate(body: JsonObject): GivenTemplate {
  const { name, category, language } = body;
  if (typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name)) {
    throw refusal('name', 'must be 1 to 512 lower-case letters, digits and underscores');
  }
  if (!categories.includes(String(category))) throw refusal('category', `must be one of {${categories.join(', ')}}`);
  if (typeof language !== 'string' || !/^[a-z]{2,3}(_[A-Z]{2,4})?$/.test(language)) {
    throw refusal('language', 'is not a supported language');
  }
  const format = (textOf(body.parameter_format) || 'positional').toUpperCase();
  if (format !== 'NAMED' && format !== 'POSITIONAL') throw refusal('parameter_format', 'must be named or positional');
  const components = objects(body.components);
  checkComponents(components, format);
  return { name, category: category as TemplateCategory, language, parameterFormat: format, components };
}

export function checkComponents(components: readonly JsonObject[], format: 'NAMED' | 'POSITIONAL'): void {
  const of = (type: string) => components.filter((component) => lower(component.type) === type);
  const [body, ...others] = of('body');
  if (!body || others.length > 0) throw refusal('components', 'must have one BODY', wrongBody);
  checkText(body, 'BODY', 1_024, wrongBody);
  checkPlaceholders(String(body.text), format);
  for (const header of of('header')) checkHeader(header, format);
  for (const footer of of('footer')) {
    checkText(footer, 'FOOTER', 60, wrongFooter);
    if (placeholdersIn(String(footer.text)).length > 0) throw refusal('FOOTER', 'takes no variables', wrongFooter);
  }
  for (const { buttons } of of('buttons')) checkButtons(objects(buttons));
}

function checkText({ text }: JsonObject, part: string, limit: number, subcode: number): void {
  if (typeof text !== 'string' || text === '') throw refusal(part, 'must have a text', subcode);
  if (text.length > limit) throw refusal(part, `must be at most ${limit} characters long`, tooLong);
}

function checkHeader(header: JsonObject, format: 'NAMED' | 'POSITIONAL'): void {
  if (!headerFormats.has(String(header.format))) throw refusal('HEADER', 'has an unknown format', wrongHeader);
  if (header.format !== 'TEXT') return;
  checkText(header, 'HEADER', 60, wrongHeader);
  if (placeholdersIn(String(header.text)).length > 1) throw refusal('HEADER', 'takes one variable', wrongHeader);
  checkPlaceholders(String(header.text), format);
}

function checkPlaceholders(text: string, format: 'NAMED' | 'POSITIONAL'): void {
  const names = placeholdersIn(text);
  const isFitting = (name: string, index: number) =>
    format === 'NAMED' ? /^[a-z_][a-z0-9_]*$/.test(name) : name === String(index + 1);
  if (!names.every(isFitting)) throw refusal('components', `has variables that are not ${format}`, wrongBody);
}

interface ButtonRule {
  most: number;
  textLimit: number;
  needs?: string;
}

const buttonRules: Readonly<Record<string, ButtonRule>> = {
  quick_reply: { most: 10, textLimit: 25 },
  url: { most: 2, textLimit: 25, needs: 'url' },
  phone_number: { most: 1, textLimit: 25, needs: 'phone_number' },
  copy_code: { most: 1, textLimit: 25 },
  otp: { most: 1, textLimit: 25 },
  flow: { most: 1, textLimit: 25 },
};

function checkButtons(buttons: readonly JsonObject[]): void {
  if (buttons.length > 10) throw refusal('BUTTONS', 'must be at most 10', wrongButtons);
  for (const [kind, rule] of Object.entries(buttonRules)) {
    const ofKind = buttons.filter(({ type }) => lower(type) === kind);
    if (ofKind.length > rule.most) throw refusal(kind, `must be at most ${rule.most}`, wrongButtons);
    for (const button of ofKind) checkButton(button, rule);
  }
  if (!buttons.every(({ type }) => lower(type) in buttonRules)) throw refusal('BUTTONS', 'has an unknown type');
  const kinds = buttons.map(({ type }) => lower(type) === 'quick_reply');
  const changes = kinds.filter((each, index) => index > 0 && each !== kinds[index - 1]).length;
  if (changes > 1) throw refusal('BUTTONS', 'must have quick replies together', wrongButtons);
}

function checkButton(button: JsonObject, { textLimit, needs }: ButtonRule): void {
  const text = textOf(button.text);
  if (text.length > textLimit) throw refusal('BUTTONS.text', `must be at most ${textLimit} characters`, tooLong);
  if (needs !== undefined && typeof button[needs] !== 'string') throw refusal(`BUTTONS.${needs}`, 'is required');
  const url = textOf(button.url);
  if (url.length > 2_000) throw refusal('BUTTONS.url', 'must be at most 2000 characters', tooLong);
  const names = placeholdersIn(url);
  if (names.length > 1 || (names.length === 1 && !url.trimEnd().endsWith('}}'))) {
    throw refusal('BUTTONS.url', 'takes one variable, at its end', wrongButtons);
  }
}

function refusal(parameter: string, why: string, subcode?: number): GraphError {
  return new GraphError(100, {
    message: '(#100) Invalid parameter',
    details: `${parameter} ${why}.`,
    ...(subcode !== undefined && { subcode }),
  });
}

/** A template's part of one type. */
export function componentOf(components: readonly JsonObject[], type: string): JsonObject | undefined {
  return components.find((component) => isObject(component) && lower(component.type) === type);
}
