// Original file: proto/switchboard/v1/message.proto

import type {
  FailureKind as _switchboard_v1_FailureKind,
  FailureKind__Output as _switchboard_v1_FailureKind__Output,
} from '../../switchboard/v1/FailureKind.ts';

export interface MessageError {
  code?: string;
  kind?: _switchboard_v1_FailureKind;
  text?: string;
}

export interface MessageError__Output {
  code: string;
  kind: _switchboard_v1_FailureKind__Output;
  text: string;
}
