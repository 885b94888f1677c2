// Templates on their way to the providers, and back. Both are claimed by moving the time at which another worker may have them,
// so that what a dying worker leaves is taken up again.
import { sql } from 'kysely';
import { storable } from '../domain/json.ts';
import type { ProviderTemplate, TemplateStatus } from '../domain/template.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordEvents } from './events.ts';
import { recordset } from './recordset.ts';
import { templateColumns, type StoredTemplate } from './templates.ts';

/** A template to hand in; undefined when it was done, or somebody is at it. */
export async function claimSubmission(
  trx: Trx,
  id: string,
  now: Date,
  leaseUntil: Date,
): Promise<StoredTemplate | undefined> {
  const { rows } = await sql<StoredTemplate>`
    update templates t set submit_at = ${leaseUntil} where id = ${id} and submit_at <= ${now}
    returning ${templateColumns}`.execute(trx);
  return rows[0];
}

export interface Submission {
  /** Undefined: as it was. */
  status?: TemplateStatus;
  externalId?: string;
  reason?: string;
  /** When to try again; undefined: it is done. */
  again?: Date;
}

/**
 * What became of a claim, with its event. Of a template that was changed meanwhile, and waits to be handed in again, only the
 * provider's id is kept.
 */
export async function recordSubmission(
  trx: Trx,
  { id, leaseUntil }: { id: string; leaseUntil: Date },
  { status, externalId, reason, again }: Submission,
): Promise<void> {
  const mine = sql`submit_at = ${leaseUntil}`;
  const { rows } = await sql<ChangedTemplate & { settled: boolean }>`
    update templates t set
      external_id = coalesce(${externalId ?? null}, external_id),
      status = case when ${mine} then coalesce(${status ?? null}, status) else status end,
      reason = case when ${mine} then ${reason ?? null} else reason end,
      submit_at = case when ${mine} then ${again ?? null}::timestamptz else submit_at end,
      updated_at = now()
    where id = ${id} returning ${changedColumns}, submit_at is null as settled`.execute(trx);
  await recordChanges(
    trx,
    rows.filter(({ settled }) => settled),
  );
}

interface ChangedTemplate {
  id: string;
  tenantId: string;
  name: string;
  language: string;
  status: StoredTemplate['status'];
  category: StoredTemplate['definition']['category'];
  quality: string | null;
  reason: string | null;
}

const changedColumns = sql.raw(
  `t.id, t.tenant_id as "tenantId", t.name, t.language, t.status, t.category, t.quality, t.reason`,
);

async function recordChanges(trx: Trx, changed: readonly ChangedTemplate[]): Promise<void> {
  await recordEvents(
    trx,
    changed.map(({ id, tenantId, name, language, status, category, quality, reason }) => ({
      tenantId,
      type: 'template_changed',
      data: {
        templateId: id,
        name,
        language,
        status,
        category,
        ...(quality === null ? {} : { quality }),
        ...(reason === null ? {} : { reason }),
      },
    })),
  );
}

/** Those that somebody should be at and nobody is. */
export async function listForgottenSubmissions(db: DbOrTrx, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from templates where submit_at <= ${before} limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

export interface TemplateAccount {
  tenantId: string;
  provider: ProviderName;
  account: string;
}

/** Notes when the templates of a channel are to be read. */
export async function scheduleSync(trx: Trx, channelIds: readonly string[], at: Date): Promise<void> {
  if (channelIds.length === 0) return;
  await sql`update channels set templates_sync_at = ${at} where id = any(${[...channelIds]}::uuid[])`.execute(trx);
}

const dayMs = 24 * 3_600_000;

/** One channel for each account that is due: asked for and forgotten, or not read for a day. Never of an account that is new. */
export async function listDueSyncs(db: DbOrTrx, now: Date, forgottenBefore: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct on (tenant_id, provider, account) id from channels c
    where enabled and transport = 'whatsapp' and case when templates_sync_at is null
      then coalesce(templates_synced_at, created_at) <= ${new Date(now.getTime() - dayMs)}
      else templates_sync_at <= ${forgottenBefore} end
      -- Another channel of the account has just been asked for.
      and not exists (select from channels o where o.tenant_id = c.tenant_id and o.provider = c.provider
        and o.account = c.account and o.templates_sync_at > ${forgottenBefore})
    order by tenant_id, provider, account, id`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * Brings the templates of an account to what the provider has; each real change is an event. Those that are about to be handed
 * in are left alone, drafts too. The first reading of an account makes no events of what was there before.
 */
export async function recordSync(
  trx: Trx,
  account: TemplateAccount,
  templates: readonly (ProviderTemplate & { id: string })[],
  now: Date,
): Promise<void> {
  const isFirst = !(await markSynced(trx, account, now));
  const rows = templates.map(({ id, externalId, definition, status, reason, quality }) => {
    const { name, language, category } = definition;
    return { id, name, language, category, definition, status, reason, quality, external_id: externalId };
  });
  const changed = await upsert(trx, account, storable(rows), now, isFirst);
  const gone = await disableOthers(trx, account, rows);
  await recordChanges(trx, [...changed, ...gone]);
}

/** Whether it was read before. */
async function markSynced(trx: Trx, { tenantId, provider, account }: TemplateAccount, now: Date): Promise<boolean> {
  const { rows } = await sql<{ before: boolean }>`
    with before as (
      select id, templates_synced_at is not null as synced from channels
      where tenant_id = ${tenantId} and provider = ${provider} and account = ${account} order by id for no key update)
    update channels c set templates_synced_at = ${now}, templates_sync_at = null from before b where c.id = b.id
    returning b.synced as before`.execute(trx);
  return rows.some(({ before }) => before);
}

async function upsert(
  trx: Trx,
  { tenantId, provider, account }: TemplateAccount,
  rows: readonly object[],
  now: Date,
  isFirst: boolean,
): Promise<ChangedTemplate[]> {
  if (rows.length === 0) return [];
  const columns = `id uuid, name text, language text, category text, definition jsonb, status text, reason text, quality text,
    external_id text`;
  const { rows: changed } = await sql<ChangedTemplate>`
    with before as (
      select * from templates where tenant_id = ${tenantId} and provider = ${provider} and account = ${account}),
    t as (
      insert into templates as o (id, tenant_id, provider, account, name, language, category, definition, status, reason, quality,
        external_id, synced_at)
      select id, ${tenantId}::uuid, ${provider}, ${account}, name, language, category, definition, status, reason, quality,
        external_id, ${now}::timestamptz
      from ${recordset(rows, columns)} order by name, language
      on conflict (tenant_id, provider, account, name, language) do update set
        category = excluded.category, definition = excluded.definition, status = excluded.status, reason = excluded.reason,
        quality = coalesce(excluded.quality, o.quality), external_id = excluded.external_id, synced_at = excluded.synced_at,
        updated_at = case when (o.category, o.definition, o.status, o.reason) is distinct from
          (excluded.category, excluded.definition, excluded.status, excluded.reason) then now() else o.updated_at end
      where o.submit_at is null
      returning o.*)
    select ${changedColumns} from t left join before b on b.id = t.id
    where case when b.id is null then ${!isFirst} else (b.category, b.definition, b.status, b.reason, b.quality)
      is distinct from (t.category, t.definition, t.status, t.reason, t.quality) end`.execute(trx);
  return changed;
}

const goneReason = 'It is no longer at the provider.';

async function disableOthers(
  trx: Trx,
  { tenantId, provider, account }: TemplateAccount,
  present: readonly object[],
): Promise<ChangedTemplate[]> {
  const { rows } = await sql<ChangedTemplate>`
    update templates t set status = 'disabled', reason = ${goneReason}, updated_at = now()
    where tenant_id = ${tenantId} and provider = ${provider} and account = ${account}
      and external_id is not null and submit_at is null and status <> 'disabled'
      and not exists (select from ${recordset(present, 'name text, language text')}
        where r.name = t.name and r.language = t.language)
    returning ${changedColumns}`.execute(trx);
  return rows;
}
