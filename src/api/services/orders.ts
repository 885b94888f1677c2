// OrderService: looking at orders.
import { codeKey } from '../../domain/order.ts';
import type { Trx } from '../../platform/db.ts';
import { findOrderByKey, findOrders, listOrders as listStored, type StoredOrder } from '../../store/orders.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { GetOrderRequest__Output as GetRequest } from '../gen/switchboard/v1/GetOrderRequest.ts';
import type { GetOrderResponse } from '../gen/switchboard/v1/GetOrderResponse.ts';
import type { ListOrdersRequest__Output as ListRequest } from '../gen/switchboard/v1/ListOrdersRequest.ts';
import type { ListOrdersResponse } from '../gen/switchboard/v1/ListOrdersResponse.ts';
import { orderStatuses, toOrder } from '../order-resources.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { readNamed } from '../resources.ts';

const longestCode = 100;

/** A number or code with something in it that tells it from others. */
export function readCode(fields: Fields, field: string, code: string): string {
  fields.text(field, code, { min: 1, max: longestCode });
  if (code.trim() !== '' && codeKey(code) === '') fields.wrong(field, 'has no letter and no digit');
  return code;
}

export const getOrder: UnaryMethod<GetRequest, GetOrderResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const { order: by, orderId = '', number = '' } = request;
  if (by === undefined) fields.wrong('order', 'is required: order_id or number');
  if (by === 'orderId') fields.id('order_id', orderId);
  if (by === 'number') readCode(fields, 'number', number);
  fields.done();
  const find = async (trx: Trx): Promise<StoredOrder | undefined> =>
    by === 'orderId' ? (await findOrders(trx, [orderId])).get(orderId) : findOrderByKey(trx, codeKey(number));
  const order = await inTenant(api, caller, find);
  if (!order) throw notFound('order', orderId);
  return { order: toOrder(order) };
};

export const listOrders: UnaryMethod<ListRequest, ListOrdersResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListOrders', asked];
  const fields = new Fields();
  const statuses = readNamed(fields, 'statuses', orderStatuses, request.statuses);
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, token)?.[0];
  fields.done();
  const found = await inTenant(api, caller, (trx) => listStored(trx, { statuses, beforeId, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { orders: page.map(toOrder), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};
