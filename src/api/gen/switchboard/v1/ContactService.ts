// Original file: proto/switchboard/v1/contact_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  CreateContactRequest as _switchboard_v1_CreateContactRequest,
  CreateContactRequest__Output as _switchboard_v1_CreateContactRequest__Output,
} from '../../switchboard/v1/CreateContactRequest.ts';
import type {
  CreateContactResponse as _switchboard_v1_CreateContactResponse,
  CreateContactResponse__Output as _switchboard_v1_CreateContactResponse__Output,
} from '../../switchboard/v1/CreateContactResponse.ts';
import type {
  GetContactRequest as _switchboard_v1_GetContactRequest,
  GetContactRequest__Output as _switchboard_v1_GetContactRequest__Output,
} from '../../switchboard/v1/GetContactRequest.ts';
import type {
  GetContactResponse as _switchboard_v1_GetContactResponse,
  GetContactResponse__Output as _switchboard_v1_GetContactResponse__Output,
} from '../../switchboard/v1/GetContactResponse.ts';
import type {
  LinkAddressRequest as _switchboard_v1_LinkAddressRequest,
  LinkAddressRequest__Output as _switchboard_v1_LinkAddressRequest__Output,
} from '../../switchboard/v1/LinkAddressRequest.ts';
import type {
  LinkAddressResponse as _switchboard_v1_LinkAddressResponse,
  LinkAddressResponse__Output as _switchboard_v1_LinkAddressResponse__Output,
} from '../../switchboard/v1/LinkAddressResponse.ts';
import type {
  ListContactsRequest as _switchboard_v1_ListContactsRequest,
  ListContactsRequest__Output as _switchboard_v1_ListContactsRequest__Output,
} from '../../switchboard/v1/ListContactsRequest.ts';
import type {
  ListContactsResponse as _switchboard_v1_ListContactsResponse,
  ListContactsResponse__Output as _switchboard_v1_ListContactsResponse__Output,
} from '../../switchboard/v1/ListContactsResponse.ts';
import type {
  UnlinkAddressRequest as _switchboard_v1_UnlinkAddressRequest,
  UnlinkAddressRequest__Output as _switchboard_v1_UnlinkAddressRequest__Output,
} from '../../switchboard/v1/UnlinkAddressRequest.ts';
import type {
  UnlinkAddressResponse as _switchboard_v1_UnlinkAddressResponse,
  UnlinkAddressResponse__Output as _switchboard_v1_UnlinkAddressResponse__Output,
} from '../../switchboard/v1/UnlinkAddressResponse.ts';
import type {
  UpdateContactRequest as _switchboard_v1_UpdateContactRequest,
  UpdateContactRequest__Output as _switchboard_v1_UpdateContactRequest__Output,
} from '../../switchboard/v1/UpdateContactRequest.ts';
import type {
  UpdateContactResponse as _switchboard_v1_UpdateContactResponse,
  UpdateContactResponse__Output as _switchboard_v1_UpdateContactResponse__Output,
} from '../../switchboard/v1/UpdateContactResponse.ts';

export interface ContactServiceClient extends grpc.Client {
  CreateContact(
    argument: _switchboard_v1_CreateContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  CreateContact(
    argument: _switchboard_v1_CreateContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  CreateContact(
    argument: _switchboard_v1_CreateContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  CreateContact(
    argument: _switchboard_v1_CreateContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  createContact(
    argument: _switchboard_v1_CreateContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  createContact(
    argument: _switchboard_v1_CreateContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  createContact(
    argument: _switchboard_v1_CreateContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  createContact(
    argument: _switchboard_v1_CreateContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_CreateContactResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetContact(
    argument: _switchboard_v1_GetContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetContact(
    argument: _switchboard_v1_GetContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetContact(
    argument: _switchboard_v1_GetContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetContact(
    argument: _switchboard_v1_GetContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  getContact(
    argument: _switchboard_v1_GetContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  getContact(
    argument: _switchboard_v1_GetContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  getContact(
    argument: _switchboard_v1_GetContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  getContact(
    argument: _switchboard_v1_GetContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetContactResponse__Output>,
  ): grpc.ClientUnaryCall;

  LinkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  LinkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  LinkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  LinkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  linkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  linkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  linkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  linkAddress(
    argument: _switchboard_v1_LinkAddressRequest,
    callback: grpc.requestCallback<_switchboard_v1_LinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListContacts(
    argument: _switchboard_v1_ListContactsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListContacts(
    argument: _switchboard_v1_ListContactsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListContacts(
    argument: _switchboard_v1_ListContactsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListContacts(
    argument: _switchboard_v1_ListContactsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listContacts(
    argument: _switchboard_v1_ListContactsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listContacts(
    argument: _switchboard_v1_ListContactsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listContacts(
    argument: _switchboard_v1_ListContactsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listContacts(
    argument: _switchboard_v1_ListContactsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListContactsResponse__Output>,
  ): grpc.ClientUnaryCall;

  UnlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  UnlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  UnlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  UnlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  unlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  unlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  unlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;
  unlinkAddress(
    argument: _switchboard_v1_UnlinkAddressRequest,
    callback: grpc.requestCallback<_switchboard_v1_UnlinkAddressResponse__Output>,
  ): grpc.ClientUnaryCall;

  UpdateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateContact(
    argument: _switchboard_v1_UpdateContactRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpdateContactResponse__Output>,
  ): grpc.ClientUnaryCall;
}

export interface ContactServiceHandlers extends grpc.UntypedServiceImplementation {
  CreateContact: grpc.handleUnaryCall<
    _switchboard_v1_CreateContactRequest__Output,
    _switchboard_v1_CreateContactResponse
  >;

  GetContact: grpc.handleUnaryCall<_switchboard_v1_GetContactRequest__Output, _switchboard_v1_GetContactResponse>;

  LinkAddress: grpc.handleUnaryCall<_switchboard_v1_LinkAddressRequest__Output, _switchboard_v1_LinkAddressResponse>;

  ListContacts: grpc.handleUnaryCall<_switchboard_v1_ListContactsRequest__Output, _switchboard_v1_ListContactsResponse>;

  UnlinkAddress: grpc.handleUnaryCall<
    _switchboard_v1_UnlinkAddressRequest__Output,
    _switchboard_v1_UnlinkAddressResponse
  >;

  UpdateContact: grpc.handleUnaryCall<
    _switchboard_v1_UpdateContactRequest__Output,
    _switchboard_v1_UpdateContactResponse
  >;
}

export interface ContactServiceDefinition extends grpc.ServiceDefinition {
  CreateContact: MethodDefinition<
    _switchboard_v1_CreateContactRequest,
    _switchboard_v1_CreateContactResponse,
    _switchboard_v1_CreateContactRequest__Output,
    _switchboard_v1_CreateContactResponse__Output
  >;
  GetContact: MethodDefinition<
    _switchboard_v1_GetContactRequest,
    _switchboard_v1_GetContactResponse,
    _switchboard_v1_GetContactRequest__Output,
    _switchboard_v1_GetContactResponse__Output
  >;
  LinkAddress: MethodDefinition<
    _switchboard_v1_LinkAddressRequest,
    _switchboard_v1_LinkAddressResponse,
    _switchboard_v1_LinkAddressRequest__Output,
    _switchboard_v1_LinkAddressResponse__Output
  >;
  ListContacts: MethodDefinition<
    _switchboard_v1_ListContactsRequest,
    _switchboard_v1_ListContactsResponse,
    _switchboard_v1_ListContactsRequest__Output,
    _switchboard_v1_ListContactsResponse__Output
  >;
  UnlinkAddress: MethodDefinition<
    _switchboard_v1_UnlinkAddressRequest,
    _switchboard_v1_UnlinkAddressResponse,
    _switchboard_v1_UnlinkAddressRequest__Output,
    _switchboard_v1_UnlinkAddressResponse__Output
  >;
  UpdateContact: MethodDefinition<
    _switchboard_v1_UpdateContactRequest,
    _switchboard_v1_UpdateContactResponse,
    _switchboard_v1_UpdateContactRequest__Output,
    _switchboard_v1_UpdateContactResponse__Output
  >;
}
