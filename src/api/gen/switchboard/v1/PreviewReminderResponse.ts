// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface _switchboard_v1_PreviewReminderResponse_Hold {
  reason?: string;
  text?: string;
  until?: _google_protobuf_Timestamp | null;
}

export interface _switchboard_v1_PreviewReminderResponse_Hold__Output {
  reason: string;
  text: string;
  until: _google_protobuf_Timestamp__Output | null;
}

export interface _switchboard_v1_PreviewReminderResponse_Instant {
  occursAt?: _google_protobuf_Timestamp | null;
  firesAt?: _google_protobuf_Timestamp | null;
  missed?: boolean;
}

export interface _switchboard_v1_PreviewReminderResponse_Instant__Output {
  occursAt: _google_protobuf_Timestamp__Output | null;
  firesAt: _google_protobuf_Timestamp__Output | null;
  missed: boolean;
}

export interface PreviewReminderResponse {
  text?: string;
  sendsSessionText?: boolean;
  instants?: _switchboard_v1_PreviewReminderResponse_Instant[];
  recipientZone?: string;
  holds?: _switchboard_v1_PreviewReminderResponse_Hold[];
}

export interface PreviewReminderResponse__Output {
  text: string;
  sendsSessionText: boolean;
  instants: _switchboard_v1_PreviewReminderResponse_Instant__Output[];
  recipientZone: string;
  holds: _switchboard_v1_PreviewReminderResponse_Hold__Output[];
}
