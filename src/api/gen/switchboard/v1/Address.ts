// Original file: proto/switchboard/v1/contact.proto

import type {
  AddressKind as _switchboard_v1_AddressKind,
  AddressKind__Output as _switchboard_v1_AddressKind__Output,
} from '../../switchboard/v1/AddressKind.ts';

export interface Address {
  kind?: _switchboard_v1_AddressKind;
  value?: string;
  account?: string;
}

export interface Address__Output {
  kind: _switchboard_v1_AddressKind__Output;
  value: string;
  account: string;
}
