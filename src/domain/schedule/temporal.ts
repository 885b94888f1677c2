// Temporal before Node has it: the implementation inside rrule-temporal, which keeps it to itself and is reached through a
// value of it. Where the platform has its own, the library uses that, and so does this. Nothing else here knows the source.
import { RRuleTemporal } from 'rrule-temporal';

const sample = new RRuleTemporal({
  freq: 'DAILY',
  dtstart: { timeZoneId: 'UTC', toString: () => '1970-01-01T00:00:00+00:00[UTC]' },
}).options().dtstart;

export type ZonedDateTime = typeof sample;
export type WallClock = ReturnType<ZonedDateTime['toPlainDateTime']>;
type Instant = ReturnType<ZonedDateTime['toInstant']>;

export const PlainDateTime = sample.toPlainDateTime().constructor as unknown as {
  from(text: string, options: { overflow: 'reject' }): WallClock;
};
export const Instant = sample.toInstant().constructor as unknown as {
  from(text: string): Instant;
  fromEpochMilliseconds(at: number): Instant;
};
