// Whom tenants want told of deadlines, as operators set it. Sending is elsewhere (sla.ts).
import { newId } from '../domain/ids.ts';
import type { DbOrTrx } from '../platform/db.ts';
import type { SlaEvent } from './sla.ts';

interface SlaAlertValues {
  tenantId: string;
  channelId: string;
  /** E.164. */
  phone: string;
  event: SlaEvent;
  template: string;
  language: string;
}

/** With the name of the channel. In the order they were made. */
export async function listSlaAlerts(db: DbOrTrx, tenantId: string) {
  return db
    .selectFrom('sla_alerts')
    .innerJoin('channels', 'channels.id', 'sla_alerts.channel_id')
    .select(['sla_alerts.id', 'event', 'sla_alerts.phone', 'channels.name as channel', 'template', 'language'])
    .where('sla_alerts.tenant_id', '=', tenantId)
    .orderBy('sla_alerts.id')
    .execute();
}

/** A number has one template for each event and channel: given again, it is changed. Returns the alert's id. */
export async function saveSlaAlert(db: DbOrTrx, alert: SlaAlertValues): Promise<string> {
  const { tenantId, channelId, phone, event, template, language } = alert;
  const { id } = await db
    .insertInto('sla_alerts')
    .values({ id: newId(), tenant_id: tenantId, channel_id: channelId, phone, event, template, language })
    .onConflict((conflict) => conflict.constraint('sla_alerts_key').doUpdateSet({ template, language }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when the tenant has no such alert. */
export async function removeSlaAlert(db: DbOrTrx, tenantId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sla_alerts')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
