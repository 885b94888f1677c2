// ReminderService: any number of reminders in one stream, stored in groups as they come. In memory is one group, and the first
// problems.
import { isRefusal } from '../../domain/reminder-request/refusal.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import { enqueueReminders } from '../../store/enqueue-reminders.ts';
import { inTenant, type ApiContext, type Caller, type UploadMethod } from '../call.ts';
import { invalidFields, Refusal, toRpcStatus } from '../errors.ts';
import type { EnqueueReminderRequest__Output as EnqueueRequest } from '../gen/switchboard/v1/EnqueueReminderRequest.ts';
import type { StreamRemindersRequest__Output as Request } from '../gen/switchboard/v1/StreamRemindersRequest.ts';
import type { StreamRemindersResponse } from '../gen/switchboard/v1/StreamRemindersResponse.ts';
import { attempt, valid } from './batches.ts';
import { readReminder, toRefusal } from './reminder-request.ts';

const groupSize = 1_000;
const mostProblems = 1_000;

export const streamReminders: UploadMethod<Request, StreamRemindersResponse> = async (api, caller, requests) => {
  const counts = { enqueuedCount: 0, repeatedCount: 0, failedCount: 0 };
  const problems: StreamRemindersResponse['problems'] & object = [];
  let index = 0;
  for await (const group of groupsOf(requests)) {
    for (const result of await store(api, caller, group)) {
      if (result instanceof Refusal) {
        counts.failedCount += 1;
        const { requestId } = group[index % groupSize]!;
        if (problems.length < mostProblems) problems.push({ index, requestId, error: toRpcStatus(result) });
      } else if (result.repeated) counts.repeatedCount += 1;
      else counts.enqueuedCount += 1;
      index += 1;
    }
    await caller.reauthenticate();
  }
  return { ...counts, problems };
};

/** All but the last are full. */
async function* groupsOf(requests: AsyncIterable<Request>): AsyncGenerator<EnqueueRequest[]> {
  let group: EnqueueRequest[] = [];
  for await (const { reminders } of requests) {
    if (reminders.length > groupSize) {
      throw invalidFields([{ field: 'reminders', description: `must have at most ${groupSize} items` }]);
    }
    group.push(...reminders);
    while (group.length >= groupSize) {
      yield group.slice(0, groupSize);
      group = group.slice(groupSize);
    }
  }
  if (group.length > 0) yield group;
}

async function store(
  api: ApiContext,
  caller: Caller,
  group: readonly EnqueueRequest[],
): Promise<(Refusal | { repeated: boolean })[]> {
  const now = api.clock.now();
  const drafts = await mapInTurns(group, (each) => attempt(() => readReminder(each, now)));
  const stored = await inTenant(api, caller, (trx) => enqueueReminders(trx, caller.tenantId, valid(drafts), now));
  const rest = stored.values();
  return drafts.map((draft) => {
    const result = draft instanceof Refusal ? draft : rest.next().value!;
    return result instanceof Refusal || !isRefusal(result) ? result : toRefusal(result);
  });
}
