// From the requests of ReminderService to what the domain knows of reminders, and from its refusals to the api's.
import { toReminderDraft, type ReminderDraft } from '../../domain/reminder-request/draft.ts';
import type { ReminderRefusal } from '../../domain/reminder-request/refusal.ts';
import type { ReminderRequest, RequestedSchedule } from '../../domain/reminder-request/request.ts';
import { notFound, requestIdReused, type Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { EnqueueReminderRequest__Output as EnqueueRequest } from '../gen/switchboard/v1/EnqueueReminderRequest.ts';
import { quietHours } from '../reminder-resources.ts';
import { readOptional } from '../resources.ts';
import { toRefusal as sendRefusal } from '../sends/send-rules.ts';

/** Throws a Refusal. @param path of the request in the call, with its dot. */
export function readReminder(request: EnqueueRequest, now: Date, path = ''): ReminderDraft {
  const fields = new Fields(path);
  const draft = toReminderDraft(readRequest(fields, request), now);
  if (Array.isArray(draft)) fields.all(draft);
  fields.done();
  return draft as ReminderDraft;
}

function readRequest(fields: Fields, request: EnqueueRequest): ReminderRequest {
  const { channelId, template, reference, requestId, sendWithinSeconds, sessionText, smsFallback } = request;
  const policy = readOptional(fields, 'quiet_hours', quietHours, request.quietHours, 'QUIET_HOURS_UNSPECIFIED');
  return {
    contactId: request.contactId ?? '',
    phone: request.phone ?? '',
    channelId,
    template: template ?? { name: '', language: '', parameters: {} },
    schedule: readSchedule(fields, request),
    reference,
    requestId,
    sendWithinSeconds,
    quietHours: policy ?? 'respect',
    sessionText,
    smsFallback,
  };
}

/** How every request of this service says when. */
export function readSchedule(
  fields: Fields,
  { schedule, at = null, local, rule }: Pick<EnqueueRequest, 'schedule' | 'at' | 'local' | 'rule'>,
): RequestedSchedule {
  switch (schedule) {
    case 'at':
      return { at: fields.instant('at', at) ?? new Date(0) };
    case 'local':
      return { local: local! };
    case 'rule':
      return { rule: { ...rule!, endsAt: fields.instant('rule.ends_at', rule!.endsAt) } };
    case undefined:
    default:
      return {};
  }
}

/** @param path of the request in the call, with its dot. */
export function toRefusal(refusal: ReminderRefusal, path = ''): Refusal {
  switch (refusal.type) {
    case 'missing':
      return notFound(refusal.what, refusal.id);
    case 'request_id_reused':
      return requestIdReused(refusal.requestId);
    case 'invalid':
    case 'unmet':
      return sendRefusal(refusal, { path, pathOf: (inner) => inner });
  }
}
