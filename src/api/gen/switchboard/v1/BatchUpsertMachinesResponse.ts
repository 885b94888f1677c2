// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Machine as _switchboard_v1_Machine,
  Machine__Output as _switchboard_v1_Machine__Output,
} from '../../switchboard/v1/Machine.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from '../../google/rpc/Status.ts';

export interface _switchboard_v1_BatchUpsertMachinesResponse_Result {
  machine?: _switchboard_v1_Machine | null;
  error?: _google_rpc_Status | null;
  outcome?: 'machine' | 'error';
}

export interface _switchboard_v1_BatchUpsertMachinesResponse_Result__Output {
  machine?: _switchboard_v1_Machine__Output | null;
  error?: _google_rpc_Status__Output | null;
  outcome?: 'machine' | 'error';
}

export interface BatchUpsertMachinesResponse {
  results?: _switchboard_v1_BatchUpsertMachinesResponse_Result[];
}

export interface BatchUpsertMachinesResponse__Output {
  results: _switchboard_v1_BatchUpsertMachinesResponse_Result__Output[];
}
