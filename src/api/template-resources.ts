// Templates as the messages of the .proto files, and back.
import type { TemplateButton, TemplateCategory, TemplateDefinition, TemplateStatus } from '../domain/template.ts';
import type { StoredTemplate } from '../store/templates.ts';
import type { Fields } from './fields.ts';
import type { Template } from './gen/switchboard/v1/Template.ts';
import type {
  TemplateButton as ApiButton,
  TemplateButton__Output as ApiButtonOutput,
} from './gen/switchboard/v1/TemplateButton.ts';
import type { TemplateCategory__Output as ApiCategory } from './gen/switchboard/v1/TemplateCategory.ts';
import type {
  TemplateDefinition as ApiDefinition,
  TemplateDefinition__Output as ApiDefinitionOutput,
} from './gen/switchboard/v1/TemplateDefinition.ts';
import type { TemplateStatus__Output as ApiStatus } from './gen/switchboard/v1/TemplateStatus.ts';
import { findNamed, readOptional } from './resources.ts';
import { toTimestamp } from './well-known-types.ts';

export const templateCategories: { readonly [category in TemplateCategory]: ApiCategory } = {
  authentication: 'TEMPLATE_CATEGORY_AUTHENTICATION',
  marketing: 'TEMPLATE_CATEGORY_MARKETING',
  utility: 'TEMPLATE_CATEGORY_UTILITY',
};

export const templateStatuses: { readonly [status in TemplateStatus]: ApiStatus } = {
  draft: 'TEMPLATE_STATUS_DRAFT',
  pending: 'TEMPLATE_STATUS_PENDING',
  approved: 'TEMPLATE_STATUS_APPROVED',
  rejected: 'TEMPLATE_STATUS_REJECTED',
  paused: 'TEMPLATE_STATUS_PAUSED',
  disabled: 'TEMPLATE_STATUS_DISABLED',
};

type Header = NonNullable<TemplateDefinition['header']>;

const parameterFormats = {
  named: 'TEMPLATE_PARAMETER_FORMAT_NAMED',
  positional: 'TEMPLATE_PARAMETER_FORMAT_POSITIONAL',
} as const;

const headerFormats = {
  text: 'FORMAT_TEXT',
  image: 'FORMAT_IMAGE',
  video: 'FORMAT_VIDEO',
  document: 'FORMAT_DOCUMENT',
  location: 'FORMAT_LOCATION',
} as const satisfies { readonly [type in Header['type']]: string };

export function toTemplate(row: StoredTemplate): Template {
  return {
    id: row.id,
    provider: row.provider,
    account: row.account,
    definition: toDefinition(row.definition),
    status: templateStatuses[row.status],
    reason: row.reason ?? '',
    quality: row.quality ?? '',
    providerTemplateId: row.externalId ?? '',
    updatedAt: toTimestamp(row.updatedAt),
    syncedAt: toTimestamp(row.syncedAt),
  };
}

export function toDefinition(definition: TemplateDefinition): ApiDefinition {
  const { header, footer = '', parameterFormat } = definition;
  return {
    name: definition.name,
    language: definition.language,
    category: templateCategories[definition.category],
    parameterFormat: parameterFormats[parameterFormat],
    header: header ? { format: headerFormats[header.type], text: header.type === 'text' ? header.text : '' } : null,
    body: definition.body,
    footer,
    buttons: definition.buttons.map(toButton),
    samples: definition.samples,
  };
}

function toButton(button: TemplateButton): ApiButton {
  const { text } = button;
  switch (button.type) {
    case 'quick_reply':
      return { text, quickReply: {} };
    case 'url':
      return { text, url: { url: button.url } };
    case 'phone_number':
      return { text, phoneNumber: { phone: button.phone } };
    case 'copy_code':
      return { text, copyCode: {} };
    case 'other':
      return { text, other: { name: button.name } };
  }
}

/** What is wrong with its shape is told; undefined then. Its limits are those of the domain. */
export function readDefinition(fields: Fields, given: ApiDefinitionOutput | null): TemplateDefinition | undefined {
  if (!given) {
    fields.wrong('definition', 'is required');
    return undefined;
  }
  const category = findNamed(templateCategories, given.category);
  if (!category) fields.wrong('definition.category', 'must be AUTHENTICATION, MARKETING or UTILITY');
  const format = readOptional(
    fields,
    'definition.parameter_format',
    parameterFormats,
    given.parameterFormat,
    'TEMPLATE_PARAMETER_FORMAT_UNSPECIFIED',
  );
  const header = readHeader(fields, given.header);
  const buttons = given.buttons.map((button, index) => readButton(fields, `definition.buttons[${index}]`, button));
  if (!category || header === 'wrong' || !buttons.every((button) => button !== undefined)) return undefined;
  const { name, language, body, footer, samples } = given;
  return {
    name,
    language,
    category,
    parameterFormat: format ?? 'positional',
    ...(header ? { header } : {}),
    body,
    ...(footer === '' ? {} : { footer }),
    buttons,
    samples,
  };
}

function readHeader(fields: Fields, header: ApiDefinitionOutput['header']): Header | undefined | 'wrong' {
  if (!header) return undefined;
  const type = findNamed(headerFormats, header.format);
  if (type === 'text') return { type, text: header.text };
  if (!type) fields.wrong('definition.header.format', 'must be TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION');
  else if (header.text !== '') fields.wrong('definition.header.text', `must be empty: the header is ${type}`);
  return type && header.text === '' ? { type } : 'wrong';
}

function readButton(fields: Fields, path: string, button: ApiButtonOutput): TemplateButton | undefined {
  const { text, action } = button;
  switch (action) {
    case 'quickReply':
      return { type: 'quick_reply', text };
    case 'url':
      return { type: 'url', text, url: button.url!.url };
    case 'phoneNumber':
      return { type: 'phone_number', text, phone: button.phoneNumber!.phone };
    case 'copyCode':
      return { type: 'copy_code', text };
    case 'other':
    case undefined:
    default:
      fields.wrong(`${path}.action`, 'must be quick_reply, url, phone_number or copy_code');
      return undefined;
  }
}
