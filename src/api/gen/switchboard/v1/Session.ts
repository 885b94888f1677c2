// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from '../../google/protobuf/Struct.ts';
import type {
  OfferedChoice as _switchboard_v1_OfferedChoice,
  OfferedChoice__Output as _switchboard_v1_OfferedChoice__Output,
} from '../../switchboard/v1/OfferedChoice.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface Session {
  conversationId?: string;
  channelId?: string;
  contactId?: string;
  flow?: string;
  step?: string;
  data?: _google_protobuf_Struct | null;
  language?: string;
  choices?: _switchboard_v1_OfferedChoice[];
  startedAt?: _google_protobuf_Timestamp | null;
  updatedAt?: _google_protobuf_Timestamp | null;
  expiresAt?: _google_protobuf_Timestamp | null;
}

export interface Session__Output {
  conversationId: string;
  channelId: string;
  contactId: string;
  flow: string;
  step: string;
  data: _google_protobuf_Struct__Output | null;
  language: string;
  choices: _switchboard_v1_OfferedChoice__Output[];
  startedAt: _google_protobuf_Timestamp__Output | null;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  expiresAt: _google_protobuf_Timestamp__Output | null;
}
