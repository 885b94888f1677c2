// What providers tell about templates, numbers and budgets: written down set-based. Each function returns what changed by
// it, so that hearing the same twice is told once.
import { sql } from 'kysely';
import type { TemplateCategory, TemplateStatus } from '../domain/template.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** What is absent stays. A status comes with its reason, or with none. */
export interface TemplateNews {
  tenantId: string;
  provider: ProviderName;
  account: string;
  name: string;
  language: string;
  status?: TemplateStatus;
  reason?: string;
  category?: TemplateCategory;
  quality?: string;
}

export interface ChangedTemplate {
  id: string;
  tenantId: string;
  name: string;
  language: string;
  status: TemplateStatus;
  category: TemplateCategory;
  quality: string | null;
  reason: string | null;
}

/** Templates must be distinct. Those we do not know change nothing: they come with the next synchronisation. */
export async function updateTemplates(trx: Trx, news: readonly TemplateNews[]): Promise<ChangedTemplate[]> {
  if (news.length === 0) return [];
  const rows = news.map(({ tenantId, ...rest }) => ({ tenant_id: tenantId, ...rest }));
  const columns = `tenant_id uuid, provider text, account text, name text, language text, status text, reason text, category text,
    quality text`;
  const { rows: changed } = await sql<ChangedTemplate>`
    with told as (
      select t.id, coalesce(r.status, t.status) as status, coalesce(r.category, t.category) as category,
        coalesce(r.quality, t.quality) as quality, case when r.status is null then t.reason else r.reason end as reason
      from ${recordset(rows, columns)} join templates t on t.tenant_id = r.tenant_id and t.provider = r.provider
        and t.account = r.account and t.name = r.name and t.language = r.language
      order by t.id for no key update of t)
    update templates t set status = n.status, category = n.category, quality = n.quality, reason = n.reason, updated_at = now()
    from told n where t.id = n.id
      and (t.status, t.category, t.quality, t.reason) is distinct from (n.status, n.category, n.quality, n.reason)
    returning t.id, t.tenant_id as "tenantId", t.name, t.language, t.status, t.category, t.quality, t.reason`.execute(
    trx,
  );
  return changed;
}

/** The ids of those whose rating is another now. */
export async function rateChannels(
  trx: Trx,
  ratings: readonly { channelId: string; quality: string }[],
): Promise<string[]> {
  if (ratings.length === 0) return [];
  const rows = ratings.map(({ channelId, quality }) => ({ id: channelId, quality }));
  const { rows: changed } = await sql<{ id: string }>`
    with told as (select h.id, r.quality from channels h join ${recordset(rows, 'id uuid, quality text')} on r.id = h.id
      order by h.id for no key update of h)
    update channels h set quality = t.quality, updated_at = now() from told t
    where h.id = t.id and h.quality is distinct from t.quality returning h.id`.execute(trx);
  return changed.map((row) => row.id);
}

export interface PortfolioLimit {
  provider: ProviderName;
  name: string;
  perDay: number | null;
}

export interface LimitedChannel {
  id: string;
  tenantId: string;
  perDay: number | null;
}

/** Portfolios must be distinct. The channels of those whose limit is another now. */
export async function limitPortfolios(trx: Trx, limits: readonly PortfolioLimit[]): Promise<LimitedChannel[]> {
  if (limits.length === 0) return [];
  const rows = limits.map(({ provider, name, perDay }) => ({ provider, name, per_day: perDay }));
  const { rows: channels } = await sql<LimitedChannel>`
    with changed as (
      insert into portfolios (provider, name, per_day) select provider, name, per_day
      from ${recordset(rows, 'provider text, name text, per_day integer')} order by provider, name
      on conflict (provider, name) do update
        set per_day = excluded.per_day, exhausted_at = null, updated_at = now()
        where portfolios.per_day is distinct from excluded.per_day
      returning provider, name, per_day)
    select h.id, h.tenant_id as "tenantId", c.per_day as "perDay" from changed c
    join channels h on h.provider = c.provider and coalesce(h.portfolio, h.account) = c.name
    order by h.id`.execute(trx);
  return channels;
}

export interface MarketingWish {
  channelId: string;
  /** Scope of the BSUID. */
  account: string;
  /** E.164. */
  phone: string | undefined;
  bsuid: string | undefined;
  wanted: boolean;
}

/**
 * Whose wish is another now. People of the channel's tenant; over a shared channel also those of other tenants who have
 * talked over it. The user id decides where both are given.
 */
export async function setMarketingWishes(
  trx: Trx,
  wishes: readonly MarketingWish[],
  now: Date,
): Promise<{ contactId: string; tenantId: string; wanted: boolean }[]> {
  if (wishes.length === 0) return [];
  const rows = wishes.map(({ channelId, account, phone, bsuid, wanted }, n) => ({
    n,
    channel_id: channelId,
    account,
    phone,
    bsuid,
    wanted,
  }));
  const { rows: changed } = await sql<{ contactId: string; tenantId: string; wanted: boolean }>`
    with known as (
      select r.n, a.kind, a.contact_id, r.wanted
      from ${recordset(rows, 'n integer, channel_id uuid, account text, phone text, bsuid text, wanted boolean')}
      join channels h on h.id = r.channel_id
      join contact_addresses a on (a.kind, a.scope, a.value) in (('phone', '', r.phone), ('bsuid', r.account, r.bsuid))
      where a.tenant_id = h.tenant_id or (h.shared and exists (
        select from conversations c where c.channel_id = h.id and c.contact_id = a.contact_id))),
    meant as (
      select distinct on (contact_id) contact_id, wanted from known k
      where kind = 'bsuid' or not exists (select from known o where o.n = k.n and o.kind = 'bsuid')
      order by contact_id, n desc),
    told as (select c.id, m.wanted from contacts c join meant m on m.contact_id = c.id order by c.id for no key update of c)
    update contacts c set marketing_opted_out_at = case when not t.wanted then ${now}::timestamptz end, updated_at = now()
    from told t where c.id = t.id and (c.marketing_opted_out_at is null) <> t.wanted
    returning c.id as "contactId", c.tenant_id as "tenantId", t.wanted`.execute(trx);
  return changed;
}
