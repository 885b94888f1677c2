// Reading JSON that strangers wrote: every accessor takes anything and never throws.
import type { Json, JsonObject } from './webhook.ts';

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function asArray(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Strings and numbers as text; anything else is empty. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

/** Like asText, but undefined when there is nothing: for optional fields. */
export function asOptionalText(value: unknown): string | undefined {
  return asText(value) || undefined;
}

/** What a string of JSON says; undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The object in a string of JSON; empty for anything else. */
export function parseJsonText(text: string): JsonObject {
  return asObject(parseJson(text));
}

/**
 * The same value without what Postgres cannot hold: NUL characters and halves of surrogate pairs become U+FFFD. JSON
 * allows both, and one of them would otherwise fail the whole batch it is stored with.
 */
export function storable<T>(value: T): T {
  const text = JSON.stringify(value);
  // Cheap and nearly always false: JSON.stringify writes both as escapes.
  if (!/\\u(0000|d[89a-f])/i.test(text)) return value;
  return JSON.parse(text, (_key, inner: unknown) => cleanValue(inner)) as T;
}

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), inner]));
}

/** A string Postgres can hold. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
