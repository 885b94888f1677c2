// Original file: proto/switchboard/v1/order_service.proto

import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from '../../switchboard/v1/Order.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from '../../google/rpc/Status.ts';

export interface _switchboard_v1_BatchUpsertOrdersResponse_Result {
  order?: _switchboard_v1_Order | null;
  error?: _google_rpc_Status | null;
  outcome?: 'order' | 'error';
}

export interface _switchboard_v1_BatchUpsertOrdersResponse_Result__Output {
  order?: _switchboard_v1_Order__Output | null;
  error?: _google_rpc_Status__Output | null;
  outcome?: 'order' | 'error';
}

export interface BatchUpsertOrdersResponse {
  results?: _switchboard_v1_BatchUpsertOrdersResponse_Result[];
}

export interface BatchUpsertOrdersResponse__Output {
  results: _switchboard_v1_BatchUpsertOrdersResponse_Result__Output[];
}
