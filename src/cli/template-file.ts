// Templates as JSON files: what `templates get --json` prints and `templates submit` reads.
import type { TemplateDefinition as ApiDefinition } from '../api/gen/switchboard/v1/TemplateDefinition.ts';
import type { TemplateDefinition__Output as Definition } from '../api/gen/switchboard/v1/TemplateDefinition.ts';
import { toDefinition } from '../api/template-resources.ts';
import { asArray, asObject, asText } from '../domain/json.ts';
import type { TemplateButton, TemplateDefinition } from '../domain/template.ts';
import type { Json } from '../domain/webhook.ts';
import { UsageError } from './report.ts';

/** The last part of a name of the .proto, in lower case: TEMPLATE_STATUS_DRAFT is draft. */
export function word(name: string): string {
  return name.replace(/^(TEMPLATE_(STATUS|CATEGORY|PARAMETER_FORMAT)|FORMAT)_/, '').toLowerCase();
}

export function plainDefinition(definition: Definition): object {
  const { name, language, category, parameterFormat, header, body, footer, buttons, samples } = definition;
  return {
    name,
    language,
    category: word(category),
    parameterFormat: word(parameterFormat),
    ...(header ? { header: { type: word(header.format), ...(header.text === '' ? {} : { text: header.text }) } } : {}),
    body,
    ...(footer === '' ? {} : { footer }),
    buttons: buttons.map(plainButton),
    samples,
  };
}

function plainButton({ text, action, url, phoneNumber, other }: Definition['buttons'][number]): TemplateButton {
  switch (action) {
    case 'url':
      return { type: 'url', text, url: url!.url };
    case 'phoneNumber':
      return { type: 'phone_number', text, phone: phoneNumber!.phone };
    case 'copyCode':
      return { type: 'copy_code', text };
    case 'other':
      return { type: 'other', text, name: other!.name };
    case 'quickReply':
    case undefined:
    default:
      return { type: 'quick_reply', text };
  }
}

/** Throws UsageError for what is no JSON; the api says what is wrong with the rest. */
export function parseDefinition(file: string, json: string): ApiDefinition {
  let given;
  try {
    given = asObject(JSON.parse(json));
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  const header = asObject(given['header']);
  const type = asText(header['type']);
  const definition = {
    name: asText(given['name']),
    language: asText(given['language']),
    category: asText(given['category']),
    parameterFormat: asText(given['parameterFormat']),
    ...(type === '' ? {} : { header: { type, ...(type === 'text' ? { text: asText(header['text']) } : {}) } }),
    body: asText(given['body']),
    footer: asText(given['footer']),
    buttons: asArray(given['buttons']).map((button) => parseButton(file, button)),
    samples: Object.fromEntries(Object.entries(asObject(given['samples'])).map(([key, value]) => [key, asText(value)])),
  };
  // Words that are none become names of the .proto that are none, which the api refuses.
  return toDefinition(definition as unknown as TemplateDefinition);
}

function parseButton(file: string, given: Json): TemplateButton {
  const { type, text, url, phone } = asObject(given);
  switch (asText(type)) {
    case 'quick_reply':
      return { type: 'quick_reply', text: asText(text) };
    case 'url':
      return { type: 'url', text: asText(text), url: asText(url) };
    case 'phone_number':
      return { type: 'phone_number', text: asText(text), phone: asText(phone) };
    case 'copy_code':
      return { type: 'copy_code', text: asText(text) };
    default:
      throw new UsageError(`${file}: a button is of type quick_reply, url, phone_number or copy_code.`);
  }
}
