// Original file: proto/switchboard/v1/template_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  DeleteTemplateRequest as _switchboard_v1_DeleteTemplateRequest,
  DeleteTemplateRequest__Output as _switchboard_v1_DeleteTemplateRequest__Output,
} from '../../switchboard/v1/DeleteTemplateRequest.ts';
import type {
  DeleteTemplateResponse as _switchboard_v1_DeleteTemplateResponse,
  DeleteTemplateResponse__Output as _switchboard_v1_DeleteTemplateResponse__Output,
} from '../../switchboard/v1/DeleteTemplateResponse.ts';
import type {
  GetTemplateRequest as _switchboard_v1_GetTemplateRequest,
  GetTemplateRequest__Output as _switchboard_v1_GetTemplateRequest__Output,
} from '../../switchboard/v1/GetTemplateRequest.ts';
import type {
  GetTemplateResponse as _switchboard_v1_GetTemplateResponse,
  GetTemplateResponse__Output as _switchboard_v1_GetTemplateResponse__Output,
} from '../../switchboard/v1/GetTemplateResponse.ts';
import type {
  ListTemplatesRequest as _switchboard_v1_ListTemplatesRequest,
  ListTemplatesRequest__Output as _switchboard_v1_ListTemplatesRequest__Output,
} from '../../switchboard/v1/ListTemplatesRequest.ts';
import type {
  ListTemplatesResponse as _switchboard_v1_ListTemplatesResponse,
  ListTemplatesResponse__Output as _switchboard_v1_ListTemplatesResponse__Output,
} from '../../switchboard/v1/ListTemplatesResponse.ts';
import type {
  LoadSampleTemplatesRequest as _switchboard_v1_LoadSampleTemplatesRequest,
  LoadSampleTemplatesRequest__Output as _switchboard_v1_LoadSampleTemplatesRequest__Output,
} from '../../switchboard/v1/LoadSampleTemplatesRequest.ts';
import type {
  LoadSampleTemplatesResponse as _switchboard_v1_LoadSampleTemplatesResponse,
  LoadSampleTemplatesResponse__Output as _switchboard_v1_LoadSampleTemplatesResponse__Output,
} from '../../switchboard/v1/LoadSampleTemplatesResponse.ts';
import type {
  SyncTemplatesRequest as _switchboard_v1_SyncTemplatesRequest,
  SyncTemplatesRequest__Output as _switchboard_v1_SyncTemplatesRequest__Output,
} from '../../switchboard/v1/SyncTemplatesRequest.ts';
import type {
  SyncTemplatesResponse as _switchboard_v1_SyncTemplatesResponse,
  SyncTemplatesResponse__Output as _switchboard_v1_SyncTemplatesResponse__Output,
} from '../../switchboard/v1/SyncTemplatesResponse.ts';
import type {
  UpsertTemplateRequest as _switchboard_v1_UpsertTemplateRequest,
  UpsertTemplateRequest__Output as _switchboard_v1_UpsertTemplateRequest__Output,
} from '../../switchboard/v1/UpsertTemplateRequest.ts';
import type {
  UpsertTemplateResponse as _switchboard_v1_UpsertTemplateResponse,
  UpsertTemplateResponse__Output as _switchboard_v1_UpsertTemplateResponse__Output,
} from '../../switchboard/v1/UpsertTemplateResponse.ts';

export interface TemplateServiceClient extends grpc.Client {
  DeleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteTemplate(
    argument: _switchboard_v1_DeleteTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_DeleteTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTemplate(
    argument: _switchboard_v1_GetTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTemplates(
    argument: _switchboard_v1_ListTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;

  LoadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  LoadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  LoadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  LoadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  loadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  loadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  loadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  loadSampleTemplates(
    argument: _switchboard_v1_LoadSampleTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_LoadSampleTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;

  SyncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SyncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SyncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SyncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  syncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  syncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  syncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;
  syncTemplates(
    argument: _switchboard_v1_SyncTemplatesRequest,
    callback: grpc.requestCallback<_switchboard_v1_SyncTemplatesResponse__Output>,
  ): grpc.ClientUnaryCall;

  UpsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertTemplate(
    argument: _switchboard_v1_UpsertTemplateRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpsertTemplateResponse__Output>,
  ): grpc.ClientUnaryCall;
}

export interface TemplateServiceHandlers extends grpc.UntypedServiceImplementation {
  DeleteTemplate: grpc.handleUnaryCall<
    _switchboard_v1_DeleteTemplateRequest__Output,
    _switchboard_v1_DeleteTemplateResponse
  >;

  GetTemplate: grpc.handleUnaryCall<_switchboard_v1_GetTemplateRequest__Output, _switchboard_v1_GetTemplateResponse>;

  ListTemplates: grpc.handleUnaryCall<
    _switchboard_v1_ListTemplatesRequest__Output,
    _switchboard_v1_ListTemplatesResponse
  >;

  LoadSampleTemplates: grpc.handleUnaryCall<
    _switchboard_v1_LoadSampleTemplatesRequest__Output,
    _switchboard_v1_LoadSampleTemplatesResponse
  >;

  SyncTemplates: grpc.handleUnaryCall<
    _switchboard_v1_SyncTemplatesRequest__Output,
    _switchboard_v1_SyncTemplatesResponse
  >;

  UpsertTemplate: grpc.handleUnaryCall<
    _switchboard_v1_UpsertTemplateRequest__Output,
    _switchboard_v1_UpsertTemplateResponse
  >;
}

export interface TemplateServiceDefinition extends grpc.ServiceDefinition {
  DeleteTemplate: MethodDefinition<
    _switchboard_v1_DeleteTemplateRequest,
    _switchboard_v1_DeleteTemplateResponse,
    _switchboard_v1_DeleteTemplateRequest__Output,
    _switchboard_v1_DeleteTemplateResponse__Output
  >;
  GetTemplate: MethodDefinition<
    _switchboard_v1_GetTemplateRequest,
    _switchboard_v1_GetTemplateResponse,
    _switchboard_v1_GetTemplateRequest__Output,
    _switchboard_v1_GetTemplateResponse__Output
  >;
  ListTemplates: MethodDefinition<
    _switchboard_v1_ListTemplatesRequest,
    _switchboard_v1_ListTemplatesResponse,
    _switchboard_v1_ListTemplatesRequest__Output,
    _switchboard_v1_ListTemplatesResponse__Output
  >;
  LoadSampleTemplates: MethodDefinition<
    _switchboard_v1_LoadSampleTemplatesRequest,
    _switchboard_v1_LoadSampleTemplatesResponse,
    _switchboard_v1_LoadSampleTemplatesRequest__Output,
    _switchboard_v1_LoadSampleTemplatesResponse__Output
  >;
  SyncTemplates: MethodDefinition<
    _switchboard_v1_SyncTemplatesRequest,
    _switchboard_v1_SyncTemplatesResponse,
    _switchboard_v1_SyncTemplatesRequest__Output,
    _switchboard_v1_SyncTemplatesResponse__Output
  >;
  UpsertTemplate: MethodDefinition<
    _switchboard_v1_UpsertTemplateRequest,
    _switchboard_v1_UpsertTemplateResponse,
    _switchboard_v1_UpsertTemplateRequest__Output,
    _switchboard_v1_UpsertTemplateResponse__Output
  >;
}
