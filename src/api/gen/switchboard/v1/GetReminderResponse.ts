// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from '../../switchboard/v1/Reminder.ts';
import type {
  ReminderOccurrence as _switchboard_v1_ReminderOccurrence,
  ReminderOccurrence__Output as _switchboard_v1_ReminderOccurrence__Output,
} from '../../switchboard/v1/ReminderOccurrence.ts';

export interface GetReminderResponse {
  reminder?: _switchboard_v1_Reminder | null;
  occurrences?: _switchboard_v1_ReminderOccurrence[];
}

export interface GetReminderResponse__Output {
  reminder: _switchboard_v1_Reminder__Output | null;
  occurrences: _switchboard_v1_ReminderOccurrence__Output[];
}
