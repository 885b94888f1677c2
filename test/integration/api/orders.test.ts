import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { UpsertOrderRequest } from '../../../src/api/gen/switchboard/v1/UpsertOrderRequest.ts';
import { newId } from '../../../src/domain/ids.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, toItemError, type Client } from './client.ts';
import { addTenant, startHarness, type Harness, type Tenant } from './harness.ts';
import { startWatch } from './watching.ts';

describe('OrderService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());

  const planned = { status: 'ORDER_STATUS_PLANNED' as const };
  const upsert = async (order: UpsertOrderRequest) => (await client.orders.UpsertOrder(order)).order!;
  const at = (seconds: number) => ({ seconds: String(seconds), nanos: 0 });

  it('keeps what it is told, and gives it by id and by any spelling of its number', async () => {
    const told = {
      number: 'PO-1001/a',
      status: 'ORDER_STATUS_IN_PROGRESS' as const,
      title: '200 hinges',
      progressPercent: 40,
      expectedAt: at(1_900_000_000),
      slaDueAt: at(1_900_086_400),
    };
    const details = { fields: { line: { numberValue: 3 }, tags: { listValue: { values: [{ stringValue: 'x' }] } } } };
    const order = await upsert({ ...told, details });
    expect(order).to.deep.include({ ...told, heldFor: '', version: 1 });
    expect(order.details!.fields).to.have.nested.property('line.numberValue', 3);
    expect(order.details!.fields).to.have.nested.property('tags.listValue.values[0].stringValue', 'x');
    for (const key of [{ orderId: order.id }, { number: 'po 1001 A' }]) {
      expect((await client.orders.GetOrder(key)).order).to.deep.equal(order);
    }
    const error = await refusal(client.orders.GetOrder({ number: 'PO-1002' }));
    expect(error).to.include({ code: Status.NOT_FOUND, reason: 'ORDER_NOT_FOUND' });
  });

  it('changes the one there is, and counts real changes only', async () => {
    const first = await upsert({ number: 'PO-1', ...planned, title: 'Hinges', progressPercent: 0 });
    expect(first.progressPercent).to.equal(0);
    const same = await upsert({ number: 'PO-1', ...planned, title: 'Hinges', progressPercent: 0 });
    expect(same).to.deep.equal(first);
    const changed = await upsert({ number: 'po1', status: 'ORDER_STATUS_READY' });
    expect(changed).to.include({ id: first.id, number: 'po1', title: '', status: 'ORDER_STATUS_READY', version: 2 });
    expect(changed).not.to.have.property('progressPercent');
  });

  it('leaves a hold alone that it is not told of', async () => {
    await upsert({ number: 'PO-1', status: 'ORDER_STATUS_ON_HOLD', heldFor: 'DEF-7KQ4MX' });
    const held = await upsert({ number: 'PO-1', title: 'Hinges' });
    expect(held).to.include({ status: 'ORDER_STATUS_ON_HOLD', heldFor: 'DEF-7KQ4MX', title: 'Hinges' });
    const freed = await upsert({ number: 'PO-1', status: 'ORDER_STATUS_IN_PROGRESS' });
    expect(freed).to.include({ status: 'ORDER_STATUS_IN_PROGRESS', heldFor: '' });
  });

  it('refuses a change of what is not as it was read', async () => {
    const { version } = await upsert({ number: 'PO-1', ...planned });
    await upsert({ number: 'PO-1', version, status: 'ORDER_STATUS_READY' });
    const error = await refusal(upsert({ number: 'PO-1', version, ...planned }));
    expect(error).to.include({ code: Status.ABORTED, reason: 'ORDER_CHANGED' });
    expect(error.metadata['version']).to.equal('2');
    const absent = await refusal(upsert({ number: 'PO-2', version: 1, ...planned }));
    expect(absent).to.include({ code: Status.ABORTED, reason: 'ORDER_CHANGED' });
  });

  it('names every wrong field', async () => {
    const deep = (levels: number): object =>
      levels === 0 ? { stringValue: 'x' } : { structValue: { fields: { x: deep(levels - 1) } } };
    for (const [order, field] of [
      [{ ...planned }, 'number'],
      [{ ...planned, number: '--' }, 'number'],
      [{ ...planned, number: 'x'.repeat(101) }, 'number'],
      [{ number: 'PO-new' }, 'status'],
      [{ number: 'PO-1', ...planned, title: 'x'.repeat(201) }, 'title'],
      [{ number: 'PO-1', ...planned, progressPercent: 101 }, 'progress_percent'],
      [{ number: 'PO-1', ...planned, progressPercent: -1 }, 'progress_percent'],
      [{ number: 'PO-1', ...planned, heldFor: 'DEF-1' }, 'held_for'],
      [{ number: 'PO-1', ...planned, expectedAt: at(1e12) }, 'expected_at'],
      [{ number: 'PO-1', ...planned, slaDueAt: { seconds: '0', nanos: -1 } }, 'sla_due_at'],
      [{ number: 'PO-1', ...planned, version: -1 }, 'version'],
      [{ number: 'PO-1', ...planned, details: { fields: { x: { stringValue: 'x'.repeat(4_000) } } } }, 'details'],
      [{ number: 'PO-1', ...planned, details: { fields: { x: { stringValue: '\0' } } } }, 'details'],
      [{ number: 'PO-1', ...planned, details: { fields: { x: { numberValue: Number.NaN } } } }, 'details'],
      [{ number: 'PO-1', ...planned, details: { fields: { x: deep(8) } } }, 'details'],
    ] as const) {
      const error = await refusal(upsert(order));
      expect(error, field).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
    }
    expect((await upsert({ number: 'PO-1', ...planned, details: { fields: { x: deep(7) } } })).version).to.equal(1);
  });

  it('writes a batch item by item', async () => {
    await upsert({ number: 'PO-1', ...planned });
    const orders = [
      { number: 'PO-1', status: 'ORDER_STATUS_SHIPPED' as const },
      { number: '', ...planned },
      { number: 'PO-2', ...planned },
      { number: 'po 2', ...planned },
      { number: 'PO-3' },
      { number: 'PO-1-x', version: 7, ...planned },
    ];
    const { results } = await client.orders.BatchUpsertOrders({ orders });
    expect(results.map(({ order }) => order?.number)).to.deep.equal([
      'PO-1',
      undefined,
      'PO-2',
      undefined,
      undefined,
      undefined,
    ]);
    const fieldsOf = (index: number) => toItemError(results[index]!.error!).fields;
    expect(fieldsOf(1)).to.deep.equal(['orders[1].number']);
    expect(fieldsOf(3)).to.deep.equal(['orders[3].number']);
    expect(fieldsOf(4)).to.deep.equal(['orders[4].status']);
    expect(toItemError(results[5]!.error!).reason).to.equal('ORDER_CHANGED');
    expect((await client.orders.ListOrders({})).orders.map(({ number }) => number)).to.deep.equal(['PO-2', 'PO-1']);
  });

  it('takes 1,000 orders at once, and refuses none and 1,001', async () => {
    const many = Array.from({ length: 1_001 }, (_, n) => ({ number: `PO-${n}`, ...planned }));
    const { results } = await client.orders.BatchUpsertOrders({ orders: many.slice(1) });
    expect(results.every(({ order }) => order?.version === 1)).to.equal(true);
    for (const orders of [[], many]) {
      const error = await refusal(client.orders.BatchUpsertOrders({ orders }));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['orders'] });
    }
  });

  it('keeps one order for batches that write it at the same time', async () => {
    const numbers = ['PO-1', 'PO-2', 'PO-3'];
    const batches = Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? numbers : numbers.toReversed()));
    const answers = await Promise.all(
      batches.map((each) =>
        client.orders.BatchUpsertOrders({ orders: each.map((number) => ({ number, ...planned })) }),
      ),
    );
    const ids = answers.flatMap(({ results }) => results.map(({ order }) => order?.id));
    expect(new Set(ids)).to.have.length(3);
  });

  it('lists the newest first, by status, page by page', async () => {
    const ids: string[] = [];
    for (const [index, number] of ['PO-1', 'PO-2', 'PO-3', 'PO-4'].entries()) {
      const status = index === 1 ? 'ORDER_STATUS_READY' : 'ORDER_STATUS_PLANNED';
      ids.unshift((await upsert({ number, status })).id);
    }
    const list = async (query: object) => client.orders.ListOrders(query);
    const idsOf = ({ orders }: Awaited<ReturnType<typeof list>>) => orders.map(({ id }) => id);
    expect(idsOf(await list({ statuses: ['ORDER_STATUS_READY'] }))).to.deep.equal([ids[2]]);
    const first = await list({ pageSize: 3 });
    const second = await list({ pageSize: 3, pageToken: first.nextPageToken });
    expect([...idsOf(first), ...idsOf(second)]).to.deep.equal(ids);
    expect(second.nextPageToken).to.equal('');
    const mixed = refusal(list({ statuses: ['ORDER_STATUS_READY'], pageToken: first.nextPageToken }));
    expect((await mixed).fields).to.deep.equal(['page_token']);
    expect((await refusal(list({ statuses: ['ORDER_STATUS_UNSPECIFIED'] }))).fields).to.deep.equal(['statuses[0]']);
  });

  it('tells watchers of a changed status, and of nothing else', async () => {
    const watch = await startWatch(client, {});
    const { id } = await upsert({ number: 'PO-1', ...planned });
    await upsert({ number: 'PO-1', ...planned, title: 'Hinges' });
    await upsert({ number: 'PO-1', status: 'ORDER_STATUS_READY' });
    await upsert({ number: 'PO-1', status: 'ORDER_STATUS_READY' });
    await client.orders.BatchUpsertOrders({
      orders: [
        { number: 'PO-1', status: 'ORDER_STATUS_SHIPPED' },
        { number: newId(), ...planned },
      ],
    });
    await until('two events', () => watch.ids.length >= 2);
    const seen = watch.responses.flatMap(({ event }) => event?.orderChanged ?? []);
    expect(seen.map(({ status }) => status)).to.deep.equal(['ORDER_STATUS_READY', 'ORDER_STATUS_SHIPPED']);
    expect(seen[0]).to.include({ orderId: id, number: 'PO-1' });
    expect(seen[1]!.order).to.include({ id, status: 'ORDER_STATUS_SHIPPED' });
    watch.stream.cancel();
  });
});
