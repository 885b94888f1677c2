// Original file: proto/switchboard/v1/order_service.proto

import type {
  OrderStatus as _switchboard_v1_OrderStatus,
  OrderStatus__Output as _switchboard_v1_OrderStatus__Output,
} from '../../switchboard/v1/OrderStatus.ts';

export interface ListOrdersRequest {
  statuses?: _switchboard_v1_OrderStatus[];
  pageSize?: number;
  pageToken?: string;
}

export interface ListOrdersRequest__Output {
  statuses: _switchboard_v1_OrderStatus__Output[];
  pageSize: number;
  pageToken: string;
}
