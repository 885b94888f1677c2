// Tells a person that their ticket changed: as text while the window is open, by a template after that. Sends as every other
// message of the api is sent.
import { contentProblems } from '../../domain/content-rules.ts';
import { languageOf } from '../../domain/language.ts';
import type { OutboundContent } from '../../domain/message.ts';
import { ticketUpdateName } from '../../domain/sample-templates.ts';
import { speaker } from '../../intake/locales/index.ts';
import type { Trx } from '../../platform/db.ts';
import type { StoredMessage } from '../../store/history.ts';
import { listApprovedLanguages } from '../../store/template-list.ts';
import type { StoredTicket } from '../../store/tickets.ts';
import type { ApiContext } from '../call.ts';
import { Refusal } from '../errors.ts';
import type { Fields } from '../fields.ts';
import type { TicketNotification__Output as ApiNotification } from '../gen/switchboard/v1/TicketNotification.ts';
import type { UpdateTicketRequest__Output as UpdateRequest } from '../gen/switchboard/v1/UpdateTicketRequest.ts';
import { storeSends } from '../sends/store-sends.ts';
import type { SendResult } from '../sends/send.ts';

/** Whether the person was told, or why not. */
export type Notification = 'text' | 'template' | 'window_closed' | 'opted_out' | 'channel_disabled' | 'no_conversation';

export const notifications: { readonly [notification in Notification]: ApiNotification } = {
  text: 'TICKET_NOTIFICATION_TEXT',
  template: 'TICKET_NOTIFICATION_TEMPLATE',
  window_closed: 'TICKET_NOTIFICATION_WINDOW_CLOSED',
  opted_out: 'TICKET_NOTIFICATION_OPTED_OUT',
  channel_disabled: 'TICKET_NOTIFICATION_CHANNEL_DISABLED',
  no_conversation: 'TICKET_NOTIFICATION_NO_CONVERSATION',
};

/** The word that was kept with a request id. */
export function notifyOf(outcome: string | undefined): Notification | undefined {
  return Object.keys(notifications).find((each): each is Notification => each === outcome);
}

export interface Telling {
  /** Undefined: nobody asked for it. */
  notification: Notification | undefined;
  messages: readonly StoredMessage[];
}

/** Tells the person, as the ticket stands. The lock of its conversation is held. Throws a Refusal for what no channel takes. */
export type News = (api: ApiContext, trx: Trx, tenantId: string, ticket: StoredTicket) => Promise<Telling>;

const longestMessage = 4_096;

/** Undefined: the caller does not want the person told. */
export function readNews(fields: Fields, { message, notify }: UpdateRequest): News | undefined {
  if (message === '' && !notify) return undefined;
  if (message === '') return (api, trx, tenantId, ticket) => tell(api, trx, tenantId, ticket, ownWords(ticket));
  fields.text('message', message, { max: longestMessage });
  fields.all(contentProblems({ kind: 'text', text: message }).map((problem) => ({ ...problem, path: 'message' })));
  return (api, trx, tenantId, ticket) => tell(api, trx, tenantId, ticket, message);
}

function sayFor({ language }: StoredTicket) {
  return speaker(languageOf(language) ?? 'en', 'UTC');
}

function ownWords(ticket: StoredTicket): string {
  return sayFor(ticket)(`tickets.news.${ticket.status}`, { number: ticket.number });
}

async function tell(api: ApiContext, trx: Trx, tenantId: string, ticket: StoredTicket, text: string): Promise<Telling> {
  const { conversationId } = ticket;
  if (conversationId === null) return { notification: 'no_conversation', messages: [] };
  const send = (content: OutboundContent) => sendTo(api, trx, tenantId, conversationId, content);
  const asText = await send({ kind: 'text', text });
  if (!(asText instanceof Refusal)) return { notification: 'text', messages: asText };
  if (asText.reason !== 'WINDOW_CLOSED') return { notification: reasonFor(asText), messages: [] };
  const template = await templateFor(trx, conversationId, ticket);
  const asTemplate = template && (await send(template));
  if (!asTemplate) return { notification: 'window_closed', messages: [] };
  if (!(asTemplate instanceof Refusal)) return { notification: 'template', messages: asTemplate };
  // One that was approved with other placeholders than ours is none that can be used.
  const unfit = asTemplate.kind === 'invalid' || asTemplate.reason.startsWith('TEMPLATE_');
  return { notification: unfit ? 'window_closed' : reasonFor(asTemplate), messages: [] };
}

async function sendTo(
  api: ApiContext,
  trx: Trx,
  tenantId: string,
  conversationId: string,
  content: OutboundContent,
): Promise<SendResult> {
  const draft = {
    recipient: { conversationId },
    channelId: undefined,
    replyToId: undefined,
    requestId: undefined,
    bulk: false,
    content,
    pathOf: () => 'message',
    bodyHash: Buffer.alloc(0),
    path: '',
  };
  const [result] = await storeSends(api, trx, tenantId, [draft]);
  return result!;
}

const reasons: { readonly [reason: string]: Notification } = {
  OPTED_OUT: 'opted_out',
  OPTED_OUT_MARKETING: 'opted_out',
  CHANNEL_DISABLED: 'channel_disabled',
  CONVERSATION_NOT_FOUND: 'no_conversation',
};

function reasonFor(refusal: Refusal): Notification {
  const notification = reasons[refusal.reason];
  if (notification === undefined) throw refusal;
  return notification;
}

/** Undefined: the channel's account has none that is approved in the ticket's language. */
async function templateFor(
  trx: Trx,
  conversationId: string,
  ticket: StoredTicket,
): Promise<OutboundContent | undefined> {
  const approved = await listApprovedLanguages(trx, conversationId, ticketUpdateName);
  const language = closest(ticket.language, approved);
  if (language === undefined) return undefined;
  const status = sayFor(ticket)(`tickets.status.${ticket.status}`);
  const body = [{ text: ticket.number }, { text: status }];
  return { kind: 'template', name: ticketUpdateName, language, body, buttons: [] };
}

/** Of `es-MX`: `es_MX`, else `es`, else any Spanish. */
function closest(language: string, approved: readonly string[]): string | undefined {
  const [base = ''] = language.split('-');
  const exact = language.replaceAll('-', '_');
  return (
    approved.find((each) => each === exact) ??
    approved.find((each) => each === base) ??
    approved.find((each) => each.startsWith(`${base}_`))
  );
}
