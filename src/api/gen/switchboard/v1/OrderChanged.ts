// Original file: proto/switchboard/v1/event.proto

import type {
  OrderStatus as _switchboard_v1_OrderStatus,
  OrderStatus__Output as _switchboard_v1_OrderStatus__Output,
} from '../../switchboard/v1/OrderStatus.ts';
import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from '../../switchboard/v1/Order.ts';

export interface OrderChanged {
  orderId?: string;
  number?: string;
  status?: _switchboard_v1_OrderStatus;
  order?: _switchboard_v1_Order | null;
}

export interface OrderChanged__Output {
  orderId: string;
  number: string;
  status: _switchboard_v1_OrderStatus__Output;
  order: _switchboard_v1_Order__Output | null;
}
