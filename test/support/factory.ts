// The demo's factory as literals, and people who speak with its menu.
import { codeKey, type OrderStatus } from '../../src/domain/order.ts';
import type { Severity } from '../../src/domain/ticket.ts';
import { menuFlow } from '../../src/intake/flows/menu/index.ts';
import type { FoundOrder, FoundTicket } from '../../src/intake/lookups.ts';
import { dialogueWith, type DialogueOptions, type Lookups, type Turn } from './dialogue.ts';

export const now = new Date('2026-11-21T10:00:00Z');
export const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** Any id will do. */
export const orderId = (number: string) => `id of ${number}`;

export function order(number: string, status: OrderStatus, more: Partial<FoundOrder> = {}): FoundOrder {
  const unknown = { title: null, progressPercent: null, expectedAt: null, slaDueAt: null, heldFor: null };
  return { id: orderId(number), number, status, ...unknown, ...more };
}

export function ticket(number: string, more: Partial<FoundTicket> = {}): FoundTicket {
  const times = { createdAt: inHours(-2), updatedAt: inHours(-2), dueAt: inHours(6), sla: 'on_track' } as const;
  const about = { kind: 'defect', status: 'open', severity: 'high', category: null, description: 'a crack' } as const;
  return { number, ...about, ...times, ...more };
}

const orders = [
  order('PO-1001', 'in_progress', {
    title: 'Gear housings',
    progressPercent: 60,
    expectedAt: inHours(72),
    slaDueAt: inHours(96),
  }),
  order('PO-1002', 'ready', { slaDueAt: inHours(-1) }),
  order('PO-1003', 'shipped'),
  order('PO-1004', 'on_hold', { heldFor: 'DEF-7KQ4MX' }),
  order('PO-1005', 'delivered', { progressPercent: 100, slaDueAt: inHours(-50) }),
  order('PO-1006', 'cancelled'),
];
const machines = [
  { code: 'M-07', name: 'Press 7', listed: true },
  { code: 'M-12', name: null, listed: true },
];
const slaHours: { [kind: string]: { [severity in Severity]: number } } = {
  defect: { low: 120, medium: 48, high: 8 },
  maintenance: { low: 72, medium: 24, high: 4 },
};

export function world(tickets: FoundTicket[] = []): Lookups {
  return {
    order: ({ code }) => orders.find(({ number }) => codeKey(number) === codeKey(code)),
    machine: ({ code }) => machines.find((machine) => codeKey(machine.code) === codeKey(code)),
    ticket: ({ number, kinds }) => tickets.find((one) => one.number === number && kinds.includes(one.kind)),
    open_tickets: () => tickets.filter(({ status }) => status === 'open' || status === 'in_progress'),
    sla: ({ kind, severity }) => (slaHours[kind]?.[severity] ?? 0) * 60,
    ticket_number: ({ prefix }) => `${prefix}-X4X4X4`,
  };
}

export function meet(lookups: Lookups = world(), options: DialogueOptions = {}) {
  return dialogueWith(menuFlow, lookups, { now, ...options });
}

export function titles({ options }: Turn): string[] {
  return options.map(({ title }) => title);
}

export const greeted = (lookups?: Lookups, options?: DialogueOptions) => {
  const person = meet(lookups, options);
  person.write('hello');
  return person;
};
