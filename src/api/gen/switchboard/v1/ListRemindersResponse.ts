// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from '../../switchboard/v1/Reminder.ts';

export interface ListRemindersResponse {
  reminders?: _switchboard_v1_Reminder[];
  nextPageToken?: string;
}

export interface ListRemindersResponse__Output {
  reminders: _switchboard_v1_Reminder__Output[];
  nextPageToken: string;
}
