// Original file: proto/switchboard/v1/reminder_service.proto

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

export interface EnqueueReminderRequest {
  contactId?: string;
  phone?: string;
  channelId?: string;
  template?: _switchboard_v1_ReminderTemplate | null;
  at?: _google_protobuf_Timestamp | null;
  local?: _switchboard_v1_WallClockTime | null;
  rule?: _switchboard_v1_RecurrenceRule | null;
  reference?: string;
  requestId?: string;
  sendWithinSeconds?: number;
  quietHours?: _switchboard_v1_QuietHours;
  sessionText?: string;
  smsFallback?: boolean;
  recipient?: 'contactId' | 'phone';
  schedule?: 'at' | 'local' | 'rule';
}

export interface EnqueueReminderRequest__Output {
  contactId?: string;
  phone?: string;
  channelId: string;
  template: _switchboard_v1_ReminderTemplate__Output | null;
  at?: _google_protobuf_Timestamp__Output | null;
  local?: _switchboard_v1_WallClockTime__Output | null;
  rule?: _switchboard_v1_RecurrenceRule__Output | null;
  reference: string;
  requestId: string;
  sendWithinSeconds: number;
  quietHours: _switchboard_v1_QuietHours__Output;
  sessionText: string;
  smsFallback: boolean;
  recipient?: 'contactId' | 'phone';
  schedule?: 'at' | 'local' | 'rule';
}
