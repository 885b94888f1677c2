// Original file: proto/switchboard/v1/reminder.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface RecurrenceRule {
  rule?: string;
  zone?: string;
  startsAt?: string;
  endsAt?: _google_protobuf_Timestamp | null;
  count?: number;
}

export interface RecurrenceRule__Output {
  rule: string;
  zone: string;
  startsAt: string;
  endsAt: _google_protobuf_Timestamp__Output | null;
  count: number;
}
