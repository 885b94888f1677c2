// Original file: proto/switchboard/v1/reminder.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  ReminderOutcome as _switchboard_v1_ReminderOutcome,
  ReminderOutcome__Output as _switchboard_v1_ReminderOutcome__Output,
} from '../../switchboard/v1/ReminderOutcome.ts';
import type {
  MessageError as _switchboard_v1_MessageError,
  MessageError__Output as _switchboard_v1_MessageError__Output,
} from '../../switchboard/v1/MessageError.ts';
import type {
  ReminderAnswer as _switchboard_v1_ReminderAnswer,
  ReminderAnswer__Output as _switchboard_v1_ReminderAnswer__Output,
} from '../../switchboard/v1/ReminderAnswer.ts';

export interface ReminderOccurrence {
  id?: string;
  occursAt?: _google_protobuf_Timestamp | null;
  dueAt?: _google_protobuf_Timestamp | null;
  firedAt?: _google_protobuf_Timestamp | null;
  outcome?: _switchboard_v1_ReminderOutcome;
  messageId?: string;
  fallbackMessageId?: string;
  error?: _switchboard_v1_MessageError | null;
  answer?: _switchboard_v1_ReminderAnswer;
  answeredAt?: _google_protobuf_Timestamp | null;
}

export interface ReminderOccurrence__Output {
  id: string;
  occursAt: _google_protobuf_Timestamp__Output | null;
  dueAt: _google_protobuf_Timestamp__Output | null;
  firedAt: _google_protobuf_Timestamp__Output | null;
  outcome: _switchboard_v1_ReminderOutcome__Output;
  messageId: string;
  fallbackMessageId: string;
  error: _switchboard_v1_MessageError__Output | null;
  answer: _switchboard_v1_ReminderAnswer__Output;
  answeredAt: _google_protobuf_Timestamp__Output | null;
}
