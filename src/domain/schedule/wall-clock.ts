// What a clock on the wall shows, and the one instant that it stands for. Where clocks jump ahead, the times they leave out
// are the first valid instant after the jump; where they go back, a time that comes twice is the first of the two.
import { Instant, PlainDateTime, type WallClock } from './temporal.ts';

const written = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d)?$/;

/** `2026-03-08T09:00` or `2026-03-08T09:00:00`; undefined when there is no such time, or it has an offset. */
export function parseWallClock(text: string): WallClock | undefined {
  if (!written.test(text)) return undefined;
  try {
    return PlainDateTime.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** Of a text that was parsed before. */
export function requiredWallClock(text: string): WallClock {
  const wall = parseWallClock(text);
  if (!wall) throw new Error('a local time that is none');
  return wall;
}

export function showWallClock(wall: WallClock): string {
  return wall.toString({ smallestUnit: 'second' });
}

/** Never decreases as the wall clock advances. */
export function instantOf(wall: WallClock, zone: string): Date {
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(wall)) return new Date(zoned.epochMilliseconds);
  // Left out: what stands for it then lies before the jump, by less than the jump is long.
  const jump = zoned.getTimeZoneTransition('next');
  return new Date((jump ?? zoned).epochMilliseconds);
}

export function wallClockAt(at: Date, zone: string): WallClock {
  return Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
}

const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** RFC 3339, with an offset, until the year 9999; undefined when it is none. A leap second is the second before it. */
export function parseInstant(given: Date | string): Date | undefined {
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? undefined : given;
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.test(given)) return undefined;
  try {
    const { epochMilliseconds } = Instant.from(given);
    return epochMilliseconds <= latest ? new Date(epochMilliseconds) : undefined;
  } catch {
    return undefined;
  }
}
