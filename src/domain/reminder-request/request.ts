// What a reminder is asked for with, whichever way it came: over the api, through the queue, or from a file.
import { createHash } from 'node:crypto';
import type { QuietHours } from '../reminder.ts';

/** Nothing of it is checked. Empty texts, zero and undefined: not given. */
export interface ReminderRequest {
  contactId: string;
  phone: string;
  channelId: string;
  template: RequestedTemplate;
  schedule: RequestedSchedule;
  reference: string;
  requestId: string;
  sendWithinSeconds: number;
  quietHours: QuietHours;
  sessionText: string;
  smsFallback: boolean;
}

export interface RequestedTemplate {
  name: string;
  language: string;
  /** By placeholder, or by the other parts of a template: see parameters.ts. */
  parameters: { [key: string]: string };
}

/** One of the three. An instant that is text is none that could be read. */
export interface RequestedSchedule {
  at?: Date | string | undefined;
  local?: { time: string; zone: string } | undefined;
  rule?: RequestedRule | undefined;
}

export interface RequestedRule {
  rule: string;
  zone: string;
  startsAt: string;
  endsAt: Date | string | undefined;
  count: number;
}

/** What a request id stands for: the request without it, the same for every way in. */
export function hashRequest({ requestId: _requestId, ...request }: ReminderRequest): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(ordered(request)))
    .digest();
}

/** The same value with the keys of its objects in order, whoever made them. */
function ordered(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)]);
}
