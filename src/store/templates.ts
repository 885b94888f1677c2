// Templates as the providers have them, or as they are drafted here. They belong to a provider's account, not to one number.
import { sql } from 'kysely';
import type { TemplateDefinition, TemplateStatus } from '../domain/template.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { DbOrTrx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface TemplateKey {
  tenantId: string;
  provider: ProviderName;
  account: string;
  name: string;
  language: string;
}

export interface StoredTemplate extends TemplateKey {
  id: string;
  definition: TemplateDefinition;
  status: TemplateStatus;
  reason: string | null;
  quality: string | null;
  /** Null until the provider has it. */
  externalId: string | null;
  updatedAt: Date;
  syncedAt: Date | null;
}

export const templateColumns = sql.raw(`t.id, t.tenant_id as "tenantId", t.provider, t.account, t.name, t.language,
  t.definition || jsonb_build_object('category', t.category) as definition, -- providers change it by themselves
  t.status, t.reason, t.quality, t.external_id as "externalId", t.updated_at as "updatedAt", t.synced_at as "syncedAt"`);

/** In the order of the keys. Where the tenant has none of its own, that of whoever owns the account: channels may be shared. */
export async function findTemplates(
  db: DbOrTrx,
  keys: readonly TemplateKey[],
): Promise<(StoredTemplate | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = keys.map(({ tenantId, provider, account, name, language }, n) => ({
    n,
    tenant_id: tenantId,
    provider,
    account,
    name,
    language,
  }));
  const columns = 'n integer, tenant_id uuid, provider text, account text, name text, language text';
  const { rows: found } = await sql<StoredTemplate & { n: number }>`
    select distinct on (r.n) r.n, ${templateColumns}
    from ${recordset(rows, columns)} join templates t
      on t.provider = r.provider and t.account = r.account and t.name = r.name and t.language = r.language
    order by r.n, t.tenant_id = r.tenant_id desc, t.id`.execute(db);
  const byIndex = new Map(found.map(({ n, ...template }) => [n, template]));
  return keys.map((_, n) => byIndex.get(n));
}
