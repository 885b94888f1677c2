// By what clock the people of reminders live, and when they may be written to: the same wherever it is asked.
import { sql } from 'kysely';

/** `from reminders r`, or what is like it. */
export const reminderPeople = sql.raw(`
    join tenants t on t.id = r.tenant_id
    left join contact_addresses a on a.tenant_id = r.tenant_id and a.kind = 'phone' and a.scope = '' and a.value = r.phone
    left join contacts p on p.id = coalesce(r.contact_id, a.contact_id)
    left join lateral (
      select value from contact_addresses where contact_id = r.contact_id
      order by kind desc, former, created_at desc, value limit 1) n on true`);

/** Of reminderPeople: the parts of a ReminderTime that are not the reminder's own. */
export const reminderTimes = sql.raw(`t.send_windows as "sendWindows", t.time_zone as "tenantZone",
      p.time_zone as "contactZone", coalesce(r.phone, n.value, '') as "knownAddress"`);
