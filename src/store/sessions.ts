// Where conversations stand in their flow.
import { sql } from 'kysely';
import type { Json } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** As it is stored; whoever reads it checks what the JSON holds. */
export interface StoredSession {
  flow: string;
  /** Null: no dialogue is under way. */
  step: string | null;
  data: unknown;
  language: string;
  offered: unknown;
  earlier: unknown;
  traffic: unknown;
  startedAt: Date;
  expiresAt: Date | null;
}

export type NewSession = Omit<StoredSession, 'data' | 'offered' | 'earlier' | 'traffic'> & {
  conversationId: string;
  tenantId: string;
  data: Json;
  offered: Json;
  earlier: Json;
  traffic: Json;
};

export async function findSessions(trx: Trx, conversationIds: readonly string[]): Promise<Map<string, StoredSession>> {
  const rows = await trx
    .selectFrom('sessions')
    .select(['conversation_id as conversationId', 'flow', 'step', 'data', 'language', 'offered', 'earlier', 'traffic'])
    .select(['started_at as startedAt', 'expires_at as expiresAt'])
    .where('conversation_id', '=', sql<string>`any(${[...conversationIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.conversationId, row]));
}

export async function saveSessions(trx: Trx, sessions: readonly NewSession[]): Promise<void> {
  if (sessions.length === 0) return;
  const rows = sessions.map((session) => ({
    conversation_id: session.conversationId,
    tenant_id: session.tenantId,
    flow: session.flow,
    step: session.step,
    data: session.data,
    language: session.language,
    offered: session.offered,
    earlier: session.earlier,
    traffic: session.traffic,
    started_at: session.startedAt,
    expires_at: session.expiresAt,
  }));
  const columns = `conversation_id uuid, tenant_id uuid, flow text, step text, data jsonb, language text, offered jsonb, earlier jsonb,
    traffic jsonb, started_at timestamptz, expires_at timestamptz`;
  await sql`insert into sessions (conversation_id, tenant_id, flow, step, data, language, offered, earlier, traffic, started_at, expires_at)
    select conversation_id, tenant_id, flow, step, data, language, offered, earlier, traffic, started_at, expires_at
    from ${recordset(rows, columns)}
    on conflict (conversation_id) do update set flow = excluded.flow, step = excluded.step, data = excluded.data,
      language = excluded.language, offered = excluded.offered, earlier = excluded.earlier, traffic = excluded.traffic,
      started_at = excluded.started_at, expires_at = excluded.expires_at, updated_at = now()`.execute(trx);
}
