// What is known of where a person is, by whom a reminder names.
import { sql } from 'kysely';

export interface KnownWhereabouts {
  /** IANA; null where nobody has said it. */
  contactZone: string | null;
  /** A phone or user id of the person, by which their country is known; empty where there is none. */
  knownAddress: string;
  tenantZone: string;
}

/** Of `r` with its tenant_id, contact_id and phone, joined with `whereaboutsJoins`. */
export const whereaboutsColumns =
  sql.raw(`p.time_zone as "contactZone", coalesce(r.phone, n.value, '') as "knownAddress",
  t.time_zone as "tenantZone"`);

export const whereaboutsJoins = sql.raw(`join tenants t on t.id = r.tenant_id
  left join contact_addresses a on a.tenant_id = r.tenant_id and a.kind = 'phone' and a.scope = '' and a.value = r.phone
  left join contacts p on p.id = coalesce(r.contact_id, a.contact_id)
  left join lateral (
    select value from contact_addresses where contact_id = r.contact_id
    order by kind desc, former, created_at desc, value limit 1) n on true`);
