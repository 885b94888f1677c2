// Original file: proto/switchboard/v1/order_service.proto

import type {
  UpsertOrderRequest as _switchboard_v1_UpsertOrderRequest,
  UpsertOrderRequest__Output as _switchboard_v1_UpsertOrderRequest__Output,
} from '../../switchboard/v1/UpsertOrderRequest.ts';

export interface BatchUpsertOrdersRequest {
  orders?: _switchboard_v1_UpsertOrderRequest[];
}

export interface BatchUpsertOrdersRequest__Output {
  orders: _switchboard_v1_UpsertOrderRequest__Output[];
}
