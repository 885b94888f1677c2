// Original file: proto/switchboard/v1/operations_service.proto

import type {
  SlaRule as _switchboard_v1_SlaRule,
  SlaRule__Output as _switchboard_v1_SlaRule__Output,
} from '../../switchboard/v1/SlaRule.ts';

export interface ListSlaRulesResponse {
  rules?: _switchboard_v1_SlaRule[];
}

export interface ListSlaRulesResponse__Output {
  rules: _switchboard_v1_SlaRule__Output[];
}
