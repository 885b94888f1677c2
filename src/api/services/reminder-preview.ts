// ReminderService: what a reminder would do.
import { chooseChannel } from '../../domain/recipient-rules.ts';
import { isRefusal } from '../../domain/reminder-request/refusal.ts';
import type { Trx } from '../../platform/db.ts';
import { checkReminders } from '../../store/check-reminders.ts';
import { findPreviewFacts } from '../../store/reminder-preview.ts';
import { listSendingChannels } from '../../store/send.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { Fields } from '../fields.ts';
import type { PreviewReminderRequest__Output as Request } from '../gen/switchboard/v1/PreviewReminderRequest.ts';
import type { PreviewReminderResponse } from '../gen/switchboard/v1/PreviewReminderResponse.ts';
import { toTimestamp } from '../well-known-types.ts';
import { holdsOf, type Previewed } from './reminder-holds.ts';
import { instantsOf, timeHold, zoneOf } from './reminder-instants.ts';
import { readReminder, toRefusal } from './reminder-request.ts';
import { getStoredReminder } from './reminders.ts';

const fewInstants = 5;
const mostInstants = 100;

export const previewReminder: UnaryMethod<Request, PreviewReminderResponse> = async (api, caller, request) => {
  const now = api.clock.now();
  const { read, count } = readRequest(request, now);
  return inTenant(api, caller, async (trx) => {
    const previewed = await read(trx, caller.tenantId);
    const { contactId, phone, channel } = previewed;
    const facts = await findPreviewFacts(trx, caller.tenantId, { contactId, phone, channelId: channel?.id });
    const instants = instantsOf(previewed, facts, now, count);
    const { text, sendsSessionText, holds } = await holdsOf(trx, caller.tenantId, previewed, facts, now);
    return {
      text,
      sendsSessionText,
      instants: instants.map(({ occursAt, firesAt, isMissed }) => ({
        occursAt: toTimestamp(occursAt),
        firesAt: toTimestamp(firesAt),
        missed: isMissed,
      })),
      recipientZone: zoneOf(facts),
      holds: [...holds, ...timeHold(previewed, instants[0], now)].map(({ until, ...hold }) => ({
        ...hold,
        until: toTimestamp(until ?? null),
      })),
    };
  });
};

type Read = (trx: Trx, tenantId: string) => Promise<Previewed>;

function readRequest(request: Request, now: Date): { read: Read; count: number } {
  const fields = new Fields();
  const count = request.instants === 0 ? fewInstants : request.instants;
  if (count < 1 || count > mostInstants) fields.wrong('instants', `is not from 1 to ${mostInstants}`);
  if (request.subject === undefined) fields.wrong('subject', 'is required: reminder or reminder_id');
  const id = request.subject === 'reminderId' ? fields.id('reminder_id', request.reminderId ?? '') : undefined;
  fields.done();
  return { read: id === undefined ? readNew(request, now) : (trx) => readStored(trx, id, now), count };
}

function readNew({ reminder }: Request, now: Date): Read {
  const draft = readReminder(reminder!, now, 'reminder.');
  return async (trx, tenantId) => {
    const [checked] = await checkReminders(trx, tenantId, [draft], now);
    if (isRefusal(checked!)) throw toRefusal(checked, 'reminder.');
    const { recipient, content, quietHours, sendWithinSeconds, sessionText = null } = draft;
    const contactId = 'contactId' in recipient ? recipient.contactId : null;
    const { channel, phone, schedule, occursAt } = checked!;
    const what = { content, schedule, quietHours, sendWithinSeconds, sessionText, state: 'scheduled' as const };
    return { ...what, contactId, phone, channel, next: { occursAt, firesAt: occursAt } };
  };
}

async function readStored(trx: Trx, id: string, now: Date): Promise<Previewed> {
  const reminder = await getStoredReminder(trx, id);
  const channel = chooseChannel(reminder.channelId ?? undefined, await listSendingChannels(trx));
  const { state, occursAt, nextAt } = reminder;
  const firesAt = nextAt > now ? nextAt : now;
  return { ...reminder, channel, next: state === 'scheduled' ? { occursAt, firesAt } : undefined };
}
