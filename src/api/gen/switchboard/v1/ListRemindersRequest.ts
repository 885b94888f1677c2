// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  ReminderState as _switchboard_v1_ReminderState,
  ReminderState__Output as _switchboard_v1_ReminderState__Output,
} from '../../switchboard/v1/ReminderState.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface ListRemindersRequest {
  states?: _switchboard_v1_ReminderState[];
  contactId?: string;
  startTime?: _google_protobuf_Timestamp | null;
  endTime?: _google_protobuf_Timestamp | null;
  reference?: string;
  pageSize?: number;
  pageToken?: string;
}

export interface ListRemindersRequest__Output {
  states: _switchboard_v1_ReminderState__Output[];
  contactId: string;
  startTime: _google_protobuf_Timestamp__Output | null;
  endTime: _google_protobuf_Timestamp__Output | null;
  reference: string;
  pageSize: number;
  pageToken: string;
}
