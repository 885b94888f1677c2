// Original file: proto/switchboard/v1/template_service.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface SyncTemplatesResponse {
  lastSyncedAt?: _google_protobuf_Timestamp | null;
}

export interface SyncTemplatesResponse__Output {
  lastSyncedAt: _google_protobuf_Timestamp__Output | null;
}
