// Original file: proto/switchboard/v1/contact_service.proto

import type {
  ContactStatus as _switchboard_v1_ContactStatus,
  ContactStatus__Output as _switchboard_v1_ContactStatus__Output,
} from '../../switchboard/v1/ContactStatus.ts';

export interface ListContactsRequest {
  phone?: string;
  status?: _switchboard_v1_ContactStatus;
  pageSize?: number;
  pageToken?: string;
}

export interface ListContactsRequest__Output {
  phone: string;
  status: _switchboard_v1_ContactStatus__Output;
  pageSize: number;
  pageToken: string;
}
