// What the demo's factory, city and clinic have to talk about. It is given once: from then on it is the user's to change.
import { newId } from './domain/ids.ts';
import { codeKey } from './domain/order.ts';
import { withTenant, type Database } from './platform/db.ts';
import { listMachines, upsertMachines } from './store/machines.ts';
import { listOrders, writeOrders, type OrderValues } from './store/orders.ts';
import { listSlaRules, replaceSlaRules, type SlaRule } from './store/sla-rules.ts';

export const demoTimeZone = 'Africa/Johannesburg';

/** Gives a tenant orders, machines and deadlines, each unless it has any. */
export async function giveDemoData(db: Database, tenantId: string): Promise<void> {
  await withTenant(db, tenantId, async (trx) => {
    if ((await listOrders(trx, { statuses: [], beforeId: undefined, limit: 1 })).length === 0) {
      const orders = ordersAt(Date.now()).map((values) => ({ id: newId(), key: codeKey(values.number), values }));
      await writeOrders(trx, tenantId, orders);
    }
    if ((await listMachines(trx, undefined, 1)).length === 0) await upsertMachines(trx, tenantId, machines);
    if ((await listSlaRules(trx)).length === 0) await replaceSlaRules(trx, tenantId, slaRules);
  });
}

const machines = [
  { code: 'M-07', key: codeKey('M-07'), name: 'Press 7', place: 'Hall A' },
  { code: 'M-12', key: codeKey('M-12'), name: 'Lathe 12', place: 'Hall B' },
];

const hours = {
  maintenance: { low: 72, medium: 24, high: 4 },
  defect: { low: 120, medium: 48, high: 8 },
  report: { low: 240, medium: 120, high: 24 },
} as const;

const slaRules: readonly SlaRule[] = (['maintenance', 'defect', 'report'] as const).flatMap((kind) =>
  (['low', 'medium', 'high'] as const).map((severity) => ({ kind, severity, minutes: hours[kind][severity] * 60 })),
);

const dayMs = 86_400_000;

/** Their dates are counted from then. */
function ordersAt(now: number): OrderValues[] {
  const inDays = (days: number) => new Date(now + days * dayMs);
  const usual = { slaDueAt: null, heldFor: null, details: {} };
  const ready = { ...usual, progressPercent: 100 };
  return [
    {
      ...usual,
      number: 'PO-1001',
      status: 'in_progress',
      title: '200 gear housings',
      progressPercent: 60,
      expectedAt: inDays(5),
      slaDueAt: inDays(7),
    },
    {
      ...ready,
      number: 'PO-1002',
      status: 'ready',
      title: '40 pump shafts',
      expectedAt: inDays(1),
      slaDueAt: inDays(3),
    },
    { ...ready, number: 'PO-1003', status: 'shipped', title: '1,200 brackets', expectedAt: inDays(2) },
    {
      ...usual,
      number: 'PO-1004',
      status: 'on_hold',
      title: '15 control cabinets',
      progressPercent: 35,
      expectedAt: inDays(14),
      heldFor: 'steel is late',
    },
  ];
}
