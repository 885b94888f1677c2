// Original file: proto/switchboard/v1/contact_service.proto

import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from '../../switchboard/v1/Contact.ts';

export interface ListContactsResponse {
  contacts?: _switchboard_v1_Contact[];
  nextPageToken?: string;
}

export interface ListContactsResponse__Output {
  contacts: _switchboard_v1_Contact__Output[];
  nextPageToken: string;
}
