// A template's definition as Meta writes it, and as we do. Reading is tolerant: Meta has kinds of parts that we do not fill in.
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { ProviderTemplate, TemplateButton, TemplateCategory, TemplateDefinition } from '../../domain/template.ts';
import type { Json, JsonObject } from '../../domain/webhook.ts';
import { findTemplateStatus } from './template-status.ts';

const categories: { readonly [word: string]: TemplateCategory } = {
  AUTHENTICATION: 'authentication',
  UTILITY: 'utility',
  MARKETING: 'marketing',
};

/** Undefined when it lacks what makes it one. An unknown category is taken for marketing, which has the strictest rules. */
export function readTemplate(item: JsonObject): ProviderTemplate | undefined {
  const externalId = asText(item['id']);
  const name = asText(item['name']);
  const language = asText(item['language']);
  if (!externalId || !name || !language) return undefined;
  const components = asArray(item['components']).map(asObject);
  const part = (type: string) => components.find((component) => asText(component['type']).toUpperCase() === type) ?? {};
  const header = readHeader(part('HEADER'));
  const footer = asOptionalText(part('FOOTER')['text']);
  const buttons = asArray(part('BUTTONS')['buttons']).map(asObject);
  const quality = asOptionalText(asObject(item['quality_score'])['score']);
  const reason = asText(item['rejected_reason']);
  const definition: TemplateDefinition = {
    name,
    language,
    category: categories[asText(item['category']).toUpperCase()] ?? 'marketing',
    parameterFormat: asText(item['parameter_format']).toUpperCase() === 'NAMED' ? 'named' : 'positional',
    ...(header ? { header } : {}),
    body: asText(part('BODY')['text']),
    ...(footer ? { footer } : {}),
    buttons: buttons.map(readButton),
    samples: { ...bodySamples(part('BODY')), ...headerSample(part('HEADER')), ...buttonSamples(buttons) },
  };
  return {
    externalId,
    definition,
    // One that is not known cannot be relied on yet.
    status: findTemplateStatus(asText(item['status'])) ?? 'pending',
    ...(reason && reason !== 'NONE' ? { reason } : {}),
    ...(quality && quality !== 'UNKNOWN' ? { quality: quality.toLowerCase() } : {}),
  };
}

function readHeader(component: JsonObject): TemplateDefinition['header'] {
  const format = asText(component['format']).toLowerCase();
  if (format === 'text') return { type: 'text', text: asText(component['text']) };
  if (format === 'image' || format === 'video' || format === 'document' || format === 'location')
    return { type: format };
  return undefined;
}

function readButton(button: JsonObject): TemplateButton {
  const type = asText(button['type']).toUpperCase();
  const text = asText(button['text']);
  switch (type) {
    case 'QUICK_REPLY':
      return { type: 'quick_reply', text };
    case 'URL':
      return { type: 'url', text, url: asText(button['url']) };
    case 'PHONE_NUMBER':
      return { type: 'phone_number', text, phone: asText(button['phone_number']) };
    case 'COPY_CODE':
      return { type: 'copy_code', text };
    default:
      return { type: 'other', name: type.toLowerCase(), text };
  }
}

type Samples = TemplateDefinition['samples'];

function bodySamples(body: JsonObject): Samples {
  const example = asObject(body['example']);
  const named = namedSamples(example['body_text_named_params']);
  const values = asArray(asArray(example['body_text'])[0]);
  return { ...Object.fromEntries(values.map((value, index) => [String(index + 1), asText(value)])), ...named };
}

function namedSamples(params: Json | undefined): Samples {
  return Object.fromEntries(
    asArray(params)
      .map(asObject)
      .map((param) => [asText(param['param_name']), asText(param['example'])]),
  );
}

function headerSample(header: JsonObject): Samples {
  const example = asObject(header['example']);
  const [named] = Object.values(namedSamples(example['header_text_named_params']));
  const sample = named ?? asText(asArray(example['header_text'])[0] ?? asArray(example['header_handle'])[0]);
  return sample ? { header: sample } : {};
}

function buttonSamples(buttons: readonly JsonObject[]): Samples {
  return Object.fromEntries(
    buttons.flatMap(({ example }, index) => {
      const sample = asText(Array.isArray(example) ? example[0] : example);
      return sample ? [[`button${index}`, sample]] : [];
    }),
  );
}

/** `components` of a definition to be submitted; undefined when it has a button that we have no words for. */
export function writeComponents(definition: TemplateDefinition): JsonObject[] | undefined {
  const { footer, buttons, samples } = definition;
  const written = buttons.flatMap((button, index) => writeButton(button, samples[`button${index}`]) ?? []);
  if (written.length < buttons.length) return undefined;
  return [
    ...writeHeader(definition),
    writeBody(definition),
    ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
    ...(written.length > 0 ? [{ type: 'BUTTONS', buttons: written }] : []),
  ];
}

function writeHeader({ header, parameterFormat, samples }: TemplateDefinition): JsonObject[] {
  if (!header) return [];
  const sample = samples['header'];
  if (header.type !== 'text') {
    const example: JsonObject = sample ? { example: { header_handle: [sample] } } : {};
    return [{ type: 'HEADER', format: header.type.toUpperCase(), ...example }];
  }
  const [name] = placeholders(header.text);
  if (name === undefined) return [{ type: 'HEADER', format: 'TEXT', text: header.text }];
  const value = sample ?? samples[name] ?? '';
  const example: JsonObject =
    parameterFormat === 'named'
      ? { header_text_named_params: [{ param_name: name, example: value }] }
      : { header_text: [value] };
  return [{ type: 'HEADER', format: 'TEXT', text: header.text, example }];
}

function writeBody({ body, parameterFormat, samples }: TemplateDefinition): JsonObject {
  const names = [...new Set(placeholders(body))];
  if (names.length === 0) return { type: 'BODY', text: body };
  const example: JsonObject =
    parameterFormat === 'named'
      ? { body_text_named_params: names.map((name) => ({ param_name: name, example: samples[name] ?? '' })) }
      : { body_text: [names.toSorted((a, b) => Number(a) - Number(b)).map((name) => samples[name] ?? '')] };
  return { type: 'BODY', text: body, example };
}

function writeButton(button: TemplateButton, sample: string | undefined): JsonObject | undefined {
  switch (button.type) {
    case 'quick_reply':
      return { type: 'QUICK_REPLY', text: button.text };
    case 'url':
      return { type: 'URL', text: button.text, url: button.url, ...(sample ? { example: [sample] } : {}) };
    case 'phone_number':
      return { type: 'PHONE_NUMBER', text: button.text, phone_number: button.phone };
    case 'copy_code':
      // Meta writes the button's text itself.
      return { type: 'COPY_CODE', ...(sample ? { example: sample } : {}) };
    case 'other':
      return undefined;
  }
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([^{}\s]+)\s*\}\}/g)].map(([, name]) => name!);
}
