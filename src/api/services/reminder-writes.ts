// ReminderService: taking reminders over.
import { isRefusal } from '../../domain/reminder-request/refusal.ts';
import type { ReminderDraft } from '../../domain/reminder-request/draft.ts';
import type { Trx } from '../../platform/db.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import { enqueueReminders } from '../../store/enqueue-reminders.ts';
import { findReminders, type StoredReminder } from '../../store/reminders.ts';
import { inTenant, type ApiContext, type UnaryMethod } from '../call.ts';
import { notFound, Refusal, toRpcStatus } from '../errors.ts';
import type { BatchEnqueueRemindersRequest__Output as BatchRequest } from '../gen/switchboard/v1/BatchEnqueueRemindersRequest.ts';
import type { BatchEnqueueRemindersResponse } from '../gen/switchboard/v1/BatchEnqueueRemindersResponse.ts';
import type { EnqueueReminderRequest__Output as EnqueueRequest } from '../gen/switchboard/v1/EnqueueReminderRequest.ts';
import type { EnqueueReminderResponse } from '../gen/switchboard/v1/EnqueueReminderResponse.ts';
import { toReminder } from '../reminder-resources.ts';
import { attempt, checkBatch, valid } from './batches.ts';
import { readReminder, toRefusal } from './reminder-request.ts';

export const enqueueReminder: UnaryMethod<EnqueueRequest, EnqueueReminderResponse> = async (api, caller, request) => {
  const item = { draft: readReminder(request, api.clock.now()), path: '' };
  const [reminder] = await inTenant(api, caller, (trx) => enqueue(api, trx, caller.tenantId, [item]));
  if (reminder instanceof Refusal) throw reminder;
  return { reminder: toReminder(reminder!) };
};

export const batchEnqueueReminders: UnaryMethod<BatchRequest, BatchEnqueueRemindersResponse> = async (
  api,
  caller,
  { reminders },
) => {
  checkBatch('reminders', reminders);
  const now = api.clock.now();
  // A rule that is hard to follow takes tens of milliseconds to refuse: others are answered in between.
  const items = await mapInTurns(reminders, (each, index) =>
    attempt(() => ({ draft: readReminder(each, now, `reminders[${index}].`), path: `reminders[${index}].` })),
  );
  const stored = await inTenant(api, caller, (trx) => enqueue(api, trx, caller.tenantId, valid(items)));
  const rest = stored.values();
  const results = items.map((item) => (item instanceof Refusal ? item : rest.next().value!));
  return {
    results: results.map((each) =>
      each instanceof Refusal ? { error: toRpcStatus(each) } : { reminder: toReminder(each) },
    ),
  };
};

/** In the order of the items. */
async function enqueue(
  { clock }: Pick<ApiContext, 'clock'>,
  trx: Trx,
  tenantId: string,
  items: readonly { draft: ReminderDraft; path: string }[],
): Promise<(StoredReminder | Refusal)[]> {
  const drafts = items.map(({ draft }) => draft);
  const results = await enqueueReminders(trx, tenantId, drafts, clock.now());
  const ids = results.flatMap((result) => (isRefusal(result) ? [] : [result.id]));
  const reminders = await findReminders(trx, ids);
  return results.map((result, index) => {
    if (isRefusal(result)) return toRefusal(result, items[index]!.path);
    return reminders.get(result.id) ?? notFound('reminder', result.id);
  });
}
