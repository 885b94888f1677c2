import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  Any as _google_protobuf_Any,
  Any__Output as _google_protobuf_Any__Output,
} from './google/protobuf/Any.ts';
import type {
  ListValue as _google_protobuf_ListValue,
  ListValue__Output as _google_protobuf_ListValue__Output,
} from './google/protobuf/ListValue.ts';
import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from './google/protobuf/Struct.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from './google/protobuf/Timestamp.ts';
import type {
  Value as _google_protobuf_Value,
  Value__Output as _google_protobuf_Value__Output,
} from './google/protobuf/Value.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from './google/rpc/Status.ts';
import type {
  BatchUpsertOrdersRequest as _switchboard_v1_BatchUpsertOrdersRequest,
  BatchUpsertOrdersRequest__Output as _switchboard_v1_BatchUpsertOrdersRequest__Output,
} from './switchboard/v1/BatchUpsertOrdersRequest.ts';
import type {
  BatchUpsertOrdersResponse as _switchboard_v1_BatchUpsertOrdersResponse,
  BatchUpsertOrdersResponse__Output as _switchboard_v1_BatchUpsertOrdersResponse__Output,
} from './switchboard/v1/BatchUpsertOrdersResponse.ts';
import type {
  GetOrderRequest as _switchboard_v1_GetOrderRequest,
  GetOrderRequest__Output as _switchboard_v1_GetOrderRequest__Output,
} from './switchboard/v1/GetOrderRequest.ts';
import type {
  GetOrderResponse as _switchboard_v1_GetOrderResponse,
  GetOrderResponse__Output as _switchboard_v1_GetOrderResponse__Output,
} from './switchboard/v1/GetOrderResponse.ts';
import type {
  ListOrdersRequest as _switchboard_v1_ListOrdersRequest,
  ListOrdersRequest__Output as _switchboard_v1_ListOrdersRequest__Output,
} from './switchboard/v1/ListOrdersRequest.ts';
import type {
  ListOrdersResponse as _switchboard_v1_ListOrdersResponse,
  ListOrdersResponse__Output as _switchboard_v1_ListOrdersResponse__Output,
} from './switchboard/v1/ListOrdersResponse.ts';
import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from './switchboard/v1/Order.ts';
import type {
  OrderServiceClient as _switchboard_v1_OrderServiceClient,
  OrderServiceDefinition as _switchboard_v1_OrderServiceDefinition,
} from './switchboard/v1/OrderService.ts';
import type {
  UpsertOrderRequest as _switchboard_v1_UpsertOrderRequest,
  UpsertOrderRequest__Output as _switchboard_v1_UpsertOrderRequest__Output,
} from './switchboard/v1/UpsertOrderRequest.ts';
import type {
  UpsertOrderResponse as _switchboard_v1_UpsertOrderResponse,
  UpsertOrderResponse__Output as _switchboard_v1_UpsertOrderResponse__Output,
} from './switchboard/v1/UpsertOrderResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      Any: MessageTypeDefinition<_google_protobuf_Any, _google_protobuf_Any__Output>;
      ListValue: MessageTypeDefinition<_google_protobuf_ListValue, _google_protobuf_ListValue__Output>;
      NullValue: EnumTypeDefinition;
      Struct: MessageTypeDefinition<_google_protobuf_Struct, _google_protobuf_Struct__Output>;
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>;
      Value: MessageTypeDefinition<_google_protobuf_Value, _google_protobuf_Value__Output>;
    };
    rpc: {
      Status: MessageTypeDefinition<_google_rpc_Status, _google_rpc_Status__Output>;
    };
  };
  switchboard: {
    v1: {
      BatchUpsertOrdersRequest: MessageTypeDefinition<
        _switchboard_v1_BatchUpsertOrdersRequest,
        _switchboard_v1_BatchUpsertOrdersRequest__Output
      >;
      BatchUpsertOrdersResponse: MessageTypeDefinition<
        _switchboard_v1_BatchUpsertOrdersResponse,
        _switchboard_v1_BatchUpsertOrdersResponse__Output
      >;
      GetOrderRequest: MessageTypeDefinition<_switchboard_v1_GetOrderRequest, _switchboard_v1_GetOrderRequest__Output>;
      GetOrderResponse: MessageTypeDefinition<
        _switchboard_v1_GetOrderResponse,
        _switchboard_v1_GetOrderResponse__Output
      >;
      ListOrdersRequest: MessageTypeDefinition<
        _switchboard_v1_ListOrdersRequest,
        _switchboard_v1_ListOrdersRequest__Output
      >;
      ListOrdersResponse: MessageTypeDefinition<
        _switchboard_v1_ListOrdersResponse,
        _switchboard_v1_ListOrdersResponse__Output
      >;
      Order: MessageTypeDefinition<_switchboard_v1_Order, _switchboard_v1_Order__Output>;
      OrderService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_OrderServiceClient> & {
        service: _switchboard_v1_OrderServiceDefinition;
      };
      OrderStatus: EnumTypeDefinition;
      UpsertOrderRequest: MessageTypeDefinition<
        _switchboard_v1_UpsertOrderRequest,
        _switchboard_v1_UpsertOrderRequest__Output
      >;
      UpsertOrderResponse: MessageTypeDefinition<
        _switchboard_v1_UpsertOrderResponse,
        _switchboard_v1_UpsertOrderResponse__Output
      >;
    };
  };
}
