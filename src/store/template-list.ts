// Templates as callers of the api see them. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { TemplateStatus } from '../domain/template.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { templateColumns, type StoredTemplate, type TemplateKey } from './templates.ts';

export interface AccountTemplate {
  name: string;
  language: string;
}

// A verified business may have 6,000.
const mostOfAccount = 6_000;

/** What the tenant may use of an account, in order of name and language: its own, and what comes with a shared channel. */
export async function listAccountTemplates(
  trx: Trx,
  { tenantId, provider, account }: Pick<TemplateKey, 'tenantId' | 'provider' | 'account'>,
): Promise<AccountTemplate[]> {
  const { rows } = await sql<AccountTemplate>`
    select distinct name, language from templates
    where provider = ${provider} and account = ${account} and (tenant_id = ${tenantId} or exists (
      select from channels c where c.provider = templates.provider and c.account = templates.account and c.shared))
    order by name, language limit ${sql.lit(mostOfAccount)}`.execute(trx);
  return rows;
}

/** In which languages the account of a conversation's channel has a template approved, in order. */
export async function listApprovedLanguages(trx: Trx, conversationId: string, name: string): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct t.language from conversations c join channels h on h.id = c.channel_id
    join templates t on t.provider = h.provider and t.account = h.account
    where c.id = ${conversationId} and t.name = ${name} and t.status = 'approved'
    order by t.language`.execute(trx);
  return rows.map(({ language }) => language);
}

export interface TemplateQuery {
  /** Undefined: of all accounts. */
  account: { provider: ProviderName; account: string } | undefined;
  /** Empty: any. */
  statuses: readonly TemplateStatus[];
  namePrefix: string;
  /** Only templates with lower ids. */
  beforeId: string | undefined;
  limit: number;
}

/** Newest first. */
export async function listTemplates(trx: Trx, query: TemplateQuery): Promise<StoredTemplate[]> {
  const { account, statuses, namePrefix, beforeId, limit } = query;
  const { rows } = await sql<StoredTemplate>`
    select ${templateColumns} from templates t
    where starts_with(name, ${namePrefix})
      and ${account ? sql`provider = ${account.provider} and account = ${account.account}` : sql`true`}
      and ${statuses.length > 0 ? sql`status = any(${[...statuses]}::text[])` : sql`true`}
      and ${beforeId === undefined ? sql`true` : sql`id < ${beforeId}::uuid`}
    order by id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit);
}

export async function findTemplate(trx: Trx, id: string): Promise<StoredTemplate | undefined> {
  const { rows } = await sql<StoredTemplate>`select ${templateColumns} from templates t where id = ${id}`.execute(trx);
  return rows[0];
}
