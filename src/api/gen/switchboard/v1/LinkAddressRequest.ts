// Original file: proto/switchboard/v1/contact_service.proto

import type {
  Address as _switchboard_v1_Address,
  Address__Output as _switchboard_v1_Address__Output,
} from '../../switchboard/v1/Address.ts';

export interface LinkAddressRequest {
  contactId?: string;
  address?: _switchboard_v1_Address | null;
}

export interface LinkAddressRequest__Output {
  contactId: string;
  address: _switchboard_v1_Address__Output | null;
}
