// MessagingService: the stream of events. It holds no state but its position, so any server can go on from a token.
import type { EventType } from '../../domain/event.ts';
import { isId } from '../../domain/ids.ts';
import type { Trx } from '../../platform/db.ts';
import { findContacts } from '../../store/contacts.ts';
import { findConversations } from '../../store/conversation-list.ts';
import { findFeedEnd, isFeedPosition, listEvents, type FeedEvent, type FeedPosition } from '../../store/event-feed.ts';
import { findMessages } from '../../store/history.ts';
import { findMedia } from '../../store/media.ts';
import { findOrders } from '../../store/orders.ts';
import { findReminders } from '../../store/reminders.ts';
import { findTickets } from '../../store/tickets.ts';
import { inTenant, type ApiContext, type Caller, type StreamMethod } from '../call.ts';
import { Refusal } from '../errors.ts';
import { eventTypes, toEvent, type EventSubjects } from '../event-resources.ts';
import { Fields } from '../fields.ts';
import type { WatchEventsRequest__Output as Request } from '../gen/switchboard/v1/WatchEventsRequest.ts';
import type { WatchEventsResponse } from '../gen/switchboard/v1/WatchEventsResponse.ts';
import { findNamed } from '../resources.ts';

export const watchEvents: StreamMethod<Request, WatchEventsResponse> = async function* watch(api, caller, request) {
  const fields = new Fields();
  const given = readToken(fields, request.resumeToken);
  const types = readTypes(fields, request.types);
  fields.done();
  const news = signalOf(api, caller);
  try {
    let position = await inTenant(api, caller, (trx) => startAt(trx, given));
    yield { resumeToken: toToken(position), event: null };
    for (;;) {
      const page = await inTenant(api, caller, (trx) => readPage(trx, position, types, api.clock.now()));
      for (const { event, at } of page.responses) yield { resumeToken: toToken(at), event };
      position = page.next;
      if (!page.full) await news.wait(api.keyCacheMs);
      if (api.stopping.aborted) throw stopping();
      await caller.reauthenticate();
    }
  } finally {
    news.close();
  }
};

function stopping(): Refusal {
  const text = 'The server is stopping: call again with the last resume_token.';
  return new Refusal('unavailable', 'SHUTTING_DOWN', text, { retryAfterMs: 0 });
}

/** Waits for news, the end of the call, the end of the server, or a while. News that come between two waits are kept. */
function signalOf({ feed, stopping }: ApiContext, { tenantId, signal }: Caller) {
  let pending = false;
  let resume: (() => void) | undefined;
  const wake = () => {
    pending = true;
    resume?.();
  };
  const unsubscribe = feed.subscribe(tenantId, wake);
  for (const end of [signal, stopping]) end.addEventListener('abort', wake, { once: true });
  return {
    wait: async (ms: number) => {
      if (!pending) {
        const { promise, resolve } = Promise.withResolvers<void>();
        resume = resolve;
        const timer = setTimeout(resolve, ms);
        await promise;
        clearTimeout(timer);
      }
      pending = false;
    },
    close: () => {
      unsubscribe();
      for (const end of [signal, stopping]) end.removeEventListener('abort', wake);
    },
  };
}

async function startAt(trx: Trx, given: FeedPosition | undefined): Promise<FeedPosition> {
  if (!given) return findFeedEnd(trx);
  if (await isFeedPosition(trx, given)) return given;
  const fields = new Fields();
  fields.wrong('resume_token', 'is not a token of this installation');
  fields.done();
  return given;
}

async function readPage(trx: Trx, after: FeedPosition, types: ReadonlySet<EventType>, now: Date) {
  const { events, next, full } = await listEvents(trx, after);
  const wanted = types.size === 0 ? events : events.filter((event) => types.has(event.type));
  const subjects = { ...(await findSubjects(trx, wanted)), now };
  return { responses: wanted.map((event) => ({ event: toEvent(event, subjects), at: event })), next, full };
}

async function findSubjects(trx: Trx, events: readonly FeedEvent[]): Promise<Omit<EventSubjects, 'now'>> {
  const idsOf = (type: EventType, idOf: (event: FeedEvent) => unknown) =>
    events.flatMap((event) => (event.type === type ? asId(idOf(event)) : []));
  const conversationOf = ({ conversationId }: FeedEvent) => conversationId;
  return {
    messages: await findMessages(
      trx,
      events.flatMap((event) => event.messageId ?? []),
    ),
    conversations: await findConversations(trx, [
      ...idsOf('conversation_handed_over', conversationOf),
      ...idsOf('conversation_closed', conversationOf),
    ]),
    media: await findMedia(
      trx,
      idsOf('media_changed', ({ data }) => data['mediaId']),
    ),
    contacts: await findContacts(
      trx,
      idsOf('contact_changed', ({ data }) => data['contactId']),
    ),
    tickets: await findTickets(
      trx,
      idsOf('ticket_changed', ({ data }) => data['ticketId']),
    ),
    orders: await findOrders(
      trx,
      idsOf('order_changed', ({ data }) => data['orderId']),
    ),
    reminders: await findReminders(
      trx,
      idsOf('reminder_changed', ({ data }) => data['reminderId']),
    ),
  };
}

function asId(value: unknown): string[] {
  return typeof value === 'string' && isId(value) ? [value] : [];
}

function readTypes(fields: Fields, types: Request['types']): Set<EventType> {
  const wanted = new Set<EventType>();
  for (const [index, type] of types.entries()) {
    const known = findNamed(eventTypes, type);
    if (known) wanted.add(known);
    else fields.wrong(`types[${index}]`, 'is not an event type');
  }
  return wanted;
}

function toToken({ xid, id }: FeedPosition): string {
  return Buffer.from(`${xid}.${id}`).toString('base64url');
}

function readToken(fields: Fields, token: string): FeedPosition | undefined {
  if (token === '') return undefined;
  const text = token.length > 200 ? '' : Buffer.from(token, 'base64url').toString();
  const [xid = '', id = ''] = text.split('.');
  // 64 bits at most.
  if (/^\d{1,19}$/.test(xid) && isId(id)) return { xid, id };
  fields.wrong('resume_token', 'is not a token of this api');
  return undefined;
}
