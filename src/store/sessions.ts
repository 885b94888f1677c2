// Where conversations stand in their flow.
import { sql } from 'kysely';
import type { Json } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface Session {
  conversationId: string;
  tenantId: string;
  flow: string;
  state: Json;
}

export async function findSessions(
  trx: Trx,
  conversationIds: readonly string[],
): Promise<Map<string, { flow: string; state: unknown }>> {
  const rows = await trx
    .selectFrom('sessions')
    .select(['conversation_id', 'flow', 'state'])
    .where('conversation_id', '=', sql<string>`any(${[...conversationIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.conversation_id, { flow: row.flow, state: row.state }]));
}

export async function saveSessions(trx: Trx, sessions: readonly Session[]): Promise<void> {
  if (sessions.length === 0) return;
  const rows = sessions.map((session) => ({
    conversation_id: session.conversationId,
    tenant_id: session.tenantId,
    flow: session.flow,
    state: session.state,
  }));
  await sql`insert into sessions (conversation_id, tenant_id, flow, state) select conversation_id, tenant_id, flow, state
    from ${recordset(rows, 'conversation_id uuid, tenant_id uuid, flow text, state jsonb')}
    on conflict (conversation_id) do update set flow = excluded.flow, state = excluded.state, updated_at = now()`.execute(
    trx,
  );
}

export async function endSessions(trx: Trx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await sql`delete from sessions where conversation_id = any(${[...conversationIds]}::uuid[])`.execute(trx);
}
