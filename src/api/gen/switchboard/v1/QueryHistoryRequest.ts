// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  Direction as _switchboard_v1_Direction,
  Direction__Output as _switchboard_v1_Direction__Output,
} from '../../switchboard/v1/Direction.ts';

export interface QueryHistoryRequest {
  conversationId?: string;
  contactId?: string;
  phone?: string;
  startTime?: _google_protobuf_Timestamp | null;
  endTime?: _google_protobuf_Timestamp | null;
  direction?: _switchboard_v1_Direction;
  pageSize?: number;
  pageToken?: string;
  subject?: 'conversationId' | 'contactId' | 'phone';
}

export interface QueryHistoryRequest__Output {
  conversationId?: string;
  contactId?: string;
  phone?: string;
  startTime: _google_protobuf_Timestamp__Output | null;
  endTime: _google_protobuf_Timestamp__Output | null;
  direction: _switchboard_v1_Direction__Output;
  pageSize: number;
  pageToken: string;
  subject?: 'conversationId' | 'contactId' | 'phone';
}
