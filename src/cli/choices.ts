// From what a user typed to what it means: tenants and channels by name or id, durations, lists.
import type { Database } from '../platform/db.ts';
import { listSealedChannels, type SealedChannel } from '../store/channels.ts';
import { listTenants, type Tenant } from '../store/tenants.ts';
import { UsageError } from './report.ts';

/** By name or id; undefined: the only one there is. Throws UsageError. */
export async function chooseTenant(db: Database, nameOrId: string | undefined): Promise<Tenant> {
  const tenants = await listTenants(db);
  const known = tenants.map(({ name }) => name).join(', ') || 'none; make one: tenants create <name>';
  const [first, second] = tenants;
  if (nameOrId === undefined && first && !second) return first;
  if (nameOrId === undefined) throw new UsageError(`Say which tenant with --tenant <name>. Known: ${known}.`);
  const found = tenants.find(({ id, name }) => name === nameOrId || id === nameOrId);
  if (!found) throw new UsageError(`There is no tenant "${nameOrId}". Known: ${known}.`);
  return found;
}

export interface NamedChannel extends SealedChannel {
  tenant: string;
}

export async function listNamedChannels(db: Database): Promise<NamedChannel[]> {
  const names = new Map((await listTenants(db)).map(({ id, name }) => [id, name]));
  const channels = await listSealedChannels(db);
  return channels.map((channel) => ({ ...channel, tenant: names.get(channel.tenantId) ?? channel.tenantId }));
}

/** By name, `tenant/name` or id. Throws UsageError when there is none, or more than one. */
export async function chooseChannel(db: Database, reference: string): Promise<NamedChannel> {
  const channels = await listNamedChannels(db);
  const found = channels.filter(
    ({ id, name, tenant }) => id === reference || name === reference || `${tenant}/${name}` === reference,
  );
  const [only, second] = found;
  if (second) {
    const choices = found.map(({ tenant, name }) => `${tenant}/${name}`).join(', ');
    throw new UsageError(`Several tenants have a channel "${reference}". Say which: ${choices}.`);
  }
  if (only) return only;
  const known = channels.map(({ tenant, name }) => `${tenant}/${name}`).join(', ') || 'none';
  throw new UsageError(`There is no channel "${reference}". Known: ${known}.`);
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `90s`, `30m`, `2h`, `7d` in milliseconds. Throws UsageError. */
export function parseDuration(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined || Number(count) === 0)
    throw new UsageError(`${option} ${text}: give a number and a unit, such as 30m, 2h or 7d.`);
  return Number(count) * units[unit as keyof typeof units];
}

/** A date, a time in ISO 8601, or a duration from now. Throws UsageError when it is not in the future. */
export function parseFuture(option: string, text: string, now: Date): Date {
  const isDuration = /^\d+[a-z]$/.test(text);
  const at = isDuration ? new Date(now.getTime() + parseDuration(option, text)) : new Date(text);
  if (!/^\d/.test(text) || Number.isNaN(at.getTime()))
    throw new UsageError(`${option} ${text}: give a date such as 2027-06-30, or a duration such as 90d.`);
  if (at <= now) throw new UsageError(`${option} ${text} is in the past.`);
  return at;
}

/** A whole number from 1 to `max`. Throws UsageError. */
export function parseCount(option: string, text: string, max: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > max)
    throw new UsageError(`${option} ${text}: give a whole number from 1 to ${max}.`);
  return count;
}
