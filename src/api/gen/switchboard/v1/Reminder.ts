// Original file: proto/switchboard/v1/reminder.proto

import type {
  ReminderTemplate as _switchboard_v1_ReminderTemplate,
  ReminderTemplate__Output as _switchboard_v1_ReminderTemplate__Output,
} from '../../switchboard/v1/ReminderTemplate.ts';
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
import type {
  QuietHours as _switchboard_v1_QuietHours,
  QuietHours__Output as _switchboard_v1_QuietHours__Output,
} from '../../switchboard/v1/QuietHours.ts';
import type {
  ReminderState as _switchboard_v1_ReminderState,
  ReminderState__Output as _switchboard_v1_ReminderState__Output,
} from '../../switchboard/v1/ReminderState.ts';

export interface Reminder {
  id?: string;
  contactId?: string;
  phone?: string;
  channelId?: string;
  template?: _switchboard_v1_ReminderTemplate | null;
  at?: _google_protobuf_Timestamp | null;
  local?: _switchboard_v1_WallClockTime | null;
  rule?: _switchboard_v1_RecurrenceRule | null;
  reference?: string;
  sendWithinSeconds?: number;
  quietHours?: _switchboard_v1_QuietHours;
  sessionText?: string;
  smsFallback?: boolean;
  state?: _switchboard_v1_ReminderState;
  version?: number;
  occursAt?: _google_protobuf_Timestamp | null;
  firesAt?: _google_protobuf_Timestamp | null;
  firedCount?: number;
  createdAt?: _google_protobuf_Timestamp | null;
  updatedAt?: _google_protobuf_Timestamp | null;
  schedule?: 'at' | 'local' | 'rule';
}

export interface Reminder__Output {
  id: string;
  contactId: string;
  phone: string;
  channelId: string;
  template: _switchboard_v1_ReminderTemplate__Output | null;
  at?: _google_protobuf_Timestamp__Output | null;
  local?: _switchboard_v1_WallClockTime__Output | null;
  rule?: _switchboard_v1_RecurrenceRule__Output | null;
  reference: string;
  sendWithinSeconds: number;
  quietHours: _switchboard_v1_QuietHours__Output;
  sessionText: string;
  smsFallback: boolean;
  state: _switchboard_v1_ReminderState__Output;
  version: number;
  occursAt: _google_protobuf_Timestamp__Output | null;
  firesAt: _google_protobuf_Timestamp__Output | null;
  firedCount: number;
  createdAt: _google_protobuf_Timestamp__Output | null;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  schedule?: 'at' | 'local' | 'rule';
}
