// Reads fields of a request to the Graph API, or refuses as Meta does: 131008 for what is missing, 131009 for a value
// that is not valid, 100 for a wrong type or length.
import { isObject } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';

export function required(object: JsonObject, key: string, path: string): unknown {
  const value = object[key];
  if (value === undefined || value === null || value === '') {
    throw new GraphError(131008, { details: `Parameter '${path}' is required.` });
  }
  return value;
}

export function requiredObject(object: JsonObject, key: string, path: string): JsonObject {
  const value = required(object, key, path);
  if (!isObject(value)) throw invalid(path, 'must be a JSON object');
  return value;
}

export function requiredText(object: JsonObject, key: string, path: string, limit: number): string {
  return limited(required(object, key, path), path, limit);
}

export function optionalText(object: JsonObject, key: string, path: string, limit: number): string {
  const value = object[key];
  return value === undefined || value === null ? '' : limited(value, path, limit);
}

export function requiredList(object: JsonObject, key: string, path: string, limit: number): JsonObject[] {
  const value = required(object, key, path);
  if (!Array.isArray(value) || !value.every(isObject)) throw invalid(path, 'must be an array of objects');
  if (value.length === 0 || value.length > limit) throw invalid(path, `must have 1 to ${limit} elements`);
  return value;
}

export function invalid(path: string, why: string): GraphError {
  return new GraphError(131009, { details: `Parameter '${path}' ${why}.` });
}

function limited(value: unknown, path: string, limit: number): string {
  if (typeof value !== 'string') throw new GraphError(100, { message: `(#100) Param ${path} must be a string.` });
  if (value.length > limit) {
    throw new GraphError(100, { message: `(#100) Param ${path} must be at most ${limit} characters long.` });
  }
  return value;
}
