// Times and JSON as the messages that every .proto library knows.
import type { Json, JsonObject } from '../domain/webhook.ts';
import type { Struct } from './gen/google/protobuf/Struct.ts';
import type { Timestamp } from './gen/google/protobuf/Timestamp.ts';
import type { Value } from './gen/google/protobuf/Value.ts';

export function toTimestamp(at: Date): Timestamp;
export function toTimestamp(at: Date | null): Timestamp | null;
export function toTimestamp(at: Date | null): Timestamp | null {
  if (!at) return null;
  const ms = at.getTime();
  const seconds = Math.floor(ms / 1_000);
  return { seconds, nanos: (ms - seconds * 1_000) * 1_000_000 };
}

export function toStruct(object: JsonObject): Struct {
  return { fields: Object.fromEntries(Object.entries(object).map(([key, value]) => [key, toValue(value)])) };
}

function toValue(value: Json): Value {
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (Array.isArray(value)) return { listValue: { values: value.map(toValue) } };
  return { structValue: toStruct(value) };
}
