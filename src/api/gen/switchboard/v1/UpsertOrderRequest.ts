// Original file: proto/switchboard/v1/order_service.proto

import type {
  OrderStatus as _switchboard_v1_OrderStatus,
  OrderStatus__Output as _switchboard_v1_OrderStatus__Output,
} from '../../switchboard/v1/OrderStatus.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from '../../google/protobuf/Struct.ts';

export interface UpsertOrderRequest {
  number?: string;
  status?: _switchboard_v1_OrderStatus;
  title?: string;
  progressPercent?: number;
  expectedAt?: _google_protobuf_Timestamp | null;
  slaDueAt?: _google_protobuf_Timestamp | null;
  heldFor?: string;
  details?: _google_protobuf_Struct | null;
  version?: number;
  _progressPercent?: 'progressPercent';
}

export interface UpsertOrderRequest__Output {
  number: string;
  status: _switchboard_v1_OrderStatus__Output;
  title: string;
  progressPercent?: number;
  expectedAt: _google_protobuf_Timestamp__Output | null;
  slaDueAt: _google_protobuf_Timestamp__Output | null;
  heldFor: string;
  details: _google_protobuf_Struct__Output | null;
  version: number;
  _progressPercent?: 'progressPercent';
}
