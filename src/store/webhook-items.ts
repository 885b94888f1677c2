// Webhook items that are not about one message, or could not be placed or understood, kept whole.
import { sql } from 'kysely';
import type { WebhookItem } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** @param reason why they are here: `unknown_kind`, `unknown_channel`, `account_event` (it was understood). Twice the same item is kept once. */
export async function keepWebhookItems(trx: Trx, items: readonly WebhookItem[], reason: string): Promise<void> {
  const rows = items.map((item) => ({
    id: item.id,
    provider: item.provider,
    kind: item.kind === 'other' ? item.status : item.kind,
    reason,
    payload: item,
  }));
  await sql`insert into webhook_events (id, provider, kind, reason, payload) select id, provider, kind, reason, payload
    from ${recordset(rows, 'id uuid, provider text, kind text, reason text, payload jsonb')} on conflict do nothing`.execute(
    trx,
  );
}
