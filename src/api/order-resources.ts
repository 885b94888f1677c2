// Orders as the messages of the .proto files.
import type { OrderStatus } from '../domain/order.ts';
import type { StoredOrder } from '../store/orders.ts';
import type { Order } from './gen/switchboard/v1/Order.ts';
import type { OrderStatus__Output as ApiStatus } from './gen/switchboard/v1/OrderStatus.ts';
import { toStruct, toTimestamp } from './well-known-types.ts';

export const orderStatuses: { readonly [status in OrderStatus]: ApiStatus } = {
  planned: 'ORDER_STATUS_PLANNED',
  in_progress: 'ORDER_STATUS_IN_PROGRESS',
  on_hold: 'ORDER_STATUS_ON_HOLD',
  ready: 'ORDER_STATUS_READY',
  shipped: 'ORDER_STATUS_SHIPPED',
  delivered: 'ORDER_STATUS_DELIVERED',
  cancelled: 'ORDER_STATUS_CANCELLED',
};

export function toOrder(row: StoredOrder): Order {
  return {
    id: row.id,
    number: row.number,
    status: orderStatuses[row.status],
    title: row.title ?? '',
    ...(row.progressPercent === null ? {} : { progressPercent: row.progressPercent }),
    expectedAt: toTimestamp(row.expectedAt),
    slaDueAt: toTimestamp(row.slaDueAt),
    heldFor: row.heldFor ?? '',
    details: Object.keys(row.details).length === 0 ? null : toStruct(row.details),
    version: row.version,
    createdAt: toTimestamp(row.createdAt),
    updatedAt: toTimestamp(row.updatedAt),
  };
}
