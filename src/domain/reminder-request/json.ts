// A reminder as JSON, with the names of the .proto files: what comes through the queue, and what the lines of a file become. A
// field that is not known is a mistake, as it would be forgotten otherwise.
import { Problems, type Problem } from '../problem.ts';
import { parseInstant } from '../schedule/wall-clock.ts';
import type { Json, JsonObject } from '../webhook.ts';
import type { ReminderRequest, RequestedRule, RequestedSchedule } from './request.ts';

/** @param known fields beside those of a request, which whoever calls reads. */
export function readReminderJson(
  value: unknown,
  known: readonly string[] = [],
): { request: ReminderRequest; problems: Problem[] } {
  const root = new JsonFields(value, '', new Problems());
  const template = root.object('template');
  const request: ReminderRequest = {
    contactId: root.text('contact_id'),
    phone: root.text('phone'),
    channelId: root.text('channel_id'),
    template: {
      name: template.text('name'),
      language: template.text('language'),
      parameters: template.object('parameters').texts(),
    },
    schedule: readSchedule(root),
    reference: root.text('reference'),
    requestId: root.text('request_id'),
    sendWithinSeconds: root.integer('send_within_seconds'),
    quietHours: root.word('quiet_hours', ['respect', 'ignore']) ?? 'respect',
    sessionText: root.text('session_text'),
    smsFallback: root.flag('sms_fallback'),
  };
  template.only();
  root.only(known);
  return { request, problems: root.problems.found };
}

/** Only the fields that are there count: a request names one of them. */
function readSchedule(root: JsonFields): RequestedSchedule {
  return {
    ...(root.has('at') ? { at: root.instant('at') } : {}),
    ...(root.has('local') ? { local: readLocal(root.object('local')) } : {}),
    ...(root.has('rule') ? { rule: readRule(root.object('rule')) } : {}),
  };
}

function readLocal(local: JsonFields) {
  const read = { time: local.text('time'), zone: local.text('zone') };
  local.only();
  return read;
}

function readRule(rule: JsonFields): RequestedRule {
  const read = {
    rule: rule.text('rule'),
    zone: rule.text('zone'),
    startsAt: rule.text('starts_at'),
    endsAt: rule.instant('ends_at'),
    count: rule.integer('count'),
  };
  rule.only();
  return read;
}

/** Reads an object's fields: each gives a usable value, and tells what was wrong. Null is the same as not there. */
class JsonFields {
  readonly problems: Problems;
  readonly #fields: JsonObject;
  readonly #path: string;
  readonly #read = new Set<string>();

  constructor(value: unknown, path: string, problems: Problems) {
    this.#path = path;
    this.problems = problems;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#fields = isObject ? (value as JsonObject) : {};
    if (!isObject && value !== undefined) problems.add(path.slice(0, -1) || 'reminder', 'must be an object');
  }

  #take(name: string): Json | undefined {
    this.#read.add(name);
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  #wrong(name: string, description: string): void {
    this.problems.add(this.#path + name, description);
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  text(name: string): string {
    const value = this.#take(name) ?? '';
    if (typeof value === 'string') return value;
    this.#wrong(name, 'must be text');
    return '';
  }

  integer(name: string): number {
    const value = this.#take(name) ?? 0;
    if (Number.isInteger(value)) return value as number;
    this.#wrong(name, 'must be a whole number');
    return 0;
  }

  flag(name: string): boolean {
    const value = this.#take(name) ?? false;
    if (typeof value !== 'boolean') this.#wrong(name, 'must be true or false');
    return value === true;
  }

  word<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.#take(name);
    const word = words.find((each) => each === value);
    if (value !== undefined && word === undefined) this.#wrong(name, `must be ${words.join(' or ')}`);
    return word;
  }

  /** What is none stays text, and is refused with the schedule. */
  instant(name: string): Date | string | undefined {
    const text = this.text(name);
    return text === '' ? undefined : (parseInstant(text) ?? text);
  }

  object(name: string): JsonFields {
    return new JsonFields(this.#take(name), `${this.#path}${name}.`, this.problems);
  }

  /** All fields, which are texts or numbers. */
  texts(): { [name: string]: string } {
    const path = this.#path.slice(0, -1);
    const entries = Object.entries(this.#fields).map(([name, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number') this.problems.add(`${path}[${name}]`, 'must be text');
      return [name, typeof value === 'number' ? String(value) : value] as const;
    });
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  }

  /** Tells of every field that nobody has read. */
  only(known: readonly string[] = []): void {
    for (const name of Object.keys(this.#fields)) {
      if (!this.#read.has(name) && !known.includes(name)) this.#wrong(name, 'is not known');
    }
  }
}
