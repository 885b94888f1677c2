// Original file: proto/switchboard/v1/order_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  BatchUpsertOrdersRequest as _switchboard_v1_BatchUpsertOrdersRequest,
  BatchUpsertOrdersRequest__Output as _switchboard_v1_BatchUpsertOrdersRequest__Output,
} from '../../switchboard/v1/BatchUpsertOrdersRequest.ts';
import type {
  BatchUpsertOrdersResponse as _switchboard_v1_BatchUpsertOrdersResponse,
  BatchUpsertOrdersResponse__Output as _switchboard_v1_BatchUpsertOrdersResponse__Output,
} from '../../switchboard/v1/BatchUpsertOrdersResponse.ts';
import type {
  GetOrderRequest as _switchboard_v1_GetOrderRequest,
  GetOrderRequest__Output as _switchboard_v1_GetOrderRequest__Output,
} from '../../switchboard/v1/GetOrderRequest.ts';
import type {
  GetOrderResponse as _switchboard_v1_GetOrderResponse,
  GetOrderResponse__Output as _switchboard_v1_GetOrderResponse__Output,
} from '../../switchboard/v1/GetOrderResponse.ts';
import type {
  ListOrdersRequest as _switchboard_v1_ListOrdersRequest,
  ListOrdersRequest__Output as _switchboard_v1_ListOrdersRequest__Output,
} from '../../switchboard/v1/ListOrdersRequest.ts';
import type {
  ListOrdersResponse as _switchboard_v1_ListOrdersResponse,
  ListOrdersResponse__Output as _switchboard_v1_ListOrdersResponse__Output,
} from '../../switchboard/v1/ListOrdersResponse.ts';
import type {
  UpsertOrderRequest as _switchboard_v1_UpsertOrderRequest,
  UpsertOrderRequest__Output as _switchboard_v1_UpsertOrderRequest__Output,
} from '../../switchboard/v1/UpsertOrderRequest.ts';
import type {
  UpsertOrderResponse as _switchboard_v1_UpsertOrderResponse,
  UpsertOrderResponse__Output as _switchboard_v1_UpsertOrderResponse__Output,
} from '../../switchboard/v1/UpsertOrderResponse.ts';

export interface OrderServiceClient extends grpc.Client {
  BatchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertOrders(
    argument: _switchboard_v1_BatchUpsertOrdersRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetOrder(
    argument: _switchboard_v1_GetOrderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetOrder(
    argument: _switchboard_v1_GetOrderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetOrder(
    argument: _switchboard_v1_GetOrderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetOrder(
    argument: _switchboard_v1_GetOrderRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getOrder(
    argument: _switchboard_v1_GetOrderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getOrder(
    argument: _switchboard_v1_GetOrderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getOrder(
    argument: _switchboard_v1_GetOrderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  getOrder(
    argument: _switchboard_v1_GetOrderRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetOrderResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;
  listOrders(
    argument: _switchboard_v1_ListOrdersRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListOrdersResponse__Output>,
  ): grpc.ClientUnaryCall;

  UpsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
  upsertOrder(
    argument: _switchboard_v1_UpsertOrderRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpsertOrderResponse__Output>,
  ): grpc.ClientUnaryCall;
}

export interface OrderServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchUpsertOrders: grpc.handleUnaryCall<
    _switchboard_v1_BatchUpsertOrdersRequest__Output,
    _switchboard_v1_BatchUpsertOrdersResponse
  >;

  GetOrder: grpc.handleUnaryCall<_switchboard_v1_GetOrderRequest__Output, _switchboard_v1_GetOrderResponse>;

  ListOrders: grpc.handleUnaryCall<_switchboard_v1_ListOrdersRequest__Output, _switchboard_v1_ListOrdersResponse>;

  UpsertOrder: grpc.handleUnaryCall<_switchboard_v1_UpsertOrderRequest__Output, _switchboard_v1_UpsertOrderResponse>;
}

export interface OrderServiceDefinition extends grpc.ServiceDefinition {
  BatchUpsertOrders: MethodDefinition<
    _switchboard_v1_BatchUpsertOrdersRequest,
    _switchboard_v1_BatchUpsertOrdersResponse,
    _switchboard_v1_BatchUpsertOrdersRequest__Output,
    _switchboard_v1_BatchUpsertOrdersResponse__Output
  >;
  GetOrder: MethodDefinition<
    _switchboard_v1_GetOrderRequest,
    _switchboard_v1_GetOrderResponse,
    _switchboard_v1_GetOrderRequest__Output,
    _switchboard_v1_GetOrderResponse__Output
  >;
  ListOrders: MethodDefinition<
    _switchboard_v1_ListOrdersRequest,
    _switchboard_v1_ListOrdersResponse,
    _switchboard_v1_ListOrdersRequest__Output,
    _switchboard_v1_ListOrdersResponse__Output
  >;
  UpsertOrder: MethodDefinition<
    _switchboard_v1_UpsertOrderRequest,
    _switchboard_v1_UpsertOrderResponse,
    _switchboard_v1_UpsertOrderRequest__Output,
    _switchboard_v1_UpsertOrderResponse__Output
  >;
}
