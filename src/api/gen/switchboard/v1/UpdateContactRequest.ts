// Original file: proto/switchboard/v1/contact_service.proto

import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from '../../switchboard/v1/Contact.ts';
import type {
  FieldMask as _google_protobuf_FieldMask,
  FieldMask__Output as _google_protobuf_FieldMask__Output,
} from '../../google/protobuf/FieldMask.ts';

export interface UpdateContactRequest {
  contact?: _switchboard_v1_Contact | null;
  updateMask?: _google_protobuf_FieldMask | null;
}

export interface UpdateContactRequest__Output {
  contact: _switchboard_v1_Contact__Output | null;
  updateMask: _google_protobuf_FieldMask__Output | null;
}
