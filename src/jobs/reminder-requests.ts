// Reminders that other systems put into the queue with SQL (deploy/reminders.md): checked as those of the api are, and stored
// in the transaction that completes their jobs. A bad one is a dead letter with the reason.
import { toReminderDraft, type ReminderDraft } from '../domain/reminder-request/draft.ts';
import { readReminderJson } from '../domain/reminder-request/json.ts';
import { isRefusal, refusalText } from '../domain/reminder-request/refusal.ts';
import { asText } from '../domain/json.ts';
import { textProblem } from '../domain/problem.ts';
import { asTenant, type Trx } from '../platform/db.ts';
import { mapInTurns } from '../platform/event-loop.ts';
import { JobRejected } from '../platform/queue.ts';
import { enqueueReminders } from '../store/enqueue-reminders.ts';
import { findTenantIds } from '../store/tenants.ts';
import type { JobDefinition } from './job.ts';

export const remindersJob: JobDefinition<'reminders'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 30,
  start: ({ clock }) => ({
    handle: async (jobs, trx) => {
      const now = clock.now();
      const requests = await mapInTurns(jobs, ({ data }) => read(data, now));
      const tenantIds = await findTenantIds(
        trx,
        requests.map(({ tenant }) => tenant),
      );
      for (const [tenant, group] of Map.groupBy(requests, (request) => request.tenant)) {
        const tenantId = tenantIds.get(tenant);
        if (tenantId === undefined) throw new JobRejected('tenant is not known');
        const drafts = group.map(({ draft }) => draft);
        await asTenant(trx, tenantId, (own) => enqueue(own, tenantId, drafts, now));
      }
      return {};
    },
  }),
};

function read(data: unknown, now: Date): { tenant: string; draft: ReminderDraft } {
  const { request, problems } = readReminderJson(data, ['tenant']);
  const tenant = asText((data as { tenant?: unknown } | null)?.tenant);
  const problem = textProblem(tenant, { min: 1, max: 100 });
  if (problem !== undefined) problems.push({ path: 'tenant', description: `${problem}: its name or id` });
  const draft = toReminderDraft(request, now, problems);
  if (Array.isArray(draft)) throw new JobRejected(refusalText({ type: 'invalid', problems: draft }));
  return { tenant, draft };
}

async function enqueue(trx: Trx, tenantId: string, drafts: readonly ReminderDraft[], now: Date): Promise<void> {
  const refusal = (await enqueueReminders(trx, tenantId, drafts, now)).find(isRefusal);
  // With others in the batch it is tried again alone.
  if (refusal) throw new JobRejected(refusalText(refusal));
}
