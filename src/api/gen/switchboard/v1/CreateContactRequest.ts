// Original file: proto/switchboard/v1/contact_service.proto

import type {
  Address as _switchboard_v1_Address,
  Address__Output as _switchboard_v1_Address__Output,
} from '../../switchboard/v1/Address.ts';

export interface CreateContactRequest {
  name?: string;
  addresses?: _switchboard_v1_Address[];
  locale?: string;
  requestId?: string;
}

export interface CreateContactRequest__Output {
  name: string;
  addresses: _switchboard_v1_Address__Output[];
  locale: string;
  requestId: string;
}
