// Original file: proto/switchboard/v1/contact.proto

import type {
  ContactStatus as _switchboard_v1_ContactStatus,
  ContactStatus__Output as _switchboard_v1_ContactStatus__Output,
} from '../../switchboard/v1/ContactStatus.ts';
import type {
  Address as _switchboard_v1_Address,
  Address__Output as _switchboard_v1_Address__Output,
} from '../../switchboard/v1/Address.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface Contact {
  id?: string;
  name?: string;
  status?: _switchboard_v1_ContactStatus;
  locale?: string;
  addresses?: _switchboard_v1_Address[];
  createdAt?: _google_protobuf_Timestamp | null;
  updatedAt?: _google_protobuf_Timestamp | null;
  optedOutAt?: _google_protobuf_Timestamp | null;
  marketingOptedOutAt?: _google_protobuf_Timestamp | null;
  timeZone?: string;
}

export interface Contact__Output {
  id: string;
  name: string;
  status: _switchboard_v1_ContactStatus__Output;
  locale: string;
  addresses: _switchboard_v1_Address__Output[];
  createdAt: _google_protobuf_Timestamp__Output | null;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  optedOutAt: _google_protobuf_Timestamp__Output | null;
  marketingOptedOutAt: _google_protobuf_Timestamp__Output | null;
  timeZone: string;
}
