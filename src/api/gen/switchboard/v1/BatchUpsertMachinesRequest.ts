// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Machine as _switchboard_v1_Machine,
  Machine__Output as _switchboard_v1_Machine__Output,
} from '../../switchboard/v1/Machine.ts';

export interface BatchUpsertMachinesRequest {
  machines?: _switchboard_v1_Machine[];
}

export interface BatchUpsertMachinesRequest__Output {
  machines: _switchboard_v1_Machine__Output[];
}
