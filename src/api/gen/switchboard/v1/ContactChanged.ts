// Original file: proto/switchboard/v1/event.proto

import type {
  ContactChange as _switchboard_v1_ContactChange,
  ContactChange__Output as _switchboard_v1_ContactChange__Output,
} from '../../switchboard/v1/ContactChange.ts';
import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from '../../switchboard/v1/Contact.ts';

export interface ContactChanged {
  contactId?: string;
  change?: _switchboard_v1_ContactChange;
  mergedIntoContactId?: string;
  contact?: _switchboard_v1_Contact | null;
}

export interface ContactChanged__Output {
  contactId: string;
  change: _switchboard_v1_ContactChange__Output;
  mergedIntoContactId: string;
  contact: _switchboard_v1_Contact__Output | null;
}
