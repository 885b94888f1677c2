// Original file: proto/switchboard/v1/order_service.proto

import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from '../../switchboard/v1/Order.ts';

export interface ListOrdersResponse {
  orders?: _switchboard_v1_Order[];
  nextPageToken?: string;
}

export interface ListOrdersResponse__Output {
  orders: _switchboard_v1_Order__Output[];
  nextPageToken: string;
}
