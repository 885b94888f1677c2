// What a template may say, by the rules of those who review it: told before it is handed in.
import { Problems, type Problem } from './problem.ts';
import type { TemplateButton, TemplateDefinition } from './template.ts';
import { placeholdersOf, showPlaceholders } from './template-text.ts';

const mostOfType = { url: 2, phone_number: 1, copy_code: 1 } as const;

/** @param complete whether it is to be handed in, so that samples are needed. Paths begin with `definition`. */
export function definitionProblems(definition: TemplateDefinition, complete: boolean): Problem[] {
  const problems = new Problems();
  const { name, language, header, footer } = definition;
  const isName = /^[a-z0-9_]{1,512}$/.test(name);
  problems.add('definition.name', isName ? undefined : 'must be 1 to 512 lower-case letters, digits and underscores');
  const isLanguage = /^[a-z]{2,3}(_[A-Za-z0-9]{2,4})?$/.test(language);
  problems.add('definition.language', isLanguage ? undefined : 'must be a language such as en, en_US or es_MX');
  if (header?.type === 'text') checkHeader(problems, header.text, definition);
  checkBody(problems, definition);
  problems.text('definition.footer', footer, { max: 60 });
  if (footer?.includes('{{')) problems.add('definition.footer', 'must not have placeholders');
  checkButtons(problems, definition);
  checkSamples(problems, definition, complete);
  return problems.found;
}

function checkHeader(problems: Problems, text: string, { parameterFormat }: TemplateDefinition): void {
  const path = 'definition.header.text';
  problems.text(path, text, { min: 1, max: 60 });
  checkPlaceholders(problems, path, text, parameterFormat);
  if (placeholdersOf(text, parameterFormat).length > 1) problems.add(path, 'must not have more than one placeholder');
}

function checkBody(problems: Problems, { body, parameterFormat }: TemplateDefinition): void {
  const path = 'definition.body';
  problems.text(path, body, { min: 1, max: 1_024 });
  checkPlaceholders(problems, path, body, parameterFormat);
  if (/^\s*\{\{|\}\}\s*$/.test(body)) problems.add(path, 'must not begin or end with a placeholder');
}

function checkPlaceholders(
  problems: Problems,
  path: string,
  text: string,
  format: TemplateDefinition['parameterFormat'],
): void {
  const names = placeholdersOf(text, format);
  const rest = text.replaceAll(format === 'named' ? /\{\{\s*[a-z0-9_]+\s*\}\}/g : /\{\{\s*\d{1,3}\s*\}\}/g, '');
  const shape = format === 'named' ? '{{name}} in lower-case letters, digits and underscores' : '{{1}}';
  if (/\{\{|\}\}/.test(rest)) problems.add(path, `has a placeholder that is not of the form ${shape}`);
  const gap = format === 'positional' && names.some((name, index) => Number(name) !== index + 1);
  if (gap)
    problems.add(
      path,
      `must number its placeholders from {{1}} without a gap, not ${showPlaceholders(names, 'named')}`,
    );
}

function checkButtons(problems: Problems, { buttons }: TemplateDefinition): void {
  const path = 'definition.buttons';
  problems.count(path, buttons.length, { max: 10 }, 'buttons');
  for (const [index, button] of buttons.entries()) checkButton(problems, `${path}[${index}]`, button);
  for (const [type, most] of Object.entries(mostOfType)) {
    const count = buttons.filter((button) => button.type === type).length;
    if (count > most) problems.add(path, `must have at most ${most} of type ${type}, not ${count}`);
  }
  const changes = buttons.filter((button, n) => n > 0 && isReply(button) !== isReply(buttons[n - 1]!)).length;
  if (changes > 1) problems.add(path, 'must have its quick replies next to each other');
  problems.unique(
    buttons.map(({ text }, n) => ({ path: `${path}[${n}].text`, value: text })),
    'text',
  );
}

function isReply(button: TemplateButton): boolean {
  return button.type === 'quick_reply';
}

function checkButton(problems: Problems, path: string, button: TemplateButton): void {
  problems.text(`${path}.text`, button.text, { min: 1, max: 25 });
  if (button.type === 'phone_number' && !/^\+[1-9]\d{6,18}$/.test(button.phone)) {
    problems.add(`${path}.phone_number.phone`, 'must be a number in E.164, such as +525512345678');
  }
  if (button.type !== 'url') return;
  const at = `${path}.url.url`;
  problems.text(at, button.url, { min: 1, max: 2_000 });
  const fixed = button.url.replace(/\{\{\s*\w+\s*\}\}$/, '');
  if (fixed.includes('{{')) problems.add(at, 'must have its only placeholder at the end');
  if (!/^https?:\/\/[^/\s]/i.test(fixed) || !URL.canParse(fixed)) problems.add(at, 'is not an http or https URL');
}

function checkSamples(problems: Problems, definition: TemplateDefinition, complete: boolean): void {
  const wanted = sampledPlaces(definition);
  for (const [place, sample] of Object.entries(definition.samples)) {
    problems.text(`definition.samples["${place.slice(0, 40)}"]`, sample, { min: 1, max: 2_000 });
    if (!wanted.includes(place))
      problems.add('definition.samples', `has one for "${place.slice(0, 40)}", which is no placeholder`);
  }
  const missing = complete ? wanted.filter((place) => definition.samples[place] === undefined) : [];
  if (missing.length > 0) problems.add('definition.samples', `lacks ${missing.join(', ')}: reviewers ask for each`);
}

function sampledPlaces({ header, body, buttons, parameterFormat }: TemplateDefinition): string[] {
  const hasSample = (text: string) => placeholdersOf(text, parameterFormat).length > 0;
  return [
    ...placeholdersOf(body, parameterFormat),
    ...(header?.type === 'text' && hasSample(header.text) ? ['header'] : []),
    ...buttons.flatMap((button, n) =>
      (button.type === 'url' && button.url.includes('{{')) || button.type === 'copy_code' ? [`button${n}`] : [],
    ),
  ];
}
