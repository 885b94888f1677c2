// Original file: proto/switchboard/v1/reminder_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  BatchEnqueueRemindersRequest as _switchboard_v1_BatchEnqueueRemindersRequest,
  BatchEnqueueRemindersRequest__Output as _switchboard_v1_BatchEnqueueRemindersRequest__Output,
} from '../../switchboard/v1/BatchEnqueueRemindersRequest.ts';
import type {
  BatchEnqueueRemindersResponse as _switchboard_v1_BatchEnqueueRemindersResponse,
  BatchEnqueueRemindersResponse__Output as _switchboard_v1_BatchEnqueueRemindersResponse__Output,
} from '../../switchboard/v1/BatchEnqueueRemindersResponse.ts';
import type {
  CancelReminderRequest as _switchboard_v1_CancelReminderRequest,
  CancelReminderRequest__Output as _switchboard_v1_CancelReminderRequest__Output,
} from '../../switchboard/v1/CancelReminderRequest.ts';
import type {
  CancelReminderResponse as _switchboard_v1_CancelReminderResponse,
  CancelReminderResponse__Output as _switchboard_v1_CancelReminderResponse__Output,
} from '../../switchboard/v1/CancelReminderResponse.ts';
import type {
  EnqueueReminderRequest as _switchboard_v1_EnqueueReminderRequest,
  EnqueueReminderRequest__Output as _switchboard_v1_EnqueueReminderRequest__Output,
} from '../../switchboard/v1/EnqueueReminderRequest.ts';
import type {
  EnqueueReminderResponse as _switchboard_v1_EnqueueReminderResponse,
  EnqueueReminderResponse__Output as _switchboard_v1_EnqueueReminderResponse__Output,
} from '../../switchboard/v1/EnqueueReminderResponse.ts';
import type {
  GetReminderRequest as _switchboard_v1_GetReminderRequest,
  GetReminderRequest__Output as _switchboard_v1_GetReminderRequest__Output,
} from '../../switchboard/v1/GetReminderRequest.ts';
import type {
  GetReminderResponse as _switchboard_v1_GetReminderResponse,
  GetReminderResponse__Output as _switchboard_v1_GetReminderResponse__Output,
} from '../../switchboard/v1/GetReminderResponse.ts';
import type {
  ListRemindersRequest as _switchboard_v1_ListRemindersRequest,
  ListRemindersRequest__Output as _switchboard_v1_ListRemindersRequest__Output,
} from '../../switchboard/v1/ListRemindersRequest.ts';
import type {
  ListRemindersResponse as _switchboard_v1_ListRemindersResponse,
  ListRemindersResponse__Output as _switchboard_v1_ListRemindersResponse__Output,
} from '../../switchboard/v1/ListRemindersResponse.ts';
import type {
  PreviewReminderRequest as _switchboard_v1_PreviewReminderRequest,
  PreviewReminderRequest__Output as _switchboard_v1_PreviewReminderRequest__Output,
} from '../../switchboard/v1/PreviewReminderRequest.ts';
import type {
  PreviewReminderResponse as _switchboard_v1_PreviewReminderResponse,
  PreviewReminderResponse__Output as _switchboard_v1_PreviewReminderResponse__Output,
} from '../../switchboard/v1/PreviewReminderResponse.ts';
import type {
  RescheduleReminderRequest as _switchboard_v1_RescheduleReminderRequest,
  RescheduleReminderRequest__Output as _switchboard_v1_RescheduleReminderRequest__Output,
} from '../../switchboard/v1/RescheduleReminderRequest.ts';
import type {
  RescheduleReminderResponse as _switchboard_v1_RescheduleReminderResponse,
  RescheduleReminderResponse__Output as _switchboard_v1_RescheduleReminderResponse__Output,
} from '../../switchboard/v1/RescheduleReminderResponse.ts';
import type {
  StreamRemindersRequest as _switchboard_v1_StreamRemindersRequest,
  StreamRemindersRequest__Output as _switchboard_v1_StreamRemindersRequest__Output,
} from '../../switchboard/v1/StreamRemindersRequest.ts';
import type {
  StreamRemindersResponse as _switchboard_v1_StreamRemindersResponse,
  StreamRemindersResponse__Output as _switchboard_v1_StreamRemindersResponse__Output,
} from '../../switchboard/v1/StreamRemindersResponse.ts';

export interface ReminderServiceClient extends grpc.Client {
  BatchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchEnqueueReminders(
    argument: _switchboard_v1_BatchEnqueueRemindersRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchEnqueueRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;

  CancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  CancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  CancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  CancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  cancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  cancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  cancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  cancelReminder(
    argument: _switchboard_v1_CancelReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_CancelReminderResponse__Output>,
  ): grpc.ClientUnaryCall;

  EnqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  EnqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  EnqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  EnqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  enqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  enqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  enqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  enqueueReminder(
    argument: _switchboard_v1_EnqueueReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_EnqueueReminderResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetReminder(
    argument: _switchboard_v1_GetReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetReminder(
    argument: _switchboard_v1_GetReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetReminder(
    argument: _switchboard_v1_GetReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetReminder(
    argument: _switchboard_v1_GetReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getReminder(
    argument: _switchboard_v1_GetReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getReminder(
    argument: _switchboard_v1_GetReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getReminder(
    argument: _switchboard_v1_GetReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getReminder(
    argument: _switchboard_v1_GetReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetReminderResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listReminders(
    argument: _switchboard_v1_ListRemindersRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListRemindersResponse__Output>,
  ): grpc.ClientUnaryCall;

  PreviewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  PreviewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  PreviewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  PreviewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  previewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  previewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  previewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  previewReminder(
    argument: _switchboard_v1_PreviewReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_PreviewReminderResponse__Output>,
  ): grpc.ClientUnaryCall;

  RescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  RescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  RescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  RescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  rescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  rescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  rescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;
  rescheduleReminder(
    argument: _switchboard_v1_RescheduleReminderRequest,
    callback: grpc.requestCallback<_switchboard_v1_RescheduleReminderResponse__Output>,
  ): grpc.ClientUnaryCall;

  StreamReminders(
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  StreamReminders(
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  StreamReminders(
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  StreamReminders(
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  streamReminders(
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  streamReminders(
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  streamReminders(
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
  streamReminders(
    callback: grpc.requestCallback<_switchboard_v1_StreamRemindersResponse__Output>,
  ): grpc.ClientWritableStream<_switchboard_v1_StreamRemindersRequest>;
}

export interface ReminderServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchEnqueueReminders: grpc.handleUnaryCall<
    _switchboard_v1_BatchEnqueueRemindersRequest__Output,
    _switchboard_v1_BatchEnqueueRemindersResponse
  >;

  CancelReminder: grpc.handleUnaryCall<
    _switchboard_v1_CancelReminderRequest__Output,
    _switchboard_v1_CancelReminderResponse
  >;

  EnqueueReminder: grpc.handleUnaryCall<
    _switchboard_v1_EnqueueReminderRequest__Output,
    _switchboard_v1_EnqueueReminderResponse
  >;

  GetReminder: grpc.handleUnaryCall<_switchboard_v1_GetReminderRequest__Output, _switchboard_v1_GetReminderResponse>;

  ListReminders: grpc.handleUnaryCall<
    _switchboard_v1_ListRemindersRequest__Output,
    _switchboard_v1_ListRemindersResponse
  >;

  PreviewReminder: grpc.handleUnaryCall<
    _switchboard_v1_PreviewReminderRequest__Output,
    _switchboard_v1_PreviewReminderResponse
  >;

  RescheduleReminder: grpc.handleUnaryCall<
    _switchboard_v1_RescheduleReminderRequest__Output,
    _switchboard_v1_RescheduleReminderResponse
  >;

  StreamReminders: grpc.handleClientStreamingCall<
    _switchboard_v1_StreamRemindersRequest__Output,
    _switchboard_v1_StreamRemindersResponse
  >;
}

export interface ReminderServiceDefinition extends grpc.ServiceDefinition {
  BatchEnqueueReminders: MethodDefinition<
    _switchboard_v1_BatchEnqueueRemindersRequest,
    _switchboard_v1_BatchEnqueueRemindersResponse,
    _switchboard_v1_BatchEnqueueRemindersRequest__Output,
    _switchboard_v1_BatchEnqueueRemindersResponse__Output
  >;
  CancelReminder: MethodDefinition<
    _switchboard_v1_CancelReminderRequest,
    _switchboard_v1_CancelReminderResponse,
    _switchboard_v1_CancelReminderRequest__Output,
    _switchboard_v1_CancelReminderResponse__Output
  >;
  EnqueueReminder: MethodDefinition<
    _switchboard_v1_EnqueueReminderRequest,
    _switchboard_v1_EnqueueReminderResponse,
    _switchboard_v1_EnqueueReminderRequest__Output,
    _switchboard_v1_EnqueueReminderResponse__Output
  >;
  GetReminder: MethodDefinition<
    _switchboard_v1_GetReminderRequest,
    _switchboard_v1_GetReminderResponse,
    _switchboard_v1_GetReminderRequest__Output,
    _switchboard_v1_GetReminderResponse__Output
  >;
  ListReminders: MethodDefinition<
    _switchboard_v1_ListRemindersRequest,
    _switchboard_v1_ListRemindersResponse,
    _switchboard_v1_ListRemindersRequest__Output,
    _switchboard_v1_ListRemindersResponse__Output
  >;
  PreviewReminder: MethodDefinition<
    _switchboard_v1_PreviewReminderRequest,
    _switchboard_v1_PreviewReminderResponse,
    _switchboard_v1_PreviewReminderRequest__Output,
    _switchboard_v1_PreviewReminderResponse__Output
  >;
  RescheduleReminder: MethodDefinition<
    _switchboard_v1_RescheduleReminderRequest,
    _switchboard_v1_RescheduleReminderResponse,
    _switchboard_v1_RescheduleReminderRequest__Output,
    _switchboard_v1_RescheduleReminderResponse__Output
  >;
  StreamReminders: MethodDefinition<
    _switchboard_v1_StreamRemindersRequest,
    _switchboard_v1_StreamRemindersResponse,
    _switchboard_v1_StreamRemindersRequest__Output,
    _switchboard_v1_StreamRemindersResponse__Output
  >;
}
