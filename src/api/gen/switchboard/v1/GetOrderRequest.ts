// Original file: proto/switchboard/v1/order_service.proto

export interface GetOrderRequest {
  orderId?: string;
  number?: string;
  order?: 'orderId' | 'number';
}

export interface GetOrderRequest__Output {
  orderId?: string;
  number?: string;
  order?: 'orderId' | 'number';
}
