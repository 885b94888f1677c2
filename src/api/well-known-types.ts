// Times and JSON as the messages that every .proto library knows.
import type { Json, JsonObject } from '../domain/webhook.ts';
import type { Struct, Struct__Output } from './gen/google/protobuf/Struct.ts';
import type { Timestamp } from './gen/google/protobuf/Timestamp.ts';
import type { Value, Value__Output } from './gen/google/protobuf/Value.ts';

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

/** @param depth how deep it may be nested. Throws a RangeError where it is deeper, or where a number is none that JSON knows. */
export function fromStruct({ fields }: Struct__Output, depth: number): JsonObject {
  if (depth === 0) throw new RangeError('nested too deep');
  return Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, fromValue(value, depth)]));
}

function fromValue({ kind, stringValue, numberValue = 0, boolValue, ...others }: Value__Output, depth: number): Json {
  if (kind === 'structValue') return fromStruct(others.structValue!, depth - 1);
  if (kind === 'listValue') {
    if (depth === 1) throw new RangeError('nested too deep');
    return others.listValue!.values.map((value) => fromValue(value, depth - 1));
  }
  if (kind === 'numberValue' && !Number.isFinite(numberValue)) throw new RangeError('not a number');
  if (kind === 'numberValue') return numberValue;
  if (kind === 'stringValue') return stringValue ?? '';
  return kind === 'boolValue' ? (boolValue ?? false) : null;
}
