// Original file: proto/switchboard/v1/media_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  GetMediaRequest as _switchboard_v1_GetMediaRequest,
  GetMediaRequest__Output as _switchboard_v1_GetMediaRequest__Output,
} from '../../switchboard/v1/GetMediaRequest.ts';
import type {
  GetMediaResponse as _switchboard_v1_GetMediaResponse,
  GetMediaResponse__Output as _switchboard_v1_GetMediaResponse__Output,
} from '../../switchboard/v1/GetMediaResponse.ts';
import type {
  UploadMediaRequest as _switchboard_v1_UploadMediaRequest,
  UploadMediaRequest__Output as _switchboard_v1_UploadMediaRequest__Output,
} from '../../switchboard/v1/UploadMediaRequest.ts';
import type {
  UploadMediaResponse as _switchboard_v1_UploadMediaResponse,
  UploadMediaResponse__Output as _switchboard_v1_UploadMediaResponse__Output,
} from '../../switchboard/v1/UploadMediaResponse.ts';

export interface MediaServiceClient extends grpc.Client {
  GetMedia(
    argument: _switchboard_v1_GetMediaRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMedia(
    argument: _switchboard_v1_GetMediaRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMedia(
    argument: _switchboard_v1_GetMediaRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMedia(
    argument: _switchboard_v1_GetMediaRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMedia(
    argument: _switchboard_v1_GetMediaRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMedia(
    argument: _switchboard_v1_GetMediaRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMedia(
    argument: _switchboard_v1_GetMediaRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMedia(
    argument: _switchboard_v1_GetMediaRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetMediaResponse__Output>,
  ): grpc.ClientUnaryCall;

  UploadMedia(
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  UploadMedia(
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  UploadMedia(
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  UploadMedia(
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  uploadMedia(
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  uploadMedia(
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  uploadMedia(
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
  uploadMedia(
    callback: grpc.requestCallback<_switchboard_v1_UploadMediaResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_UploadMediaRequest>;
}

export interface MediaServiceHandlers extends grpc.UntypedServiceImplementation {
  GetMedia: grpc.handleUnaryCall<_switchboard_v1_GetMediaRequest__Output, _switchboard_v1_GetMediaResponse>;

  UploadMedia: grpc.handleClientStreamingCall<
    _switchboard_v1_UploadMediaRequest__Output,
    _switchboard_v1_UploadMediaResponse
  >;
}

export interface MediaServiceDefinition extends grpc.ServiceDefinition {
  GetMedia: MethodDefinition<
    _switchboard_v1_GetMediaRequest,
    _switchboard_v1_GetMediaResponse,
    _switchboard_v1_GetMediaRequest__Output,
    _switchboard_v1_GetMediaResponse__Output
  >;
  UploadMedia: MethodDefinition<
    _switchboard_v1_UploadMediaRequest,
    _switchboard_v1_UploadMediaResponse,
    _switchboard_v1_UploadMediaRequest__Output,
    _switchboard_v1_UploadMediaResponse__Output
  >;
}
