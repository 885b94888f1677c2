// What must be there ahead of time, and what may go.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import { enqueueMethod } from './enqueue-reminders.ts';

const monthsAhead = 12;

/** Without its partition a message could not be stored, so they are made a year ahead. */
export async function ensurePartitions(trx: Trx): Promise<void> {
  await sql`select ensure_partitions(now(), ${monthsAhead})`.execute(trx);
}

/**
 * request_ids after 30 days, those of reminders not before they are over for as long; receipts for messages nobody ever knew after 7, as long as Meta repeats a webhook; people
 * reached first after the day in which they count; uploads that their provider has forgotten.
 */
export async function forgetExpired(trx: Trx): Promise<void> {
  await sql`delete from api_requests a where created_at < now() - interval '30 days' and not exists (
    select from reminders r where a.method = ${enqueueMethod} and r.id = a.resource_id
      and (r.state = 'scheduled' or greatest(r.occurs_at, r.updated_at) > now() - interval '30 days'))`.execute(trx);
  await sql`delete from early_receipts where received_at < now() - interval '7 days'`.execute(trx);
  await sql`delete from media_uploads where expires_at < now()`.execute(trx);
  await sql`delete from portfolio_recipients where counted_at < now() - interval '24 hours'`.execute(trx);
}

/**
 * Of dialogues that nobody went on with: what was collected goes a day after they are over, and after 30 that there was one.
 * Until then their steps stay, by which the person who comes back is told that it has been a while.
 */
export async function forgetDialogues(trx: Trx, now: Date): Promise<void> {
  await sql`update sessions set step = null, data = '{}', earlier = '[]', offered = '[]', traffic = '{}', expires_at = null
    where step is not null and expires_at < ${now}::timestamptz - interval '30 days'`.execute(trx);
  await sql`update sessions set data = '{}', offered = '[]',
      earlier = (select coalesce(jsonb_agg(jsonb_build_object('step', state->'step', 'data', '{}'::jsonb) order by n), '[]')
        from jsonb_array_elements(earlier) with ordinality as e (state, n))
    where step is not null and expires_at < ${now}::timestamptz - interval '1 day'
      and (data <> '{}' or offered <> '[]' or jsonb_path_exists(earlier, '$[*].data.*'))`.execute(trx);
}

/** Takes a lock by name until the transaction ends; false when another holds it. */
export async function tryLock(trx: Trx, name: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext(${name})) as mine`.execute(
    trx,
  );
  return rows[0]?.mine ?? false;
}
