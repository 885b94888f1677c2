import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  FieldMask as _google_protobuf_FieldMask,
  FieldMask__Output as _google_protobuf_FieldMask__Output,
} from './google/protobuf/FieldMask.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from './google/protobuf/Timestamp.ts';
import type {
  Address as _switchboard_v1_Address,
  Address__Output as _switchboard_v1_Address__Output,
} from './switchboard/v1/Address.ts';
import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from './switchboard/v1/Contact.ts';
import type {
  ContactServiceClient as _switchboard_v1_ContactServiceClient,
  ContactServiceDefinition as _switchboard_v1_ContactServiceDefinition,
} from './switchboard/v1/ContactService.ts';
import type {
  CreateContactRequest as _switchboard_v1_CreateContactRequest,
  CreateContactRequest__Output as _switchboard_v1_CreateContactRequest__Output,
} from './switchboard/v1/CreateContactRequest.ts';
import type {
  CreateContactResponse as _switchboard_v1_CreateContactResponse,
  CreateContactResponse__Output as _switchboard_v1_CreateContactResponse__Output,
} from './switchboard/v1/CreateContactResponse.ts';
import type {
  GetContactRequest as _switchboard_v1_GetContactRequest,
  GetContactRequest__Output as _switchboard_v1_GetContactRequest__Output,
} from './switchboard/v1/GetContactRequest.ts';
import type {
  GetContactResponse as _switchboard_v1_GetContactResponse,
  GetContactResponse__Output as _switchboard_v1_GetContactResponse__Output,
} from './switchboard/v1/GetContactResponse.ts';
import type {
  LinkAddressRequest as _switchboard_v1_LinkAddressRequest,
  LinkAddressRequest__Output as _switchboard_v1_LinkAddressRequest__Output,
} from './switchboard/v1/LinkAddressRequest.ts';
import type {
  LinkAddressResponse as _switchboard_v1_LinkAddressResponse,
  LinkAddressResponse__Output as _switchboard_v1_LinkAddressResponse__Output,
} from './switchboard/v1/LinkAddressResponse.ts';
import type {
  ListContactsRequest as _switchboard_v1_ListContactsRequest,
  ListContactsRequest__Output as _switchboard_v1_ListContactsRequest__Output,
} from './switchboard/v1/ListContactsRequest.ts';
import type {
  ListContactsResponse as _switchboard_v1_ListContactsResponse,
  ListContactsResponse__Output as _switchboard_v1_ListContactsResponse__Output,
} from './switchboard/v1/ListContactsResponse.ts';
import type {
  UnlinkAddressRequest as _switchboard_v1_UnlinkAddressRequest,
  UnlinkAddressRequest__Output as _switchboard_v1_UnlinkAddressRequest__Output,
} from './switchboard/v1/UnlinkAddressRequest.ts';
import type {
  UnlinkAddressResponse as _switchboard_v1_UnlinkAddressResponse,
  UnlinkAddressResponse__Output as _switchboard_v1_UnlinkAddressResponse__Output,
} from './switchboard/v1/UnlinkAddressResponse.ts';
import type {
  UpdateContactRequest as _switchboard_v1_UpdateContactRequest,
  UpdateContactRequest__Output as _switchboard_v1_UpdateContactRequest__Output,
} from './switchboard/v1/UpdateContactRequest.ts';
import type {
  UpdateContactResponse as _switchboard_v1_UpdateContactResponse,
  UpdateContactResponse__Output as _switchboard_v1_UpdateContactResponse__Output,
} from './switchboard/v1/UpdateContactResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      FieldMask: MessageTypeDefinition<_google_protobuf_FieldMask, _google_protobuf_FieldMask__Output>;
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>;
    };
  };
  switchboard: {
    v1: {
      Address: MessageTypeDefinition<_switchboard_v1_Address, _switchboard_v1_Address__Output>;
      AddressKind: EnumTypeDefinition;
      Contact: MessageTypeDefinition<_switchboard_v1_Contact, _switchboard_v1_Contact__Output>;
      ContactService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_ContactServiceClient> & {
        service: _switchboard_v1_ContactServiceDefinition;
      };
      ContactStatus: EnumTypeDefinition;
      CreateContactRequest: MessageTypeDefinition<
        _switchboard_v1_CreateContactRequest,
        _switchboard_v1_CreateContactRequest__Output
      >;
      CreateContactResponse: MessageTypeDefinition<
        _switchboard_v1_CreateContactResponse,
        _switchboard_v1_CreateContactResponse__Output
      >;
      GetContactRequest: MessageTypeDefinition<
        _switchboard_v1_GetContactRequest,
        _switchboard_v1_GetContactRequest__Output
      >;
      GetContactResponse: MessageTypeDefinition<
        _switchboard_v1_GetContactResponse,
        _switchboard_v1_GetContactResponse__Output
      >;
      LinkAddressRequest: MessageTypeDefinition<
        _switchboard_v1_LinkAddressRequest,
        _switchboard_v1_LinkAddressRequest__Output
      >;
      LinkAddressResponse: MessageTypeDefinition<
        _switchboard_v1_LinkAddressResponse,
        _switchboard_v1_LinkAddressResponse__Output
      >;
      ListContactsRequest: MessageTypeDefinition<
        _switchboard_v1_ListContactsRequest,
        _switchboard_v1_ListContactsRequest__Output
      >;
      ListContactsResponse: MessageTypeDefinition<
        _switchboard_v1_ListContactsResponse,
        _switchboard_v1_ListContactsResponse__Output
      >;
      UnlinkAddressRequest: MessageTypeDefinition<
        _switchboard_v1_UnlinkAddressRequest,
        _switchboard_v1_UnlinkAddressRequest__Output
      >;
      UnlinkAddressResponse: MessageTypeDefinition<
        _switchboard_v1_UnlinkAddressResponse,
        _switchboard_v1_UnlinkAddressResponse__Output
      >;
      UpdateContactRequest: MessageTypeDefinition<
        _switchboard_v1_UpdateContactRequest,
        _switchboard_v1_UpdateContactRequest__Output
      >;
      UpdateContactResponse: MessageTypeDefinition<
        _switchboard_v1_UpdateContactResponse,
        _switchboard_v1_UpdateContactResponse__Output
      >;
    };
  };
}
