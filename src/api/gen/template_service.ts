import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from './google/protobuf/Timestamp.ts';
import type {
  DeleteTemplateRequest as _switchboard_v1_DeleteTemplateRequest,
  DeleteTemplateRequest__Output as _switchboard_v1_DeleteTemplateRequest__Output,
} from './switchboard/v1/DeleteTemplateRequest.ts';
import type {
  DeleteTemplateResponse as _switchboard_v1_DeleteTemplateResponse,
  DeleteTemplateResponse__Output as _switchboard_v1_DeleteTemplateResponse__Output,
} from './switchboard/v1/DeleteTemplateResponse.ts';
import type {
  GetTemplateRequest as _switchboard_v1_GetTemplateRequest,
  GetTemplateRequest__Output as _switchboard_v1_GetTemplateRequest__Output,
} from './switchboard/v1/GetTemplateRequest.ts';
import type {
  GetTemplateResponse as _switchboard_v1_GetTemplateResponse,
  GetTemplateResponse__Output as _switchboard_v1_GetTemplateResponse__Output,
} from './switchboard/v1/GetTemplateResponse.ts';
import type {
  ListTemplatesRequest as _switchboard_v1_ListTemplatesRequest,
  ListTemplatesRequest__Output as _switchboard_v1_ListTemplatesRequest__Output,
} from './switchboard/v1/ListTemplatesRequest.ts';
import type {
  ListTemplatesResponse as _switchboard_v1_ListTemplatesResponse,
  ListTemplatesResponse__Output as _switchboard_v1_ListTemplatesResponse__Output,
} from './switchboard/v1/ListTemplatesResponse.ts';
import type {
  LoadSampleTemplatesRequest as _switchboard_v1_LoadSampleTemplatesRequest,
  LoadSampleTemplatesRequest__Output as _switchboard_v1_LoadSampleTemplatesRequest__Output,
} from './switchboard/v1/LoadSampleTemplatesRequest.ts';
import type {
  LoadSampleTemplatesResponse as _switchboard_v1_LoadSampleTemplatesResponse,
  LoadSampleTemplatesResponse__Output as _switchboard_v1_LoadSampleTemplatesResponse__Output,
} from './switchboard/v1/LoadSampleTemplatesResponse.ts';
import type {
  SyncTemplatesRequest as _switchboard_v1_SyncTemplatesRequest,
  SyncTemplatesRequest__Output as _switchboard_v1_SyncTemplatesRequest__Output,
} from './switchboard/v1/SyncTemplatesRequest.ts';
import type {
  SyncTemplatesResponse as _switchboard_v1_SyncTemplatesResponse,
  SyncTemplatesResponse__Output as _switchboard_v1_SyncTemplatesResponse__Output,
} from './switchboard/v1/SyncTemplatesResponse.ts';
import type {
  Template as _switchboard_v1_Template,
  Template__Output as _switchboard_v1_Template__Output,
} from './switchboard/v1/Template.ts';
import type {
  TemplateButton as _switchboard_v1_TemplateButton,
  TemplateButton__Output as _switchboard_v1_TemplateButton__Output,
} from './switchboard/v1/TemplateButton.ts';
import type {
  TemplateDefinition as _switchboard_v1_TemplateDefinition,
  TemplateDefinition__Output as _switchboard_v1_TemplateDefinition__Output,
} from './switchboard/v1/TemplateDefinition.ts';
import type {
  TemplateHeader as _switchboard_v1_TemplateHeader,
  TemplateHeader__Output as _switchboard_v1_TemplateHeader__Output,
} from './switchboard/v1/TemplateHeader.ts';
import type {
  TemplateServiceClient as _switchboard_v1_TemplateServiceClient,
  TemplateServiceDefinition as _switchboard_v1_TemplateServiceDefinition,
} from './switchboard/v1/TemplateService.ts';
import type {
  UpsertTemplateRequest as _switchboard_v1_UpsertTemplateRequest,
  UpsertTemplateRequest__Output as _switchboard_v1_UpsertTemplateRequest__Output,
} from './switchboard/v1/UpsertTemplateRequest.ts';
import type {
  UpsertTemplateResponse as _switchboard_v1_UpsertTemplateResponse,
  UpsertTemplateResponse__Output as _switchboard_v1_UpsertTemplateResponse__Output,
} from './switchboard/v1/UpsertTemplateResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>;
    };
  };
  switchboard: {
    v1: {
      DeleteTemplateRequest: MessageTypeDefinition<
        _switchboard_v1_DeleteTemplateRequest,
        _switchboard_v1_DeleteTemplateRequest__Output
      >;
      DeleteTemplateResponse: MessageTypeDefinition<
        _switchboard_v1_DeleteTemplateResponse,
        _switchboard_v1_DeleteTemplateResponse__Output
      >;
      GetTemplateRequest: MessageTypeDefinition<
        _switchboard_v1_GetTemplateRequest,
        _switchboard_v1_GetTemplateRequest__Output
      >;
      GetTemplateResponse: MessageTypeDefinition<
        _switchboard_v1_GetTemplateResponse,
        _switchboard_v1_GetTemplateResponse__Output
      >;
      ListTemplatesRequest: MessageTypeDefinition<
        _switchboard_v1_ListTemplatesRequest,
        _switchboard_v1_ListTemplatesRequest__Output
      >;
      ListTemplatesResponse: MessageTypeDefinition<
        _switchboard_v1_ListTemplatesResponse,
        _switchboard_v1_ListTemplatesResponse__Output
      >;
      LoadSampleTemplatesRequest: MessageTypeDefinition<
        _switchboard_v1_LoadSampleTemplatesRequest,
        _switchboard_v1_LoadSampleTemplatesRequest__Output
      >;
      LoadSampleTemplatesResponse: MessageTypeDefinition<
        _switchboard_v1_LoadSampleTemplatesResponse,
        _switchboard_v1_LoadSampleTemplatesResponse__Output
      >;
      SyncTemplatesRequest: MessageTypeDefinition<
        _switchboard_v1_SyncTemplatesRequest,
        _switchboard_v1_SyncTemplatesRequest__Output
      >;
      SyncTemplatesResponse: MessageTypeDefinition<
        _switchboard_v1_SyncTemplatesResponse,
        _switchboard_v1_SyncTemplatesResponse__Output
      >;
      Template: MessageTypeDefinition<_switchboard_v1_Template, _switchboard_v1_Template__Output>;
      TemplateButton: MessageTypeDefinition<_switchboard_v1_TemplateButton, _switchboard_v1_TemplateButton__Output>;
      TemplateCategory: EnumTypeDefinition;
      TemplateDefinition: MessageTypeDefinition<
        _switchboard_v1_TemplateDefinition,
        _switchboard_v1_TemplateDefinition__Output
      >;
      TemplateHeader: MessageTypeDefinition<_switchboard_v1_TemplateHeader, _switchboard_v1_TemplateHeader__Output>;
      TemplateParameterFormat: EnumTypeDefinition;
      TemplateService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_TemplateServiceClient> & {
        service: _switchboard_v1_TemplateServiceDefinition;
      };
      TemplateStatus: EnumTypeDefinition;
      UpsertTemplateRequest: MessageTypeDefinition<
        _switchboard_v1_UpsertTemplateRequest,
        _switchboard_v1_UpsertTemplateRequest__Output
      >;
      UpsertTemplateResponse: MessageTypeDefinition<
        _switchboard_v1_UpsertTemplateResponse,
        _switchboard_v1_UpsertTemplateResponse__Output
      >;
    };
  };
}
