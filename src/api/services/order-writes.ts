// OrderService: what internal systems say of orders.
import { newId } from '../../domain/ids.ts';
import { codeKey, type OrderStatus } from '../../domain/order.ts';
import type { Trx } from '../../platform/db.ts';
import { recordEvents } from '../../store/events.ts';
import { noteOrders } from '../../store/notice-occurrences.ts';
import { lockOrders, writeOrders, type OrderValues, type StoredOrder } from '../../store/orders.ts';
import { inTenant, type ApiContext, type UnaryMethod } from '../call.ts';
import { changedSince, invalidFields, Refusal, toRpcStatus } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { BatchUpsertOrdersRequest__Output as BatchRequest } from '../gen/switchboard/v1/BatchUpsertOrdersRequest.ts';
import type { BatchUpsertOrdersResponse } from '../gen/switchboard/v1/BatchUpsertOrdersResponse.ts';
import type { UpsertOrderRequest__Output as UpsertRequest } from '../gen/switchboard/v1/UpsertOrderRequest.ts';
import type { UpsertOrderResponse } from '../gen/switchboard/v1/UpsertOrderResponse.ts';
import { orderStatuses, toOrder } from '../order-resources.ts';
import { readOptional } from '../resources.ts';
import { attempt, checkBatch, refuseRepeated, valid } from './batches.ts';
import { readCode } from './orders.ts';

/** An order as the caller wants it. */
interface Wanted {
  key: string;
  values: Omit<OrderValues, 'status'>;
  /** Undefined: as it stands. */
  status: OrderStatus | undefined;
  /** 0: whatever stands there. */
  version: number;
  /** Of the request in the call, with its dot. */
  path: string;
}

export const upsertOrder: UnaryMethod<UpsertRequest, UpsertOrderResponse> = async (api, caller, request) => {
  const wanted = readWanted(request, '');
  const [order] = await inTenant(api, caller, (trx) => write(api, trx, caller.tenantId, [wanted]));
  if (order instanceof Refusal) throw order;
  return { order: toOrder(order!) };
};

export const batchUpsertOrders: UnaryMethod<BatchRequest, BatchUpsertOrdersResponse> = async (api, caller, request) => {
  checkBatch('orders', request.orders);
  const read = request.orders.map((each, index) => attempt(() => readWanted(each, `orders[${index}].`)));
  const items = refuseRepeated(read, (index) => `orders[${index}].number`);
  const written = (await inTenant(api, caller, (trx) => write(api, trx, caller.tenantId, valid(items)))).values();
  const results = items.map((item) => (item instanceof Refusal ? item : written.next().value!));
  return {
    results: results.map((each) => (each instanceof Refusal ? { error: toRpcStatus(each) } : { order: toOrder(each) })),
  };
};

const longestWords = 200;

function readWanted(request: UpsertRequest, path: string): Wanted {
  const fields = new Fields(path);
  const { version, progressPercent: progress = null } = request;
  const status = readOptional(fields, 'status', orderStatuses, request.status, 'ORDER_STATUS_UNSPECIFIED');
  const number = readCode(fields, 'number', request.number);
  const values = {
    number,
    title: fields.text('title', request.title, { max: longestWords }) || null,
    progressPercent: progress,
    expectedAt: fields.instant('expected_at', request.expectedAt) ?? null,
    slaDueAt: fields.instant('sla_due_at', request.slaDueAt) ?? null,
    heldFor: fields.text('held_for', request.heldFor, { max: longestWords }) || null,
    details: fields.json('details', request.details),
  };
  if (progress !== null && (progress < 0 || progress > 100)) fields.wrong('progress_percent', 'is not from 0 to 100');
  if (values.heldFor !== null && status !== 'on_hold') fields.wrong('held_for', 'must be empty: only with ON_HOLD');
  if (version < 0) fields.wrong('version', 'is negative');
  fields.done();
  return { key: codeKey(number), values, status, version, path };
}

/** Orders or Refusals in the order of what is wanted, each of which is another order. */
async function write(
  { clock }: Pick<ApiContext, 'clock'>,
  trx: Trx,
  tenantId: string,
  wanted: readonly Wanted[],
): Promise<(StoredOrder | Refusal)[]> {
  const before = await lockOrders(
    trx,
    wanted.map(({ key }) => key),
  );
  const writes = wanted.map((each) => toWrite(each, before.get(each.key)));
  const after = await writeOrders(trx, tenantId, valid(writes));
  const changed = [...after.values()].filter((order) => {
    const earlier = before.get(order.key);
    return earlier !== undefined && earlier.status !== order.status;
  });
  await noteOrders(
    trx,
    changed.map((order) => ({ ...order, tenantId })),
    clock.now(),
  );
  await recordEvents(
    trx,
    changed.map(({ id, number, status }) => ({
      tenantId,
      type: 'order_changed',
      data: { orderId: id, number, status },
    })),
  );
  return writes.map((each) => (each instanceof Refusal ? each : after.get(each.key)!));
}

function toWrite({ key, values, status, version, path }: Wanted, before: StoredOrder | undefined) {
  if (version > 0 && before?.version !== version) return changedSince('order', before?.version ?? 0);
  const stands = status ?? before?.status;
  if (stands === undefined) {
    return invalidFields([{ field: `${path}status`, description: 'is required: the order is new' }]);
  }
  // A hold that is not spoken of keeps its reason.
  const heldFor = status === undefined ? (before?.heldFor ?? null) : values.heldFor;
  return { id: before?.id ?? newId(), key, values: { ...values, status: stands, heldFor } };
}
