// What the organisation's own people do meanwhile.
import type { Database } from '../../../src/platform/db.ts';
import { closeConversation } from '../../../src/store/conversation-list.ts';
import { updateTicket } from '../../../src/store/tickets.ts';

/** From now on a flow answers again. */
export async function closeConversationsOf(db: Database, contactId: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const held = trx.selectFrom('conversations').select('id').where('contact_id', '=', contactId).forUpdate();
    for (const { id } of await held.execute()) await closeConversation(trx, id);
  });
}

/** Throws when there is no such ticket. */
export async function resolveTicket(db: Database, tenantId: string, number: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { id, severity, warn_at, due_at } = await trx
      .selectFrom('tickets')
      .select(['id', 'severity', 'warn_at', 'due_at'])
      .where('tenant_id', '=', tenantId)
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirstOrThrow(() => new Error(`there is no ticket ${number}`));
    const now = new Date();
    const changes = { status: 'resolved' as const, severity, resolvedAt: now, warnAt: warn_at, dueAt: due_at };
    await updateTicket(trx, id, changes, now);
  });
}
