// Original file: proto/switchboard/v1/messaging_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  BatchSendMessagesRequest as _switchboard_v1_BatchSendMessagesRequest,
  BatchSendMessagesRequest__Output as _switchboard_v1_BatchSendMessagesRequest__Output,
} from '../../switchboard/v1/BatchSendMessagesRequest.ts';
import type {
  BatchSendMessagesResponse as _switchboard_v1_BatchSendMessagesResponse,
  BatchSendMessagesResponse__Output as _switchboard_v1_BatchSendMessagesResponse__Output,
} from '../../switchboard/v1/BatchSendMessagesResponse.ts';
import type {
  CloseConversationRequest as _switchboard_v1_CloseConversationRequest,
  CloseConversationRequest__Output as _switchboard_v1_CloseConversationRequest__Output,
} from '../../switchboard/v1/CloseConversationRequest.ts';
import type {
  CloseConversationResponse as _switchboard_v1_CloseConversationResponse,
  CloseConversationResponse__Output as _switchboard_v1_CloseConversationResponse__Output,
} from '../../switchboard/v1/CloseConversationResponse.ts';
import type {
  GetMessageRequest as _switchboard_v1_GetMessageRequest,
  GetMessageRequest__Output as _switchboard_v1_GetMessageRequest__Output,
} from '../../switchboard/v1/GetMessageRequest.ts';
import type {
  GetMessageResponse as _switchboard_v1_GetMessageResponse,
  GetMessageResponse__Output as _switchboard_v1_GetMessageResponse__Output,
} from '../../switchboard/v1/GetMessageResponse.ts';
import type {
  ListConversationsRequest as _switchboard_v1_ListConversationsRequest,
  ListConversationsRequest__Output as _switchboard_v1_ListConversationsRequest__Output,
} from '../../switchboard/v1/ListConversationsRequest.ts';
import type {
  ListConversationsResponse as _switchboard_v1_ListConversationsResponse,
  ListConversationsResponse__Output as _switchboard_v1_ListConversationsResponse__Output,
} from '../../switchboard/v1/ListConversationsResponse.ts';
import type {
  MarkConversationReadRequest as _switchboard_v1_MarkConversationReadRequest,
  MarkConversationReadRequest__Output as _switchboard_v1_MarkConversationReadRequest__Output,
} from '../../switchboard/v1/MarkConversationReadRequest.ts';
import type {
  MarkConversationReadResponse as _switchboard_v1_MarkConversationReadResponse,
  MarkConversationReadResponse__Output as _switchboard_v1_MarkConversationReadResponse__Output,
} from '../../switchboard/v1/MarkConversationReadResponse.ts';
import type {
  QueryHistoryRequest as _switchboard_v1_QueryHistoryRequest,
  QueryHistoryRequest__Output as _switchboard_v1_QueryHistoryRequest__Output,
} from '../../switchboard/v1/QueryHistoryRequest.ts';
import type {
  QueryHistoryResponse as _switchboard_v1_QueryHistoryResponse,
  QueryHistoryResponse__Output as _switchboard_v1_QueryHistoryResponse__Output,
} from '../../switchboard/v1/QueryHistoryResponse.ts';
import type {
  SendMessageRequest as _switchboard_v1_SendMessageRequest,
  SendMessageRequest__Output as _switchboard_v1_SendMessageRequest__Output,
} from '../../switchboard/v1/SendMessageRequest.ts';
import type {
  SendMessageResponse as _switchboard_v1_SendMessageResponse,
  SendMessageResponse__Output as _switchboard_v1_SendMessageResponse__Output,
} from '../../switchboard/v1/SendMessageResponse.ts';
import type {
  WatchEventsRequest as _switchboard_v1_WatchEventsRequest,
  WatchEventsRequest__Output as _switchboard_v1_WatchEventsRequest__Output,
} from '../../switchboard/v1/WatchEventsRequest.ts';
import type {
  WatchEventsResponse as _switchboard_v1_WatchEventsResponse,
  WatchEventsResponse__Output as _switchboard_v1_WatchEventsResponse__Output,
} from '../../switchboard/v1/WatchEventsResponse.ts';

export interface MessagingServiceClient extends grpc.Client {
  BatchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchSendMessages(
    argument: _switchboard_v1_BatchSendMessagesRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchSendMessagesResponse__Output>,
  ): grpc.ClientUnaryCall;

  CloseConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  CloseConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  CloseConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  CloseConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  closeConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  closeConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  closeConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;
  closeConversation(
    argument: _switchboard_v1_CloseConversationRequest,
    callback: grpc.requestCallback<_switchboard_v1_CloseConversationResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetMessage(
    argument: _switchboard_v1_GetMessageRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMessage(
    argument: _switchboard_v1_GetMessageRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMessage(
    argument: _switchboard_v1_GetMessageRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetMessage(
    argument: _switchboard_v1_GetMessageRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMessage(
    argument: _switchboard_v1_GetMessageRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMessage(
    argument: _switchboard_v1_GetMessageRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMessage(
    argument: _switchboard_v1_GetMessageRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  getMessage(
    argument: _switchboard_v1_GetMessageRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetMessageResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listConversations(
    argument: _switchboard_v1_ListConversationsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListConversationsResponse__Output>,
  ): grpc.ClientUnaryCall;

  MarkConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  MarkConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  MarkConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  MarkConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  markConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  markConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  markConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;
  markConversationRead(
    argument: _switchboard_v1_MarkConversationReadRequest,
    callback: grpc.requestCallback<_switchboard_v1_MarkConversationReadResponse__Output>,
  ): grpc.ClientUnaryCall;

  QueryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  QueryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  QueryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  QueryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  queryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  queryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  queryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;
  queryHistory(
    argument: _switchboard_v1_QueryHistoryRequest,
    callback: grpc.requestCallback<_switchboard_v1_QueryHistoryResponse__Output>,
  ): grpc.ClientUnaryCall;

  SendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  SendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  SendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  SendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  sendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  sendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  sendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;
  sendMessage(
    argument: _switchboard_v1_SendMessageRequest,
    callback: grpc.requestCallback<_switchboard_v1_SendMessageResponse__Output>,
  ): grpc.ClientUnaryCall;

  WatchEvents(
    argument: _switchboard_v1_WatchEventsRequest,
    metadata: grpc.Metadata,
    options?: grpc.CallOptions,
  ): grpc.ClientReadableStream<_switchboard_v1_WatchEventsResponse__Output>;
  WatchEvents(
    argument: _switchboard_v1_WatchEventsRequest,
    options?: grpc.CallOptions,
  ): grpc.ClientReadableStream<_switchboard_v1_WatchEventsResponse__Output>;
  watchEvents(
    argument: _switchboard_v1_WatchEventsRequest,
    metadata: grpc.Metadata,
    options?: grpc.CallOptions,
  ): grpc.ClientReadableStream<_switchboard_v1_WatchEventsResponse__Output>;
  watchEvents(
    argument: _switchboard_v1_WatchEventsRequest,
    options?: grpc.CallOptions,
  ): grpc.ClientReadableStream<_switchboard_v1_WatchEventsResponse__Output>;
}

export interface MessagingServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchSendMessages: grpc.handleUnaryCall<
    _switchboard_v1_BatchSendMessagesRequest__Output,
    _switchboard_v1_BatchSendMessagesResponse
  >;

  CloseConversation: grpc.handleUnaryCall<
    _switchboard_v1_CloseConversationRequest__Output,
    _switchboard_v1_CloseConversationResponse
  >;

  GetMessage: grpc.handleUnaryCall<_switchboard_v1_GetMessageRequest__Output, _switchboard_v1_GetMessageResponse>;

  ListConversations: grpc.handleUnaryCall<
    _switchboard_v1_ListConversationsRequest__Output,
    _switchboard_v1_ListConversationsResponse
  >;

  MarkConversationRead: grpc.handleUnaryCall<
    _switchboard_v1_MarkConversationReadRequest__Output,
    _switchboard_v1_MarkConversationReadResponse
  >;

  QueryHistory: grpc.handleUnaryCall<_switchboard_v1_QueryHistoryRequest__Output, _switchboard_v1_QueryHistoryResponse>;

  SendMessage: grpc.handleUnaryCall<_switchboard_v1_SendMessageRequest__Output, _switchboard_v1_SendMessageResponse>;

  WatchEvents: grpc.handleServerStreamingCall<
    _switchboard_v1_WatchEventsRequest__Output,
    _switchboard_v1_WatchEventsResponse
  >;
}

export interface MessagingServiceDefinition extends grpc.ServiceDefinition {
  BatchSendMessages: MethodDefinition<
    _switchboard_v1_BatchSendMessagesRequest,
    _switchboard_v1_BatchSendMessagesResponse,
    _switchboard_v1_BatchSendMessagesRequest__Output,
    _switchboard_v1_BatchSendMessagesResponse__Output
  >;
  CloseConversation: MethodDefinition<
    _switchboard_v1_CloseConversationRequest,
    _switchboard_v1_CloseConversationResponse,
    _switchboard_v1_CloseConversationRequest__Output,
    _switchboard_v1_CloseConversationResponse__Output
  >;
  GetMessage: MethodDefinition<
    _switchboard_v1_GetMessageRequest,
    _switchboard_v1_GetMessageResponse,
    _switchboard_v1_GetMessageRequest__Output,
    _switchboard_v1_GetMessageResponse__Output
  >;
  ListConversations: MethodDefinition<
    _switchboard_v1_ListConversationsRequest,
    _switchboard_v1_ListConversationsResponse,
    _switchboard_v1_ListConversationsRequest__Output,
    _switchboard_v1_ListConversationsResponse__Output
  >;
  MarkConversationRead: MethodDefinition<
    _switchboard_v1_MarkConversationReadRequest,
    _switchboard_v1_MarkConversationReadResponse,
    _switchboard_v1_MarkConversationReadRequest__Output,
    _switchboard_v1_MarkConversationReadResponse__Output
  >;
  QueryHistory: MethodDefinition<
    _switchboard_v1_QueryHistoryRequest,
    _switchboard_v1_QueryHistoryResponse,
    _switchboard_v1_QueryHistoryRequest__Output,
    _switchboard_v1_QueryHistoryResponse__Output
  >;
  SendMessage: MethodDefinition<
    _switchboard_v1_SendMessageRequest,
    _switchboard_v1_SendMessageResponse,
    _switchboard_v1_SendMessageRequest__Output,
    _switchboard_v1_SendMessageResponse__Output
  >;
  WatchEvents: MethodDefinition<
    _switchboard_v1_WatchEventsRequest,
    _switchboard_v1_WatchEventsResponse,
    _switchboard_v1_WatchEventsRequest__Output,
    _switchboard_v1_WatchEventsResponse__Output
  >;
}
