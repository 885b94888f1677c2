// Option 2: how an order stands.
import type { OrderStatus } from '../../../domain/order.ts';
import type { Say } from '../../locales/index.ts';
import { findOrder, type FoundOrder, type Looking } from '../../lookups.ts';
import { askForCode, findByCode } from './codes.ts';
import { outcome } from './question.ts';
import { goTo, type Answering, type Stepped } from './state.ts';

const settled: ReadonlySet<OrderStatus> = new Set(['delivered', 'cancelled']);

function orderLines(say: Say, order: FoundOrder, now: Date): string[] {
  const { number, title, status, heldFor, progressPercent, expectedAt, slaDueAt } = order;
  const first = [
    title === null ? `*${number}*` : `*${number}* – ${title}`,
    say('menu.status', { status: say(`menu.order_status.${status}`) }),
    ...(status === 'on_hold' && heldFor !== null ? [say('menu.order.held_for', { reason: heldFor })] : []),
  ];
  if (settled.has(status)) return first;
  const late = slaDueAt !== null && now >= slaDueAt;
  return [
    ...first,
    ...(progressPercent === null ? [] : [say('menu.order.progress', { share: progressPercent / 100 })]),
    ...(expectedAt === null ? [] : [say('menu.order.expected', { date: expectedAt })]),
    ...(slaDueAt === null ? [] : [say(late ? 'menu.order.late' : 'menu.order.on_track', { due: slaDueAt })]),
  ];
}

function tell({ say, now }: Answering, order: FoundOrder): Stepped {
  return outcome(say, orderLines(say, order, now), [{ id: 'order', title: 'menu.another_order' }]);
}

/** How the order stands that a text names; undefined when it names none. */
export function* statusOfOrderIn(input: Answering, text: string): Looking<Stepped | undefined> {
  const order = /\p{N}/u.test(text) ? yield* findByCode(text, findOrder) : undefined;
  return order && tell(input, order);
}

const number = askForCode({ about: 'order', find: findOrder, onFound: tell });

export const orderStatus = {
  id: 'order',
  *enter() {
    return goTo('order_number');
  },
  questions: { order_number: number },
} as const;
