// Original file: proto/switchboard/v1/order.proto

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

export interface Order {
  id?: string;
  number?: string;
  status?: _switchboard_v1_OrderStatus;
  title?: string;
  progressPercent?: number;
  expectedAt?: _google_protobuf_Timestamp | null;
  slaDueAt?: _google_protobuf_Timestamp | null;
  heldFor?: string;
  details?: _google_protobuf_Struct | null;
  version?: number;
  createdAt?: _google_protobuf_Timestamp | null;
  updatedAt?: _google_protobuf_Timestamp | null;
  _progressPercent?: 'progressPercent';
}

export interface Order__Output {
  id: string;
  number: string;
  status: _switchboard_v1_OrderStatus__Output;
  title: string;
  progressPercent?: number;
  expectedAt: _google_protobuf_Timestamp__Output | null;
  slaDueAt: _google_protobuf_Timestamp__Output | null;
  heldFor: string;
  details: _google_protobuf_Struct__Output | null;
  version: number;
  createdAt: _google_protobuf_Timestamp__Output | null;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  _progressPercent?: 'progressPercent';
}
