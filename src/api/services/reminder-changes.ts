// ReminderService: calling reminders off, and moving them.
import type { Problem } from '../../domain/problem.ts';
import { alreadyOccurred, readSchedule, tooLate } from '../../domain/reminder-request/schedule.ts';
import type { ParsedSchedule } from '../../domain/schedule/parse-schedule.ts';
import * as store from '../../store/reminder-changes.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { changedSince, invalidFields, notFound, type Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { CancelReminderRequest__Output as CancelRequest } from '../gen/switchboard/v1/CancelReminderRequest.ts';
import type { CancelReminderResponse } from '../gen/switchboard/v1/CancelReminderResponse.ts';
import type { RescheduleReminderRequest__Output as RescheduleRequest } from '../gen/switchboard/v1/RescheduleReminderRequest.ts';
import type { RescheduleReminderResponse } from '../gen/switchboard/v1/RescheduleReminderResponse.ts';
import { toReminder } from '../reminder-resources.ts';
import { unmet } from '../sends/send-rules.ts';
import { readSchedule as readRequested } from './reminder-request.ts';
import { getStoredReminder } from './reminders.ts';

export const cancelReminder: UnaryMethod<CancelRequest, CancelReminderResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('reminder_id', request.reminderId);
  fields.done();
  const { reminder, withdrawn } = await inTenant(api, caller, async (trx) => {
    const cancelled = await store.cancelReminder(trx, id, api.clock.now());
    if (!cancelled) throw notFound('reminder', id);
    const { outcome, conversationIds } = cancelled;
    if (outcome === 'already_sent') throw alreadySent(id);
    if (outcome === 'over') throw unmet('ALREADY_OVER', id, 'Its last time was missed, or sending it failed.');
    await api.queue.enqueue(
      trx,
      conversationIds.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
    );
    return cancelled;
  });
  api.metrics?.remindersWithdrawn.inc({ result: 'cancelled' }, withdrawn);
  return { reminder: toReminder(reminder) };
};

function alreadySent(id: string): Refusal {
  return unmet('ALREADY_SENT', id, 'The reminder was sent, or is on its way to the provider.');
}

export const rescheduleReminder: UnaryMethod<RescheduleRequest, RescheduleReminderResponse> = async (
  api,
  caller,
  request,
) => {
  const now = api.clock.now();
  const { id, version, when } = readRequest(request, now);
  return inTenant(api, caller, async (trx) => {
    const { sendWithinSeconds } = await getStoredReminder(trx, id);
    const past = tooLate(when, sendWithinSeconds, now);
    if (past) throw wrongTime(past);
    const rescheduled = await store.rescheduleReminder(trx, id, { version, ...when }, now);
    if (!rescheduled) throw notFound('reminder', id);
    const { outcome, reminder } = rescheduled;
    if (outcome === 'stale') throw changedSince('reminder', reminder.version);
    if (outcome === 'already_sent') throw alreadySent(id);
    if (outcome === 'occurred') throw wrongTime(alreadyOccurred(when));
    if (outcome === 'already_cancelled') throw unmet('ALREADY_CANCELLED', id, 'The reminder was cancelled.');
    return { reminder: toReminder(reminder) };
  });
};

function wrongTime({ path, description }: Problem): Refusal {
  return invalidFields([{ field: path, description }]);
}

function readRequest(request: RescheduleRequest, now: Date): { id: string; version: number; when: ParsedSchedule } {
  const fields = new Fields();
  const { version } = request;
  const id = fields.id('reminder_id', request.reminderId);
  if (version < 1) fields.wrong('version', 'is required: the version that was read');
  const when = readSchedule(readRequested(fields, request), now);
  if ('problems' in when) fields.all(when.problems);
  fields.done();
  return { id, version, when: when as ParsedSchedule };
}
