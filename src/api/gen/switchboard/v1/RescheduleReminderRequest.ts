// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  WallClockTime as _switchboard_v1_WallClockTime,
  WallClockTime__Output as _switchboard_v1_WallClockTime__Output,
} from '../../switchboard/v1/WallClockTime.ts';
import type {
  RecurrenceRule as _switchboard_v1_RecurrenceRule,
  RecurrenceRule__Output as _switchboard_v1_RecurrenceRule__Output,
} from '../../switchboard/v1/RecurrenceRule.ts';

export interface RescheduleReminderRequest {
  reminderId?: string;
  version?: number;
  at?: _google_protobuf_Timestamp | null;
  local?: _switchboard_v1_WallClockTime | null;
  rule?: _switchboard_v1_RecurrenceRule | null;
  schedule?: 'at' | 'local' | 'rule';
}

export interface RescheduleReminderRequest__Output {
  reminderId: string;
  version: number;
  at?: _google_protobuf_Timestamp__Output | null;
  local?: _switchboard_v1_WallClockTime__Output | null;
  rule?: _switchboard_v1_RecurrenceRule__Output | null;
  schedule?: 'at' | 'local' | 'rule';
}
