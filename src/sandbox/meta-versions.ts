// The versions of the Graph API that can be called.
import { GraphError } from './meta-errors.ts';

/** v20.0 expired in September 2026, the older ones before it. */
const oldestVersion = 21;
const newestVersion = 26;

export function checkVersion(version: string): void {
  const number = versionNumber(version);
  if (number >= oldestVersion && number <= newestVersion) return;
  const message = Number.isNaN(number)
    ? `Unknown path components: /${version}`
    : `(#2635) You are calling a deprecated version of the API. Please update to a supported version, up to v${newestVersion}.0.`;
  throw new GraphError(Number.isNaN(number) ? 2500 : 2635, { message });
}

export function versionNumber(version: string): number {
  return Number(/^v(\d+)\.0$/.exec(version)?.[1] ?? Number.NaN);
}
