// The texts of a template: which placeholders they have, and how they read with them filled in.
import type { TemplateContent, TemplateValue } from './message.ts';
import type { TemplateDefinition } from './template.ts';

type Format = TemplateDefinition['parameterFormat'];

const patterns = { positional: /\{\{\s*(\d{1,3})\s*\}\}/g, named: /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g } as const;

/** Each once: numbers in ascending order, names in the order in which they stand. */
export function placeholdersOf(text: string, format: Format): string[] {
  const found = new Set(Array.from(text.matchAll(patterns[format]), ([, name]) => name!));
  return format === 'named' ? [...found] : [...found].toSorted((a, b) => Number(a) - Number(b));
}

/** `{{1}}..{{3}}`, `{{name}}, {{time}}`: how placeholders are shown to people. */
export function showPlaceholders(names: readonly string[], format: Format): string {
  const [first, ...rest] = names.map((name) => `{{${name}}}`);
  if (first === undefined) return 'none';
  return format === 'positional' && rest.length > 0 ? `${first}..${rest.at(-1)}` : [first, ...rest].join(', ');
}

/** A placeholder without a value stays as it is. */
export function fillText(text: string, format: Format, values: readonly TemplateValue[]): string {
  const names = placeholdersOf(text, format);
  const byName = new Map(values.map((value, index) => [value.name ?? names[index], value.text]));
  return text.replaceAll(patterns[format], (placeholder, name: string) => byName.get(name) ?? placeholder);
}

/** What a person reading the history sees: header text, body and footer. */
export function templateText(definition: TemplateDefinition, content: TemplateContent): string {
  const { header, body, footer, parameterFormat } = definition;
  const above = content.header?.type === 'text' ? [content.header.value] : [];
  return [
    header?.type === 'text' ? fillText(header.text, parameterFormat, above) : '',
    fillText(body, parameterFormat, content.body),
    footer ?? '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
