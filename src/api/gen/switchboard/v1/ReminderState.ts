// Original file: proto/switchboard/v1/reminder.proto

export const ReminderState = {
  REMINDER_STATE_UNSPECIFIED: 'REMINDER_STATE_UNSPECIFIED',
  REMINDER_STATE_SCHEDULED: 'REMINDER_STATE_SCHEDULED',
  REMINDER_STATE_DONE: 'REMINDER_STATE_DONE',
  REMINDER_STATE_CANCELLED: 'REMINDER_STATE_CANCELLED',
} as const;

export type ReminderState =
  | 'REMINDER_STATE_UNSPECIFIED'
  | 0
  | 'REMINDER_STATE_SCHEDULED'
  | 1
  | 'REMINDER_STATE_DONE'
  | 2
  | 'REMINDER_STATE_CANCELLED'
  | 3;

export type ReminderState__Output = (typeof ReminderState)[keyof typeof ReminderState];
