// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from '../../switchboard/v1/Reminder.ts';

export interface EnqueueReminderResponse {
  reminder?: _switchboard_v1_Reminder | null;
}

export interface EnqueueReminderResponse__Output {
  reminder: _switchboard_v1_Reminder__Output | null;
}
