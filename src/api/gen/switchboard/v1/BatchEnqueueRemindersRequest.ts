// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  EnqueueReminderRequest as _switchboard_v1_EnqueueReminderRequest,
  EnqueueReminderRequest__Output as _switchboard_v1_EnqueueReminderRequest__Output,
} from '../../switchboard/v1/EnqueueReminderRequest.ts';

export interface BatchEnqueueRemindersRequest {
  reminders?: _switchboard_v1_EnqueueReminderRequest[];
}

export interface BatchEnqueueRemindersRequest__Output {
  reminders: _switchboard_v1_EnqueueReminderRequest__Output[];
}
