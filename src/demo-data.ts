// What the demo's factory, city and clinic have to talk about. A user may change all of it: it is given once.
import type { SlaRule } from './domain/ticket.ts';
import type { Database } from './platform/db.ts';
import {
  fillMachines,
  fillOrders,
  fillSlaRules,
  type StarterMachine,
  type StarterOrder,
} from './store/starter-data.ts';

export const demoTimeZone = 'Africa/Johannesburg';

const dayMs = 86_400_000;

const machines: readonly StarterMachine[] = [
  { code: 'M-07', name: 'Press 7', place: 'Hall A' },
  { code: 'M-12', name: 'Lathe 12', place: 'Hall B' },
];

const hours = {
  maintenance: { low: 72, medium: 24, high: 4 },
  defect: { low: 120, medium: 48, high: 8 },
  report: { low: 240, medium: 120, high: 24 },
} as const;

const slaRules: readonly SlaRule[] = (['maintenance', 'defect', 'report'] as const).flatMap((kind) =>
  (['low', 'medium', 'high'] as const).map((severity) => ({ kind, severity, minutes: hours[kind][severity] * 60 })),
);

/** Dates are counted from now. */
function ordersAt(now: number): StarterOrder[] {
  const inDays = (days: number) => new Date(now + days * dayMs);
  return [
    {
      number: 'PO-1001',
      status: 'in_progress',
      title: '200 gear housings',
      progressPercent: 60,
      expectedAt: inDays(5),
      slaDueAt: inDays(7),
    },
    {
      number: 'PO-1002',
      status: 'ready',
      title: '40 pump shafts',
      progressPercent: 100,
      expectedAt: inDays(1),
      slaDueAt: inDays(3),
    },
    { number: 'PO-1003', status: 'shipped', title: '1,200 brackets', progressPercent: 100, expectedAt: inDays(2) },
    {
      number: 'PO-1004',
      status: 'on_hold',
      title: '15 control cabinets',
      progressPercent: 35,
      expectedAt: inDays(14),
      heldFor: 'steel is late',
    },
  ];
}

/** Gives a tenant orders, machines and deadlines, each unless it has any. */
export async function giveDemoData(db: Database, tenantId: string): Promise<void> {
  await fillOrders(db, tenantId, ordersAt(Date.now()));
  await fillMachines(db, tenantId, machines);
  await fillSlaRules(db, tenantId, slaRules);
}
