// Original file: proto/switchboard/v1/contact_service.proto

import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from '../../switchboard/v1/Contact.ts';

export interface GetContactResponse {
  contact?: _switchboard_v1_Contact | null;
}

export interface GetContactResponse__Output {
  contact: _switchboard_v1_Contact__Output | null;
}
