// Channels that send nothing for a while: what waits stays queued. A pause ends by itself; whether it may end for good is
// known once a message passes, and until then each further pause is longer than the one before.
import { sql } from 'kysely';
import { pauseMs, type FailureKind } from '../domain/failure.ts';
import type { Trx } from '../platform/db.ts';
import { recordEvents } from './events.ts';
import { recordset } from './recordset.ts';

export interface ChannelPause {
  channelId: string;
  kind: FailureKind;
  code: string;
  text: string;
}

/** Trouble that comes back within this time is the same trouble, even if a message passed in between. */
const sameTroubleMs = 2 * 3600_000;

/**
 * Pauses channels that a provider told us to leave alone, unless they are paused already, and announces it. Returns those
 * that were paused now, and until when.
 */
export async function pauseAfterFailures(
  trx: Trx,
  pauses: readonly ChannelPause[],
  now: Date,
): Promise<Map<string, Date>> {
  const byChannel = new Map(pauses.map((pause) => [pause.channelId, pause]));
  if (byChannel.size === 0) return new Map();
  const rows = await trx
    .selectFrom('channels')
    .select(['id', 'tenant_id', 'paused_until', 'paused_at', 'pause_step'])
    .where('id', '=', sql<string>`any(${[...byChannel.keys()]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const paused = new Map<string, Date>();
  for (const row of rows) {
    if (row.paused_until && row.paused_until > now) continue;
    const pause = byChannel.get(row.id)!;
    const isSame = row.paused_at !== null && now.getTime() - row.paused_at.getTime() < sameTroubleMs;
    const step = isSame ? row.pause_step : 0;
    const until = new Date(now.getTime() + pauseMs(pause.kind, step));
    await writePause(trx, row.id, { until, reason: `${pause.code}: ${pause.text}`, at: now, step: step + 1 });
    await announcePause(trx, row.tenant_id, row.id, until, pause.code, pause.text);
    paused.set(row.id, until);
  }
  return paused;
}

export interface AnnouncedPause {
  channelId: string;
  until: Date;
  code: string;
  text: string;
}

/** Pauses that a provider announced, never shorter than what is there. Channels must be distinct. Those paused by it. */
export async function pauseAsAnnounced(trx: Trx, pauses: readonly AnnouncedPause[], now: Date): Promise<string[]> {
  if (pauses.length === 0) return [];
  const rows = pauses.map(({ channelId, until, code, text }) => ({ id: channelId, until, reason: `${code}: ${text}` }));
  const { rows: paused } = await sql<{ id: string; tenant_id: string }>`
    with told as (
      select h.id, r.until, r.reason from channels h join ${recordset(rows, 'id uuid, until timestamptz, reason text')} on r.id = h.id
      order by h.id for no key update of h)
    update channels h set paused_until = t.until, paused_reason = t.reason, paused_at = ${now}, pause_step = 0 from told t
    where h.id = t.id and (h.paused_until is null or h.paused_until < t.until) returning h.id, h.tenant_id`.execute(
    trx,
  );
  const byId = new Map(pauses.map((pause) => [pause.channelId, pause]));
  for (const { id, tenant_id: tenantId } of paused) {
    const { until, code, text } = byId.get(id)!;
    await announcePause(trx, tenantId, id, until, code, text);
  }
  return paused.map(({ id }) => id);
}

/** Ends pauses of which the code begins so: what was paused for another reason stays. Those that go on. */
export async function resumeAsAnnounced(
  trx: Trx,
  channelIds: readonly string[],
  codePrefix: string,
): Promise<string[]> {
  if (channelIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select id from channels where id = any(${[...channelIds]}::uuid[])
    and starts_with(paused_reason, ${codePrefix}) order by id for no key update`.execute(trx);
  for (const { id } of rows) await resumeChannel(trx, id);
  return rows.map(({ id }) => id);
}

/** An operator's pause. */
export async function pauseChannel(trx: Trx, channelId: string, until: Date, reason: string): Promise<void> {
  const tenantId = await writePause(trx, channelId, { until, reason, at: new Date(), step: 0 });
  await announcePause(trx, tenantId, channelId, until, 'operator', reason);
}

/** Ends a pause at once, with all that is remembered of it, also the waits of the messages that began it. */
export async function resumeChannel(trx: Trx, channelId: string): Promise<void> {
  const { rows } = await sql<{ tenant_id: string; was_paused: boolean }>`
    with before as (select id, tenant_id, paused_until from channels where id = ${channelId} for no key update)
    update channels c set paused_until = null, paused_reason = null, paused_at = null, pause_step = 0
    from before where c.id = before.id
    returning c.tenant_id, before.paused_until is not null as was_paused`.execute(trx);
  await sql`update outbox set not_before = now()
    where channel_id = ${channelId} and not_before > now() and attempt_id is null`.execute(trx);
  const [row] = rows;
  if (row?.was_paused) await announceResumed(trx, [{ id: channelId, tenant_id: row.tenant_id }]);
}

/** A message passed on these channels after their pause had run out: they are well again. Announces it, once. */
export async function confirmResumed(trx: Trx, channelIds: readonly string[], now: Date): Promise<void> {
  if (channelIds.length === 0) return;
  const { rows } = await sql<{ id: string; tenant_id: string }>`
    update channels set paused_until = null, paused_reason = null
    where id = any(${[...new Set(channelIds)]}::uuid[]) and paused_until <= ${now} returning id, tenant_id`.execute(
    trx,
  );
  await announceResumed(trx, rows);
}

async function writePause(
  trx: Trx,
  id: string,
  { until, reason, at, step }: { until: Date; reason: string; at: Date; step: number },
): Promise<string> {
  const { tenant_id: tenantId } = await trx
    .updateTable('channels')
    .set({ paused_until: until, paused_reason: reason, paused_at: at, pause_step: step })
    .where('id', '=', id)
    .returning('tenant_id')
    .executeTakeFirstOrThrow();
  return tenantId;
}

async function announcePause(
  trx: Trx,
  tenantId: string,
  channelId: string,
  until: Date,
  code: string,
  reason: string,
): Promise<void> {
  const data = { channelId, change: 'paused', until: until.toISOString(), code, reason } as const;
  await recordEvents(trx, [{ tenantId, type: 'channel_changed', data }]);
}

async function announceResumed(trx: Trx, channels: readonly { id: string; tenant_id: string }[]): Promise<void> {
  await recordEvents(
    trx,
    channels.map(({ id, tenant_id: tenantId }) => ({
      tenantId,
      type: 'channel_changed',
      data: { channelId: id, change: 'resumed' },
    })),
  );
}
