// Whether a content fits the template it names: every mismatch is spelled out.
import type { TemplateButtonValue, TemplateContent, TemplateValue } from './message.ts';
import { Problems, type Problem } from './problem.ts';
import type { TemplateButton, TemplateDefinition } from './template.ts';
import { fillText, placeholdersOf, showPlaceholders } from './template-text.ts';

const bodyLimit = 1_024;

/** Paths: `template.header`, `template.body`, `template.body[1]`, `template.buttons[0]`. */
export function templateProblems(definition: TemplateDefinition, content: TemplateContent): Problem[] {
  const problems = new Problems();
  checkHeader(problems, definition, content);
  const { body, parameterFormat } = definition;
  const names = placeholdersOf(body, parameterFormat);
  if (checkValues(problems, 'body', names, parameterFormat, content.body)) {
    const { length } = fillText(body, parameterFormat, content.body);
    if (length > bodyLimit) {
      problems.add('template.body', `makes a body of ${length} characters; ${bodyLimit} are the most`);
    }
  }
  checkButtons(problems, definition.buttons, content.buttons);
  return problems.found;
}

function checkHeader(
  problems: Problems,
  { header, parameterFormat }: TemplateDefinition,
  content: TemplateContent,
): void {
  const given = content.header;
  const path = 'template.header';
  if (header?.type === 'text') {
    if (given && given.type !== 'text') problems.add(path, `is ${given.type}; the template's header is text`);
    else
      checkValues(
        problems,
        'header',
        placeholdersOf(header.text, parameterFormat),
        parameterFormat,
        given ? [given.value] : [],
      );
  } else if (header && given?.type !== header.type) {
    problems.add(
      path,
      `must be ${header.type}, as the template's header is; ${given ? `${given.type} was` : 'none was'} given`,
    );
  } else if (!header && given) problems.add(path, 'must not be given: the template has no header');
}

type Format = TemplateDefinition['parameterFormat'];

/** Whether there is a value for each placeholder, and no other. */
function checkValues(
  problems: Problems,
  part: 'header' | 'body',
  names: readonly string[],
  format: Format,
  values: readonly TemplateValue[],
): boolean {
  const before = problems.found.length;
  const path = `template.${part}`;
  if (format === 'named') checkNamed(problems, part, names, values);
  else {
    for (const [index, { name }] of values.entries()) {
      if (name === undefined) continue;
      problems.add(`${valuePath(part, index)}.name`, `must be empty: the ${part}'s placeholders are numbered`);
    }
    if (names.length !== values.length) problems.add(path, countProblem(part, names, format, values.length));
  }
  return problems.found.length === before;
}

function valuePath(part: 'header' | 'body', index: number): string {
  return part === 'body' ? `template.body[${index}]` : 'template.header';
}

function countProblem(part: string, names: readonly string[], format: Format, given: number): string {
  const were = `${given} ${given === 1 ? 'was' : 'were'} given`;
  if (names.length === 0) return `must not be given: the ${part} has no placeholders, and ${were}`;
  const nouns = names.length === 1 ? 'placeholder' : 'placeholders';
  return `the ${part} has ${names.length} ${nouns} ${showPlaceholders(names, format)}, and ${were}`;
}

function checkNamed(
  problems: Problems,
  part: 'header' | 'body',
  names: readonly string[],
  values: readonly TemplateValue[],
): void {
  const known = `the ${part} has ${names.length === 0 ? 'no placeholders' : showPlaceholders(names, 'named')}`;
  for (const [index, { name }] of values.entries()) {
    const path = `${valuePath(part, index)}.name`;
    if (name === undefined) problems.add(path, `is required: ${known}`);
    else if (!names.includes(name)) problems.add(path, `names no placeholder "${name}": ${known}`);
  }
  const named = values.map(({ name = '' }, index) => ({ path: `${valuePath(part, index)}.name`, value: name }));
  problems.unique(named, 'name');
  const missing = names.filter((name) => !values.some((value) => value.name === name));
  if (missing.length > 0) problems.add(`template.${part}`, `lacks ${showPlaceholders(missing, 'named')}`);
}

function checkButtons(
  problems: Problems,
  buttons: readonly TemplateButton[],
  values: readonly TemplateButtonValue[],
): void {
  for (const [n, value] of values.entries()) {
    problems.add(`template.buttons[${n}]`, buttonProblem(buttons[value.index], value, buttons.length));
  }
  const places = values.map(({ index }, n) => ({ path: `template.buttons[${n}]`, value: String(index) }));
  problems.unique(places, 'button_index');
  for (const [index, button] of buttons.entries()) {
    const needs = whatItNeeds(button);
    if (needs === undefined || values.some((value) => value.index === index)) continue;
    problems.add('template.buttons', `lacks ${needs} for button ${index} ("${button.text}")`);
  }
}

function whatItNeeds(button: TemplateButton): string | undefined {
  if (button.type === 'url' && hasPlaceholder(button.url)) return 'the end of the URL';
  if (button.type === 'copy_code') return 'a coupon_code';
  return button.type === 'other' && button.name === 'otp' ? 'the code as text' : undefined;
}

function buttonProblem(
  button: TemplateButton | undefined,
  value: TemplateButtonValue,
  count: number,
): string | undefined {
  const { index } = value;
  if (!button) return `is for button ${index}, and the template has ${count === 0 ? 'none' : `0 to ${count - 1}`}`;
  const what = `button ${index} ("${button.text}")`;
  if (button.type === 'url' && value.type === 'url') {
    return hasPlaceholder(button.url) ? undefined : `must not be given: the URL of ${what} has no placeholder`;
  }
  // The button of a one-time code is filled like that of a URL.
  const type = button.type === 'other' && button.name === 'otp' ? 'url' : button.type;
  if (type === value.type) return undefined;
  if (type === 'other' || type === 'phone_number') return `must not be given: ${what} takes no value`;
  return `is for a ${value.type} button, and ${what} is a ${button.type} button`;
}

function hasPlaceholder(url: string): boolean {
  return /\{\{\s*\w+\s*\}\}/.test(url);
}
