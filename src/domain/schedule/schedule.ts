// When something is to happen: at an instant, at a wall-clock time of a zone, or again and again by a rule.

export type Schedule =
  | { type: 'at'; at: Date }
  /** `localTime`: `2026-03-08T09:00:00`, without an offset. `zone`: IANA. */
  | { type: 'local'; localTime: string; zone: string }
  | RuleSchedule;

export interface RuleSchedule {
  type: 'rule';
  /** The lines of an RRULE, or the five fields of cron. */
  rule: string;
  zone: string;
  /** Wall clock, as `localTime`. What the rule counts from. */
  startsAt?: string;
  /** Nothing happens after it. */
  endsAt?: Date;
  /** How often at most, from the start on. */
  count?: number;
}

export interface Occurrence {
  /** The instant that the schedule names. */
  occursAt: Date;
}

/** When messages may be sent to a person, by the clock where they are. Outside are quiet hours. */
export interface SendWindow {
  /** ISO: Monday is 1. */
  days: number[];
  /** `08:00` */
  from: string;
  /** `20:00`; `24:00` is the end of the day. */
  until: string;
}
