// TicketService: changing a ticket, which may tell the person, in one transaction.
import type { TicketChange } from '../../domain/event.ts';
import { isOpen, slaTimes, type Severity, type TicketStatus } from '../../domain/ticket.ts';
import type { Trx } from '../../platform/db.ts';
import type { RequestRecord } from '../../store/api-requests.ts';
import { recordEvents } from '../../store/events.ts';
import { findMessages } from '../../store/history.ts';
import { findSlaRules } from '../../store/intake-lookups.ts';
import { lockForSending } from '../../store/send.ts';
import {
  lockTicket,
  updateTicket as updateStored,
  type StoredTicket,
  type TicketChanges,
  type TicketKey,
} from '../../store/tickets.ts';
import { inTenant, type ApiContext, type Caller, type UnaryMethod } from '../call.ts';
import { changedSince, notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { UpdateTicketRequest__Output as UpdateRequest } from '../gen/switchboard/v1/UpdateTicketRequest.ts';
import type { UpdateTicketResponse } from '../gen/switchboard/v1/UpdateTicketResponse.ts';
import { readOptional, toMessage } from '../resources.ts';
import { severities, ticketStatuses, toTicket } from '../ticket-resources.ts';
import { askedOf, claimRequest, findEarlier } from './repeats.ts';
import { notifications, notifyOf, readNews, type News, type Telling } from './ticket-news.ts';
import { getStoredTicket, readTicketKey } from './tickets.ts';

interface Wanted {
  key: TicketKey;
  version: number;
  status: TicketStatus | undefined;
  severity: Severity | undefined;
  /** Undefined: nobody is told. */
  news: News | undefined;
}

/** A ticket after a change, and what the person was told of it. */
interface Outcome extends Telling {
  ticket: StoredTicket;
}

export const updateTicket: UnaryMethod<UpdateRequest, UpdateTicketResponse> = async (api, caller, request) => {
  const wanted = readWanted(request);
  const asked = askedOf('UpdateTicket', request);
  const { ticket, notification, messages } = await inTenant(api, caller, async (trx): Promise<Outcome> => {
    const before = await lock(trx, wanted);
    // Only now: the same call may have been ahead of this one, and have changed the version.
    const earlier = await findEarlier(trx, asked);
    if (earlier) return { ticket: before, ...(await toldThen(trx, earlier)) };
    const outcome = await change(api, trx, caller, before, wanted);
    const moreIds = outcome.messages.map(({ id }) => id);
    await claimRequest(trx, caller.tenantId, asked, { resourceId: before.id, moreIds, outcome: outcome.notification });
    return outcome;
  });
  const [message = null, ...moreMessages] = messages.map(toMessage);
  const told = notification === undefined ? 'TICKET_NOTIFICATION_UNSPECIFIED' : notifications[notification];
  return { ticket: toTicket(ticket, api.clock.now()), notification: told, message, moreMessages };
};

function readWanted(request: UpdateRequest): Wanted {
  const fields = new Fields();
  const { status, severity, version } = request;
  const wanted = {
    key: readTicketKey(fields, request),
    version,
    status: readOptional(fields, 'status', ticketStatuses, status, 'TICKET_STATUS_UNSPECIFIED'),
    severity: readOptional(fields, 'severity', severities, severity, 'SEVERITY_UNSPECIFIED'),
    news: readNews(fields, request),
  };
  if (version < 1) fields.wrong('version', 'is required: the version that was read');
  const says = status !== 'TICKET_STATUS_UNSPECIFIED' || severity !== 'SEVERITY_UNSPECIFIED' || wanted.news;
  if (!says) fields.wrong('status', 'is required, or severity, message or notify');
  fields.requestId('request_id', request.requestId);
  fields.done();
  return wanted;
}

/** Conversation first, then ticket: the order of all who hold both. */
async function lock(trx: Trx, { key, news }: Wanted): Promise<StoredTicket> {
  const { id, conversationId } = await getStoredTicket(trx, key);
  if (news && conversationId !== null) await lockForSending(trx, [conversationId], 'wait');
  const ticket = await lockTicket(trx, id);
  if (!ticket) throw notFound('ticket', id);
  return ticket;
}

async function toldThen(trx: Trx, { moreIds = [], outcome }: RequestRecord): Promise<Telling> {
  const messages = await findMessages(trx, moreIds);
  return { notification: notifyOf(outcome), messages: moreIds.flatMap((id) => messages.get(id) ?? []) };
}

async function change(
  api: ApiContext,
  trx: Trx,
  { tenantId }: Caller,
  before: StoredTicket,
  wanted: Wanted,
): Promise<Outcome> {
  if (before.version !== wanted.version) throw changedSince('ticket', before.version);
  const now = api.clock.now();
  const changes = await changesOf(trx, tenantId, before, wanted, now);
  const what = whatChanged(before, changes);
  if (what.length > 0) await updateStored(trx, before.id, changes, now);
  const ticket = what.length > 0 ? await getStoredTicket(trx, { id: before.id }) : before;
  await recordEvents(
    trx,
    what.map((each) => ticketChanged(tenantId, ticket, each)),
  );
  const telling = wanted.news
    ? await wanted.news(api, trx, tenantId, ticket)
    : { notification: undefined, messages: [] };
  return { ticket, ...telling };
}

async function changesOf(
  trx: Trx,
  tenantId: string,
  before: StoredTicket,
  { status = before.status, severity }: Wanted,
  now: Date,
): Promise<TicketChanges> {
  const resolvedAt = isOpen(status) ? null : (before.resolvedAt ?? now);
  const { warnAt, dueAt } = before;
  if (severity === undefined || severity === before.severity) {
    return { status, severity: before.severity, resolvedAt, warnAt, dueAt };
  }
  const minutes = (await findSlaRules(trx, [{ tenantId, kind: before.kind, severity }])).get(0);
  const times = minutes === undefined ? { warnAt: null, dueAt: null } : slaTimes(before.createdAt, minutes);
  return { status, severity, resolvedAt, ...times };
}

function whatChanged(before: StoredTicket, changes: TicketChanges): TicketChange[] {
  return [
    ...(before.status === changes.status ? [] : ['status' as const]),
    ...(before.severity === changes.severity ? [] : ['severity' as const]),
  ];
}

/** The event of something that happened to a ticket. */
export function ticketChanged(
  tenantId: string,
  { id, number, status, conversationId }: StoredTicket,
  change: TicketChange,
) {
  return {
    tenantId,
    type: 'ticket_changed' as const,
    ...(conversationId === null ? {} : { conversationId }),
    data: { ticketId: id, number, change, status },
  };
}
