// How long tickets may take, as the tenant says. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { Severity, TicketKind } from '../domain/ticket.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface SlaRule {
  kind: TicketKind;
  severity: Severity;
  minutes: number;
}

/** Nine at most. */
export async function listSlaRules(trx: Trx): Promise<SlaRule[]> {
  const { rows } = await sql<SlaRule>`select kind, severity, minutes from sla_rules`.execute(trx);
  return rows;
}

export async function replaceSlaRules(trx: Trx, tenantId: string, rules: readonly SlaRule[]): Promise<void> {
  await lockRules(trx, tenantId);
  await sql`delete from sla_rules`.execute(trx);
  if (rules.length === 0) return;
  await sql`insert into sla_rules (tenant_id, kind, severity, minutes) select ${tenantId}::uuid, kind, severity, minutes
    from ${recordset(rules, 'kind text, severity text, minutes integer')}`.execute(trx);
}

/** Without minutes such a ticket has no deadline any more. Returns the minutes there were. */
export async function setSlaRule(
  trx: Trx,
  tenantId: string,
  { kind, severity }: Omit<SlaRule, 'minutes'>,
  minutes: number | undefined,
): Promise<number | undefined> {
  await lockRules(trx, tenantId);
  const before = await trx
    .deleteFrom('sla_rules')
    .where('kind', '=', kind)
    .where('severity', '=', severity)
    .returning('minutes')
    .executeTakeFirst();
  if (minutes !== undefined)
    await trx.insertInto('sla_rules').values({ tenant_id: tenantId, kind, severity, minutes }).execute();
  return before?.minutes;
}

// One call at a time: two that replace the same rules would each insert what the other has.
async function lockRules(trx: Trx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('sla_rules ' || ${tenantId}::text, 0))`.execute(trx);
}
