// Orders of an internal system, as flows and callers see them, and how the codes of orders and machines are compared.

export const orderStatuses = [
  'planned',
  'in_progress',
  'on_hold',
  'ready',
  'shipped',
  'delivered',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** An order as everybody knows it. */
export interface Order {
  number: string;
  status: OrderStatus;
  title: string | null;
  progressPercent: number | null;
  expectedAt: Date | null;
  slaDueAt: Date | null;
  /** Of `on_hold`: the ticket's number, or a reason. */
  heldFor: string | null;
}

/** Work on it can be stopped. */
export function canBeHeld(status: OrderStatus): boolean {
  return status === 'planned' || status === 'in_progress' || status === 'ready';
}

/** `po 1001-a` and `PO-1001A` are one order: what two spellings have in common. Empty when nothing is left. */
export function codeKey(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}
