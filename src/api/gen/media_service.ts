import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from './google/protobuf/Timestamp.ts';
import type {
  ContactsContent as _switchboard_v1_ContactsContent,
  ContactsContent__Output as _switchboard_v1_ContactsContent__Output,
} from './switchboard/v1/ContactsContent.ts';
import type {
  GetMediaRequest as _switchboard_v1_GetMediaRequest,
  GetMediaRequest__Output as _switchboard_v1_GetMediaRequest__Output,
} from './switchboard/v1/GetMediaRequest.ts';
import type {
  GetMediaResponse as _switchboard_v1_GetMediaResponse,
  GetMediaResponse__Output as _switchboard_v1_GetMediaResponse__Output,
} from './switchboard/v1/GetMediaResponse.ts';
import type {
  InteractiveContent as _switchboard_v1_InteractiveContent,
  InteractiveContent__Output as _switchboard_v1_InteractiveContent__Output,
} from './switchboard/v1/InteractiveContent.ts';
import type {
  LocationContent as _switchboard_v1_LocationContent,
  LocationContent__Output as _switchboard_v1_LocationContent__Output,
} from './switchboard/v1/LocationContent.ts';
import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from './switchboard/v1/Media.ts';
import type {
  MediaContent as _switchboard_v1_MediaContent,
  MediaContent__Output as _switchboard_v1_MediaContent__Output,
} from './switchboard/v1/MediaContent.ts';
import type {
  MediaError as _switchboard_v1_MediaError,
  MediaError__Output as _switchboard_v1_MediaError__Output,
} from './switchboard/v1/MediaError.ts';
import type {
  MediaServiceClient as _switchboard_v1_MediaServiceClient,
  MediaServiceDefinition as _switchboard_v1_MediaServiceDefinition,
} from './switchboard/v1/MediaService.ts';
import type {
  MediaSource as _switchboard_v1_MediaSource,
  MediaSource__Output as _switchboard_v1_MediaSource__Output,
} from './switchboard/v1/MediaSource.ts';
import type {
  ReactionContent as _switchboard_v1_ReactionContent,
  ReactionContent__Output as _switchboard_v1_ReactionContent__Output,
} from './switchboard/v1/ReactionContent.ts';
import type {
  TemplateComponent as _switchboard_v1_TemplateComponent,
  TemplateComponent__Output as _switchboard_v1_TemplateComponent__Output,
} from './switchboard/v1/TemplateComponent.ts';
import type {
  TemplateContent as _switchboard_v1_TemplateContent,
  TemplateContent__Output as _switchboard_v1_TemplateContent__Output,
} from './switchboard/v1/TemplateContent.ts';
import type {
  TemplateParameter as _switchboard_v1_TemplateParameter,
  TemplateParameter__Output as _switchboard_v1_TemplateParameter__Output,
} from './switchboard/v1/TemplateParameter.ts';
import type {
  TextContent as _switchboard_v1_TextContent,
  TextContent__Output as _switchboard_v1_TextContent__Output,
} from './switchboard/v1/TextContent.ts';
import type {
  UploadMediaRequest as _switchboard_v1_UploadMediaRequest,
  UploadMediaRequest__Output as _switchboard_v1_UploadMediaRequest__Output,
} from './switchboard/v1/UploadMediaRequest.ts';
import type {
  UploadMediaResponse as _switchboard_v1_UploadMediaResponse,
  UploadMediaResponse__Output as _switchboard_v1_UploadMediaResponse__Output,
} from './switchboard/v1/UploadMediaResponse.ts';
import type {
  UploadMetadata as _switchboard_v1_UploadMetadata,
  UploadMetadata__Output as _switchboard_v1_UploadMetadata__Output,
} from './switchboard/v1/UploadMetadata.ts';

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
      ContactsContent: MessageTypeDefinition<_switchboard_v1_ContactsContent, _switchboard_v1_ContactsContent__Output>;
      GetMediaRequest: MessageTypeDefinition<_switchboard_v1_GetMediaRequest, _switchboard_v1_GetMediaRequest__Output>;
      GetMediaResponse: MessageTypeDefinition<
        _switchboard_v1_GetMediaResponse,
        _switchboard_v1_GetMediaResponse__Output
      >;
      InteractiveContent: MessageTypeDefinition<
        _switchboard_v1_InteractiveContent,
        _switchboard_v1_InteractiveContent__Output
      >;
      LocationContent: MessageTypeDefinition<_switchboard_v1_LocationContent, _switchboard_v1_LocationContent__Output>;
      Media: MessageTypeDefinition<_switchboard_v1_Media, _switchboard_v1_Media__Output>;
      MediaContent: MessageTypeDefinition<_switchboard_v1_MediaContent, _switchboard_v1_MediaContent__Output>;
      MediaError: MessageTypeDefinition<_switchboard_v1_MediaError, _switchboard_v1_MediaError__Output>;
      MediaKind: EnumTypeDefinition;
      MediaService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_MediaServiceClient> & {
        service: _switchboard_v1_MediaServiceDefinition;
      };
      MediaSource: MessageTypeDefinition<_switchboard_v1_MediaSource, _switchboard_v1_MediaSource__Output>;
      MediaStatus: EnumTypeDefinition;
      ReactionContent: MessageTypeDefinition<_switchboard_v1_ReactionContent, _switchboard_v1_ReactionContent__Output>;
      TemplateComponent: MessageTypeDefinition<
        _switchboard_v1_TemplateComponent,
        _switchboard_v1_TemplateComponent__Output
      >;
      TemplateContent: MessageTypeDefinition<_switchboard_v1_TemplateContent, _switchboard_v1_TemplateContent__Output>;
      TemplateParameter: MessageTypeDefinition<
        _switchboard_v1_TemplateParameter,
        _switchboard_v1_TemplateParameter__Output
      >;
      TextContent: MessageTypeDefinition<_switchboard_v1_TextContent, _switchboard_v1_TextContent__Output>;
      ThumbnailSize: EnumTypeDefinition;
      TranscriptStatus: EnumTypeDefinition;
      UploadMediaRequest: MessageTypeDefinition<
        _switchboard_v1_UploadMediaRequest,
        _switchboard_v1_UploadMediaRequest__Output
      >;
      UploadMediaResponse: MessageTypeDefinition<
        _switchboard_v1_UploadMediaResponse,
        _switchboard_v1_UploadMediaResponse__Output
      >;
      UploadMetadata: MessageTypeDefinition<_switchboard_v1_UploadMetadata, _switchboard_v1_UploadMetadata__Output>;
    };
  };
}
