// Reading requests: every value is checked before it is used, and all that is wrong with a request is told at once.
import { isId } from '../domain/ids.ts';
import type { Timestamp__Output } from './gen/google/protobuf/Timestamp.ts';
import { invalidFields, type FieldViolation } from './errors.ts';

export interface TextRule {
  min?: number;
  max: number;
}

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

  /** Length in UTF-16 code units: an emoji counts twice. Postgres cannot hold NUL, nor halves of surrogate pairs. */
  text(field: string, value: string, { min = 0, max }: TextRule): string {
    if (!value.isWellFormed() || value.includes('\0')) this.wrong(field, 'holds characters that cannot be stored');
    else if (value === '' && min > 0) this.wrong(field, 'is required');
    else if (min > 0 && value.trim() === '') this.wrong(field, 'is blank');
    else if (value.length > max) this.wrong(field, `is longer than ${max} characters`);
    return value;
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

  instant(field: string, value: Timestamp__Output | null): Date | undefined {
    if (!value) return undefined;
    const seconds = Number(value.seconds);
    const inRange = seconds >= earliestSeconds && seconds <= latestSeconds;
    if (inRange && value.nanos >= 0 && value.nanos < 1e9) return new Date(seconds * 1_000 + value.nanos / 1e6);
    this.wrong(field, 'is not a time of the years 1 to 9999');
    return undefined;
  }
}

const earliestSeconds = -62_135_596_800;
const latestSeconds = 253_402_300_799;
