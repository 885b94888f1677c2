// Writing templates for callers of the api: drafts, and what is to be handed to the provider. Runs under the tenant's row-level
// security, which lets nobody write another tenant's templates.
import { sql } from 'kysely';
import type { TemplateDefinition, TemplateStatus } from '../domain/template.ts';
import type { Transport } from '../domain/transport.ts';
import type { ProviderName } from '../domain/webhook.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { templateColumns, type StoredTemplate, type TemplateKey } from './templates.ts';

export interface TemplateChannel {
  id: string;
  tenantId: string;
  provider: ProviderName;
  account: string;
  transport: Transport;
  templatesSyncedAt: Date | null;
}

/** Also one of another tenant, when it is shared. */
export async function findTemplateChannel(trx: Trx, id: string): Promise<TemplateChannel | undefined> {
  return trx
    .selectFrom('channels')
    .select(['id', 'tenant_id as tenantId', 'provider', 'account', 'transport'])
    .select('templates_synced_at as templatesSyncedAt')
    .where('id', '=', id)
    .executeTakeFirst();
}

/** `submitting`: it waits to be handed to the provider, or a worker is at it. */
export type LockedTemplate = StoredTemplate & { submitting: boolean };

/** The tenant's own, with its row lock. */
export async function lockTemplate(
  trx: Trx,
  tenantId: string,
  key: { id: string } | Omit<TemplateKey, 'tenantId'>,
): Promise<LockedTemplate | undefined> {
  const which =
    'id' in key
      ? sql`t.id = ${key.id}`
      : sql`t.provider = ${key.provider} and t.account = ${key.account} and t.name = ${key.name} and t.language = ${key.language}`;
  const { rows } = await sql<LockedTemplate>`
    select ${templateColumns}, t.submit_at is not null as submitting from templates t
    where t.tenant_id = ${tenantId} and ${which} for update`.execute(trx);
  return rows[0];
}

export interface TemplateDraft {
  definition: TemplateDefinition;
  status: TemplateStatus;
  /** When it is to be handed to the provider; null: not. */
  submitAt: Date | null;
}

/** Throws RowConflict when the same was made meanwhile: the work is to be run again. */
export async function insertTemplate(
  trx: Trx,
  id: string,
  key: TemplateKey,
  { definition, status, submitAt }: TemplateDraft,
): Promise<void> {
  const { rows } = await sql`
    insert into templates (id, tenant_id, provider, account, name, language, category, definition, status, submit_at)
    values (${id}, ${key.tenantId}, ${key.provider}, ${key.account}, ${key.name}, ${key.language}, ${definition.category},
      ${JSON.stringify(definition)}::jsonb, ${status}, ${submitAt})
    on conflict do nothing returning id`.execute(trx);
  if (rows.length === 0) throw new RowConflict('the same template was made meanwhile');
}

/** Its row lock is held. */
export async function updateTemplate(
  trx: Trx,
  id: string,
  { definition, status, submitAt }: TemplateDraft,
): Promise<void> {
  await sql`
    update templates set definition = ${JSON.stringify(definition)}::jsonb, category = ${definition.category}, status = ${status},
      reason = null, submit_at = ${submitAt}, updated_at = now()
    where id = ${id}`.execute(trx);
}

export async function deleteTemplate(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('templates').where('id', '=', id).execute();
}
