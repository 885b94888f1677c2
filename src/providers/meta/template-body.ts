// A template with what fills it, as a send names it (provider-apis A9).
import type { TemplateButtonValue, TemplateContent, TemplateHeaderValue, TemplateValue } from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { locationBody, mediaHeader, type Refer } from './parts.ts';

export function templateBody({ name, language, header, body, buttons }: TemplateContent, refer: Refer): JsonObject {
  const components = [
    ...(header ? [{ type: 'header', parameters: [headerParameter(header, refer)] }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body.map(textParameter) }] : []),
    ...buttons.map(buttonComponent),
  ];
  return { name, language: { code: language }, ...(components.length > 0 ? { components } : {}) };
}

function headerParameter(header: TemplateHeaderValue, refer: Refer): JsonObject {
  if (header.type === 'text') return textParameter(header.value);
  if (header.type === 'location') return { type: 'location', location: locationBody(header) };
  return mediaHeader(header, refer);
}

function textParameter({ name, text, currency }: TemplateValue): JsonObject {
  const named: JsonObject = name === undefined ? {} : { parameter_name: name };
  if (!currency) return { type: 'text', text, ...named };
  const { code, amount1000 } = currency;
  return { type: 'currency', currency: { fallback_value: text, code, amount_1000: amount1000 }, ...named };
}

function buttonComponent(button: TemplateButtonValue): JsonObject {
  const { type, index } = button;
  return { type: 'button', sub_type: type, index: String(index), parameters: [buttonParameter(button)] };
}

function buttonParameter(button: TemplateButtonValue): JsonObject {
  switch (button.type) {
    case 'quick_reply':
      return { type: 'payload', payload: button.payload };
    case 'url':
      return { type: 'text', text: button.text };
    case 'copy_code':
      return { type: 'coupon_code', coupon_code: button.code };
  }
}
