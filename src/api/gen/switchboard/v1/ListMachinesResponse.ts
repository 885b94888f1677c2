// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Machine as _switchboard_v1_Machine,
  Machine__Output as _switchboard_v1_Machine__Output,
} from '../../switchboard/v1/Machine.ts';

export interface ListMachinesResponse {
  machines?: _switchboard_v1_Machine[];
  nextPageToken?: string;
}

export interface ListMachinesResponse__Output {
  machines: _switchboard_v1_Machine__Output[];
  nextPageToken: string;
}
