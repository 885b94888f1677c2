// Reading requests: every value is checked before it is used, and all that is wrong with a request is told at once.
import { isDeepStrictEqual } from 'node:util';
import { isId } from '../domain/ids.ts';
import { storable } from '../domain/json.ts';
import { textProblem, type Problem, type TextRule } from '../domain/problem.ts';
import { canonicalZone } from '../domain/schedule/zone.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { Struct__Output } from './gen/google/protobuf/Struct.ts';
import type { Timestamp__Output } from './gen/google/protobuf/Timestamp.ts';
import { invalidFields, type FieldViolation } from './errors.ts';
import { fromStruct } from './well-known-types.ts';

/**
 * Collects violations. The readers return a usable value in any case (empty where the given one was not), and `done`
 * throws when something was wrong.
 */
export class Fields {
  readonly #violations: FieldViolation[] = [];
  readonly #prefix: string;

  /** @param prefix path of the message the fields are in, with its dot: `messages[3].` */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  wrong(field: string, description: string): void {
    this.#violations.push({ field: `${this.#prefix}${field}`, description });
  }

  done(): void {
    if (this.#violations.length > 0) throw invalidFields(this.#violations);
  }

  id(field: string, value: string): string {
    if (isId(value)) return value;
    this.wrong(field, value === '' ? 'is required' : 'is not an id: it is a UUID in lower case');
    return '';
  }

  optionalId(field: string, value: string): string | undefined {
    return value === '' ? undefined : this.id(field, value);
  }

  text(field: string, value: string, rule: TextRule): string {
    const problem = textProblem(value, rule);
    if (problem !== undefined) this.wrong(field, problem);
    return value;
  }

  all(problems: readonly Problem[]): void {
    for (const { path, description } of problems) this.wrong(path, description);
  }

  requestId(field: string, value: string): string | undefined {
    if (value === '') return undefined;
    if (!/^[\x20-\x7e]{1,128}$/.test(value)) this.wrong(field, 'is not 1 to 128 printable ASCII characters');
    return value;
  }

  /** In its canonical spelling; null when empty. */
  locale(field: string, value: string): string | null {
    if (value === '') return null;
    try {
      if (value.length <= 35) return Intl.getCanonicalLocales(value)[0] ?? null;
    } catch {
      // Told below.
    }
    this.wrong(field, 'is not a BCP 47 language tag');
    return null;
  }

  timeZone(field: string, value: string): string | null {
    if (value === '') return null;
    if (canonicalZone(value) === undefined) this.wrong(field, 'is not the IANA name of a time zone');
    return value;
  }

  /** Of a few kilobytes: it is read again with every row that it belongs to. */
  json(field: string, value: Struct__Output | null): JsonObject {
    if (!value) return {};
    try {
      const json = fromStruct(value, deepestJson);
      if (!isDeepStrictEqual(storable(json), json)) this.wrong(field, 'holds characters that cannot be stored');
      const size = Buffer.byteLength(JSON.stringify(json));
      if (size > longestJson) this.wrong(field, `is longer than ${longestJson} bytes as JSON`);
      return json;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.wrong(field, `is nested deeper than ${deepestJson} levels, or holds a number that JSON does not know`);
      return {};
    }
  }

  instant(field: string, value: Timestamp__Output | null): Date | undefined {
    if (!value) return undefined;
    const seconds = Number(value.seconds);
    const inRange = seconds >= earliestSeconds && seconds <= latestSeconds;
    // Whole milliseconds: with its nanoseconds the last moment of the year 9999 would be rounded into the next.
    if (inRange && value.nanos >= 0 && value.nanos < 1e9)
      return new Date(seconds * 1_000 + Math.trunc(value.nanos / 1e6));
    this.wrong(field, 'is not a time of the years 1 to 9999');
    return undefined;
  }
}

const deepestJson = 8;
const longestJson = 4_000;
const earliestSeconds = -62_135_596_800;
const latestSeconds = 253_402_300_799;
