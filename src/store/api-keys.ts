// Api keys: kept as hashes only. They are looked up before the tenant is known, so outside row-level security.
import type { Scope } from '../domain/scope.ts';
import { newId } from '../domain/ids.ts';
import type { DbOrTrx } from '../platform/db.ts';

export interface ApiKey {
  id: string;
  tenantId: string;
  name: string;
  /** Its last four characters, to tell keys apart. */
  hint: string;
  scopes: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const columns = ['id', 'tenant_id', 'name', 'hint', 'scopes', 'expires_at', 'revoked_at'] as const;

export interface NewApiKey {
  tenantId: string;
  name: string;
  hash: Buffer;
  hint: string;
  scopes: readonly Scope[];
  expiresAt?: Date;
}

export async function createApiKey(db: DbOrTrx, key: NewApiKey): Promise<string> {
  const id = newId();
  const { tenantId, name, hash, hint, scopes, expiresAt } = key;
  const row = { id, tenant_id: tenantId, name, hash, hint, scopes: [...scopes], expires_at: expiresAt ?? null };
  await db.insertInto('api_keys').values(row).execute();
  return id;
}

export async function findApiKey(db: DbOrTrx, hash: Buffer): Promise<ApiKey | undefined> {
  const row = await db.selectFrom('api_keys').select(columns).where('hash', '=', hash).executeTakeFirst();
  return row && toApiKey(row);
}

export async function setApiKeyScopes(db: DbOrTrx, id: string, scopes: readonly Scope[]): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ scopes: [...scopes] })
    .where('id', '=', id)
    .execute();
}

/** Newest first. */
export async function listApiKeys(db: DbOrTrx, tenantId: string): Promise<ApiKey[]> {
  const query = db.selectFrom('api_keys').select(columns).where('tenant_id', '=', tenantId).orderBy('id', 'desc');
  return (await query.execute()).map(toApiKey);
}

/** False when there is no such key, or it was revoked before. Takes effect everywhere within seconds. */
export async function revokeApiKey(db: DbOrTrx, id: string, at: Date): Promise<boolean> {
  const query = db.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

function toApiKey(row: {
  id: string;
  tenant_id: string;
  name: string;
  hint: string;
  scopes: string[];
  expires_at: Date | null;
  revoked_at: Date | null;
}): ApiKey {
  const { id, name, hint, scopes } = row;
  return { id, tenantId: row.tenant_id, name, hint, scopes, expiresAt: row.expires_at, revokedAt: row.revoked_at };
}
