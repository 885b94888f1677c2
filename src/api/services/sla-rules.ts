// OperationsService: how long tickets may take.
import * as domain from '../../domain/ticket.ts';
import * as store from '../../store/sla-rules.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { Fields } from '../fields.ts';
import type { ListSlaRulesRequest__Output as ListRequest } from '../gen/switchboard/v1/ListSlaRulesRequest.ts';
import type { ListSlaRulesResponse } from '../gen/switchboard/v1/ListSlaRulesResponse.ts';
import type { SetSlaRulesRequest__Output as SetRequest } from '../gen/switchboard/v1/SetSlaRulesRequest.ts';
import type { SetSlaRulesResponse } from '../gen/switchboard/v1/SetSlaRulesResponse.ts';
import type { SlaRule } from '../gen/switchboard/v1/SlaRule.ts';
import { findNamed } from '../resources.ts';
import { severities, ticketKinds } from '../ticket-resources.ts';

export const setSlaRules: UnaryMethod<SetRequest, SetSlaRulesResponse> = async (api, caller, { rules: given }) => {
  const fields = new Fields();
  const rules = readRules(fields, given);
  fields.done();
  await inTenant(api, caller, (trx) => store.replaceSlaRules(trx, caller.tenantId, rules));
  return { rules: toRules(rules) };
};

export const listSlaRules: UnaryMethod<ListRequest, ListSlaRulesResponse> = async (api, caller) => ({
  rules: toRules(await inTenant(api, caller, store.listSlaRules)),
});

const mostMinutes = 525_600;

function readRules(fields: Fields, given: SetRequest['rules']): store.SlaRule[] {
  const firsts = new Map<string, number>();
  return given.flatMap(({ kind: kindName, severity: severityName, minutes }, index) => {
    const kind = findNamed(ticketKinds, kindName);
    const severity = findNamed(severities, severityName);
    if (!kind) fields.wrong(`rules[${index}].kind`, 'must be REPORT, DEFECT or MAINTENANCE');
    if (!severity) fields.wrong(`rules[${index}].severity`, 'must be LOW, MEDIUM or HIGH');
    if (minutes < 1 || minutes > mostMinutes)
      fields.wrong(`rules[${index}].minutes`, `is not from 1 to ${mostMinutes}`);
    if (!kind || !severity) return [];
    const first = firsts.get(`${kind} ${severity}`);
    if (first === undefined) firsts.set(`${kind} ${severity}`, index);
    else fields.wrong(`rules[${index}]`, `is about the same tickets as rules[${first}]`);
    return { kind, severity, minutes };
  });
}

function toRules(rules: readonly store.SlaRule[]): SlaRule[] {
  const ordered = domain.ticketKinds.flatMap((kind) =>
    domain.severities.flatMap((severity) => rules.filter((rule) => rule.kind === kind && rule.severity === severity)),
  );
  return ordered.map(({ kind, severity, minutes }) => ({
    kind: ticketKinds[kind],
    severity: severities[severity],
    minutes,
  }));
}
