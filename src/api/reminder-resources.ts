// Reminders and what became of them as the messages of the .proto files.
import { parametersOf } from '../domain/reminder-request/parameters.ts';
import {
  outcomeOf,
  type QuietHours as StoredQuietHours,
  type ReminderAnswer as StoredAnswer,
  type ReminderOutcome,
  type ReminderState as StoredState,
} from '../domain/reminder.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { StoredOccurrence } from '../store/reminder-occurrences.ts';
import type { StoredReminder } from '../store/reminders.ts';
import type { QuietHours__Output as ApiQuietHours } from './gen/switchboard/v1/QuietHours.ts';
import type { Reminder } from './gen/switchboard/v1/Reminder.ts';
import type { ReminderAnswer__Output as ApiAnswer } from './gen/switchboard/v1/ReminderAnswer.ts';
import type { ReminderOccurrence } from './gen/switchboard/v1/ReminderOccurrence.ts';
import type { ReminderOutcome__Output as Outcome } from './gen/switchboard/v1/ReminderOutcome.ts';
import type { ReminderState__Output as ApiState } from './gen/switchboard/v1/ReminderState.ts';
import { toMessageError } from './resources.ts';
import { toTimestamp } from './well-known-types.ts';

export const reminderStates: { readonly [state in StoredState]: ApiState } = {
  scheduled: 'REMINDER_STATE_SCHEDULED',
  done: 'REMINDER_STATE_DONE',
  cancelled: 'REMINDER_STATE_CANCELLED',
};

export const quietHours: { readonly [policy in StoredQuietHours]: ApiQuietHours } = {
  respect: 'QUIET_HOURS_RESPECT',
  ignore: 'QUIET_HOURS_IGNORE',
};

const reminderAnswers: { readonly [answer in StoredAnswer]: ApiAnswer } = {
  confirmed: 'REMINDER_ANSWER_CONFIRMED',
  reschedule_requested: 'REMINDER_ANSWER_RESCHEDULE_REQUESTED',
  declined: 'REMINDER_ANSWER_DECLINED',
};

export function toReminder(row: StoredReminder): Reminder {
  const { name, language } = row.content;
  return {
    id: row.id,
    contactId: row.contactId ?? '',
    phone: row.phone ?? '',
    channelId: row.channelId ?? '',
    template: { name, language, parameters: parametersOf(row.content) },
    ...toSchedule(row.schedule),
    reference: row.reference ?? '',
    sendWithinSeconds: row.sendWithinSeconds,
    quietHours: quietHours[row.quietHours],
    sessionText: row.sessionText ?? '',
    smsFallback: row.smsFallback,
    state: reminderStates[row.state],
    version: row.version,
    occursAt: toTimestamp(row.occursAt),
    firesAt: row.state === 'scheduled' ? toTimestamp(row.nextAt) : null,
    firedCount: row.fired,
    createdAt: toTimestamp(row.createdAt),
    updatedAt: toTimestamp(row.updatedAt),
  };
}

function toSchedule(schedule: Schedule): Pick<Reminder, 'at' | 'local' | 'rule'> {
  switch (schedule.type) {
    case 'at':
      return { at: toTimestamp(schedule.at) };
    case 'local':
      return { local: { time: schedule.localTime, zone: schedule.zone } };
    case 'rule': {
      const { rule, zone, startsAt = '', endsAt = null, count = 0 } = schedule;
      return { rule: { rule, zone, startsAt, endsAt: toTimestamp(endsAt), count } };
    }
  }
}

export function toOccurrence(row: StoredOccurrence): ReminderOccurrence {
  const { message, sms } = row;
  return {
    id: row.id,
    occursAt: toTimestamp(row.occursAt),
    dueAt: toTimestamp(row.dueAt),
    firedAt: toTimestamp(row.firedAt),
    outcome: outcomes[outcomeOf(row)],
    messageId: message?.id ?? '',
    fallbackMessageId: sms?.id ?? '',
    error: [row, sms, message].flatMap((each) => (each && toMessageError(each)) ?? [])[0] ?? null,
    answer: row.answer ? reminderAnswers[row.answer] : 'REMINDER_ANSWER_UNSPECIFIED',
    answeredAt: toTimestamp(row.answeredAt),
  };
}

const outcomes: { readonly [outcome in ReminderOutcome]: Outcome } = {
  queued: 'REMINDER_OUTCOME_QUEUED',
  sent: 'REMINDER_OUTCOME_SENT',
  delivered: 'REMINDER_OUTCOME_DELIVERED',
  read: 'REMINDER_OUTCOME_READ',
  failed: 'REMINDER_OUTCOME_FAILED',
  fell_back: 'REMINDER_OUTCOME_FELL_BACK',
  missed: 'REMINDER_OUTCOME_MISSED',
  cancelled: 'REMINDER_OUTCOME_CANCELLED',
  uncertain: 'REMINDER_OUTCOME_UNCERTAIN',
};
