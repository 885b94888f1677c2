// Time zones by their IANA names, as the platform knows them.
import { Instant } from './temporal.ts';

// Zones by the names that were asked for. Bounded: names may be written in any case.
const canonical = new Map(['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => [name, name]));
const mostNames = 2_000;

/** Different names of one zone become one: Asia/Kolkata and Asia/Calcutta. Undefined: there is no such zone. */
export function canonicalZone(name: string): string | undefined {
  const found = canonical.get(name);
  // Offsets such as +02:00 are no zones here: they know nothing of summer time.
  if (found !== undefined || !/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return found;
  try {
    // Intl knows abbreviations too (IST, ACT) that are no names of zones: Temporal refuses them.
    Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    const zone = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (canonical.size < mostNames) canonical.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}

/**
 * The release of the zone data that instants are reckoned with, such as `2026c`: later ones are greater. Empty: a build of
 * Node that does not say it. When it changes, instants that were reckoned before and lie ahead are reckoned again.
 */
export function zoneDataVersion(): string {
  return process.versions['tz'] ?? '';
}
