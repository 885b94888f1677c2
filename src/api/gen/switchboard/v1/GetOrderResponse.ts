// Original file: proto/switchboard/v1/order_service.proto

import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from '../../switchboard/v1/Order.ts';

export interface GetOrderResponse {
  order?: _switchboard_v1_Order | null;
}

export interface GetOrderResponse__Output {
  order: _switchboard_v1_Order__Output | null;
}
