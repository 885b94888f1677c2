// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from '../../switchboard/v1/Reminder.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from '../../google/rpc/Status.ts';

export interface _switchboard_v1_BatchEnqueueRemindersResponse_Result {
  reminder?: _switchboard_v1_Reminder | null;
  error?: _google_rpc_Status | null;
  outcome?: 'reminder' | 'error';
}

export interface _switchboard_v1_BatchEnqueueRemindersResponse_Result__Output {
  reminder?: _switchboard_v1_Reminder__Output | null;
  error?: _google_rpc_Status__Output | null;
  outcome?: 'reminder' | 'error';
}

export interface BatchEnqueueRemindersResponse {
  results?: _switchboard_v1_BatchEnqueueRemindersResponse_Result[];
}

export interface BatchEnqueueRemindersResponse__Output {
  results: _switchboard_v1_BatchEnqueueRemindersResponse_Result__Output[];
}
