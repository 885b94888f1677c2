// Which notice is meant, and how one is shown.
import type { Database } from '../platform/db.ts';
import { listNotices, type StoredNotice } from '../store/notices.ts';
import type { Tenant } from '../store/tenants.ts';
import { chooseTenant } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { time, type Terminal } from './terminal.ts';

export interface Options {
  tenant?: string;
  json?: boolean;
}

/** Throws UsageError. */
export async function chooseNotice(db: Database, tenantId: string, name: string): Promise<StoredNotice> {
  const notices = await listNotices(db, tenantId);
  const found = notices.find((notice) => notice.name === name);
  if (found) return found;
  const known = notices.map((notice) => notice.name).join(', ') || 'none; make one: notices add --help';
  throw new UsageError(`There is no notice "${name}". Known: ${known}.`);
}

export function withNotice<T>(
  terminal: Terminal,
  name: string,
  { tenant }: Options,
  work: (db: Database, notice: StoredNotice, tenant: Tenant) => Promise<T>,
): Promise<T> {
  return withSession(terminal, async ({ db }) => {
    const chosen = await chooseTenant(db, tenant);
    return work(db, await chooseNotice(db, chosen.id, name), chosen);
  });
}

export function nextOf({ enabled, schedule, nextAt }: StoredNotice): string {
  if (!enabled) return 'off';
  if (!schedule) return 'when it happens';
  return nextAt === null ? 'never' : time(nextAt);
}

export function toJson({
  tenantId: _tenantId,
  channelId: _channelId,
  groupId: _groupId,
  ...notice
}: StoredNotice): object {
  return notice;
}
