// TicketService: looking at tickets.
import { codeKey } from '../../domain/order.ts';
import { findTrackingNumber } from '../../domain/tracking-number.ts';
import type { Trx } from '../../platform/db.ts';
import { findOrderByKey } from '../../store/orders.ts';
import { listTickets as listStored } from '../../store/ticket-list.ts';
import { findTicket, type StoredTicket, type TicketKey } from '../../store/tickets.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { GetTicketRequest__Output as GetRequest } from '../gen/switchboard/v1/GetTicketRequest.ts';
import type { GetTicketResponse } from '../gen/switchboard/v1/GetTicketResponse.ts';
import type { ListTicketsRequest__Output as ListRequest } from '../gen/switchboard/v1/ListTicketsRequest.ts';
import type { ListTicketsResponse } from '../gen/switchboard/v1/ListTicketsResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { readNamed } from '../resources.ts';
import { severities, slaStates, ticketKinds, ticketStatuses, toTicket } from '../ticket-resources.ts';

const longestNumber = 100;

/** How every request of this service names its ticket. */
export function readTicketKey(
  fields: Fields,
  request: { ticket?: 'ticketId' | 'number'; ticketId?: string; number?: string },
): TicketKey {
  if (request.ticket === 'ticketId') return { id: fields.id('ticket_id', request.ticketId ?? '') };
  if (request.ticket === undefined) fields.wrong('ticket', 'is required: ticket_id or number');
  const number = request.number ?? '';
  if (request.ticket === 'number') fields.text('number', number, { min: 1, max: longestNumber });
  return { number: findTrackingNumber(number) ?? number };
}

export async function getStoredTicket(trx: Trx, key: TicketKey): Promise<StoredTicket> {
  const ticket = await findTicket(trx, key);
  if (!ticket) throw notFound('ticket', 'id' in key ? key.id : '');
  return ticket;
}

export const getTicket: UnaryMethod<GetRequest, GetTicketResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const key = readTicketKey(fields, request);
  fields.done();
  const ticket = await inTenant(api, caller, (trx) => getStoredTicket(trx, key));
  return { ticket: toTicket(ticket, api.clock.now()) };
};

export const listTickets: UnaryMethod<ListRequest, ListTicketsResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListTickets', asked];
  const fields = new Fields();
  const filters = {
    kinds: readNamed(fields, 'kinds', ticketKinds, request.kinds),
    statuses: readNamed(fields, 'statuses', ticketStatuses, request.statuses),
    severities: readNamed(fields, 'severities', severities, request.severities),
    slaStates: readNamed(fields, 'sla_states', slaStates, request.slaStates),
    contactId: fields.optionalId('contact_id', request.contactId),
  };
  const orderNumber = fields.text('order_number', request.orderNumber, { max: longestNumber });
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, token)?.[0];
  fields.done();
  const now = api.clock.now();
  const found = await inTenant(api, caller, async (trx) => {
    const orderId = orderNumber === '' ? undefined : await getOrderId(trx, orderNumber);
    return listStored(trx, { ...filters, orderId, now, beforeId, limit: limit + 1 });
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { tickets: page.map((row) => toTicket(row, now)), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};

async function getOrderId(trx: Trx, number: string): Promise<string> {
  const order = await findOrderByKey(trx, codeKey(number));
  if (!order) throw notFound('order', '');
  return order.id;
}
