// Notices: templates that a tenant's groups get by themselves, when something happens or again and again by a rule.
import type { OrderStatus } from './order.ts';
import { readParameters } from './reminder-request/parameters.ts';
import type { TicketKind } from './ticket.ts';

export const noticeKinds = ['order_status', 'maintenance', 'shift', 'sla_warning', 'sla_breach'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What happened, of the kinds that tell of something. Times are ISO 8601. */
export interface NoticeFacts {
  order_status: { number: string; status: OrderStatus; expectedAt: string | null };
  sla_warning: { number: string; kind: TicketKind; dueAt: string };
  sla_breach: { number: string; kind: TicketKind; dueAt: string };
  maintenance: { [name: string]: never };
  shift: { [name: string]: never };
}

/** How many values of its template, from {{1}} on, say what happened. The others are the notice's data. */
export const valuesTold: { readonly [kind in NoticeKind]: number } = {
  order_status: 3, // number, status, when it is expected
  sla_warning: 3, // number, kind, when it is due
  sla_breach: 3,
  maintenance: 0,
  shift: 0,
};

/** Told again and again by a rule; the others when something happens. */
export const isByRule: { readonly [kind in NoticeKind]: boolean } = {
  order_status: false,
  sla_warning: false,
  sla_breach: false,
  maintenance: true,
  shift: true,
};

/** By placeholder, or by another part of the template: `4`, `name`, `header`, `url0`. */
export type NoticeData = { [parameter: string]: string };

interface NoticeTemplate {
  template: string;
  language: string;
  data: NoticeData;
}

/** @param told what happened: as many as valuesTold says. */
export function noticeContent({ template: name, language, data }: NoticeTemplate, told: readonly string[]) {
  const numbered: NoticeData = Object.fromEntries(told.map((text, index) => [String(index + 1), text]));
  return readParameters({ name, language, parameters: { ...data, ...numbered } });
}
