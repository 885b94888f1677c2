// When each version of Meta's Graph API ends, as Meta announced it by November 2026.
import { ok, problem, warning, type Check } from './check.ts';

const ends: { readonly [version: string]: string | undefined } = {
  'v18.0': '2026-01-26',
  'v19.0': '2026-05-21',
  'v20.0': '2026-09-24',
  'v21.0': '2027-01-21',
  'v22.0': '2027-05-20',
  'v23.0': '2027-10-08',
  'v24.0': '2028-02-18',
  'v25.0': '2028-07-29',
};
const oldestKnown = 18;

const dayMs = 86_400_000;
const warnDays = 90;

export function checkGraphVersion(version: string, now: Date): Check {
  const name = 'graph version';
  const fix = 'Set META_GRAPH_VERSION to a newer version, such as v25.0.';
  const end = ends[version];
  if (end === undefined) {
    const isOld = Number(version.slice(1)) < oldestKnown;
    return isOld ? problem(name, `${version} has expired`, fix) : ok(name, `${version}, whose end is not announced`);
  }
  const days = Math.ceil((Date.parse(end) - now.getTime()) / dayMs);
  if (days <= 0) return problem(name, `${version} expired on ${end}`, fix);
  return days < warnDays
    ? warning(name, `${version} ends on ${end}, in ${days} days`, fix)
    : ok(name, `${version}, until ${end}`);
}
