// Writing what watchers of the api see. Reading is in event-feed.ts.
import { sql } from 'kysely';
import type { EventData, EventType } from '../domain/event.ts';
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export type NewEvent = {
  [Type in EventType]: {
    tenantId: string;
    type: Type;
    /** Absent for what happened outside any conversation. */
    conversationId?: string;
    messageId?: string;
    data: EventData[Type];
  };
}[EventType];

export async function recordEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    id: newId(),
    tenant_id: event.tenantId,
    type: event.type,
    conversation_id: event.conversationId,
    message_id: event.messageId,
    data: event.data,
  }));
  await sql`insert into events (id, tenant_id, type, conversation_id, message_id, data)
    select id, tenant_id, type, conversation_id, message_id, data
    from ${recordset(rows, 'id uuid, tenant_id uuid, type text, conversation_id uuid, message_id uuid, data jsonb')}`.execute(
    trx,
  );
}
