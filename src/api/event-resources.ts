// Events as the messages of the .proto files. Each type has a shape of its own (domain/event.ts), kept as JSON: what is not
// there, or what a newer version of the program wrote, reads as not set.
import type { ChannelChange, ContactChange, EventType, ReminderChange, TicketChange } from '../domain/event.ts';
import { idTime } from '../domain/ids.ts';
import { asText } from '../domain/json.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { StoredContact } from '../store/contacts.ts';
import type { StoredConversation } from '../store/conversation-list.ts';
import type { FeedEvent } from '../store/event-feed.ts';
import type { StoredMessage } from '../store/history.ts';
import type { Media } from '../store/media.ts';
import type { StoredOrder } from '../store/orders.ts';
import type { StoredReminder } from '../store/reminders.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { ChannelChange__Output as ApiChannelChange } from './gen/switchboard/v1/ChannelChange.ts';
import type { ChannelChanged } from './gen/switchboard/v1/ChannelChanged.ts';
import type { ContactChange__Output as ApiContactChange } from './gen/switchboard/v1/ContactChange.ts';
import type { Event } from './gen/switchboard/v1/Event.ts';
import type { EventType__Output as ApiEventType } from './gen/switchboard/v1/EventType.ts';
import type { OrderChanged } from './gen/switchboard/v1/OrderChanged.ts';
import type { ReminderChange__Output as ApiReminderChange } from './gen/switchboard/v1/ReminderChange.ts';
import type { ReminderChanged } from './gen/switchboard/v1/ReminderChanged.ts';
import type { TemplateChanged } from './gen/switchboard/v1/TemplateChanged.ts';
import type { TicketChange__Output as ApiTicketChange } from './gen/switchboard/v1/TicketChange.ts';
import type { TicketChanged } from './gen/switchboard/v1/TicketChanged.ts';
import { mediaStatuses, toMedia } from './media-resources.ts';
import { orderStatuses, toOrder } from './order-resources.ts';
import { toReminder } from './reminder-resources.ts';
import { messageStatuses, toContact, toConversation, toMessage } from './resources.ts';
import { templateCategories, templateStatuses } from './template-resources.ts';
import { ticketStatuses, toTicket } from './ticket-resources.ts';
import { toTimestamp } from './well-known-types.ts';

export const eventTypes: { readonly [type in EventType]: ApiEventType } = {
  message_received: 'EVENT_TYPE_MESSAGE_RECEIVED',
  message_status_changed: 'EVENT_TYPE_MESSAGE_STATUS_CHANGED',
  conversation_handed_over: 'EVENT_TYPE_CONVERSATION_HANDED_OVER',
  media_changed: 'EVENT_TYPE_MEDIA_CHANGED',
  contact_changed: 'EVENT_TYPE_CONTACT_CHANGED',
  template_changed: 'EVENT_TYPE_TEMPLATE_CHANGED',
  channel_changed: 'EVENT_TYPE_CHANNEL_CHANGED',
  conversation_closed: 'EVENT_TYPE_CONVERSATION_CLOSED',
  ticket_changed: 'EVENT_TYPE_TICKET_CHANGED',
  order_changed: 'EVENT_TYPE_ORDER_CHANGED',
  reminder_changed: 'EVENT_TYPE_REMINDER_CHANGED',
};

const contactChanges: { readonly [change in ContactChange]: ApiContactChange } = {
  opted_out: 'CONTACT_CHANGE_OPTED_OUT',
  opted_in: 'CONTACT_CHANGE_OPTED_IN',
  marketing_opted_out: 'CONTACT_CHANGE_MARKETING_OPTED_OUT',
  marketing_opted_in: 'CONTACT_CHANGE_MARKETING_OPTED_IN',
  address_changed: 'CONTACT_CHANGE_ADDRESS_CHANGED',
  merged: 'CONTACT_CHANGE_MERGED',
};

const channelChanges: { readonly [change in ChannelChange['change']]: ApiChannelChange } = {
  paused: 'CHANNEL_CHANGE_PAUSED',
  resumed: 'CHANNEL_CHANGE_RESUMED',
  quality: 'CHANNEL_CHANGE_QUALITY',
  limit: 'CHANNEL_CHANGE_LIMIT',
  alert: 'CHANNEL_CHANGE_ALERT',
};

const ticketChanges: { readonly [change in TicketChange]: ApiTicketChange } = {
  created: 'TICKET_CHANGE_CREATED',
  status: 'TICKET_CHANGE_STATUS',
  severity: 'TICKET_CHANGE_SEVERITY',
  note_added: 'TICKET_CHANGE_NOTE_ADDED',
  sla_warning: 'TICKET_CHANGE_SLA_WARNING',
  sla_breached: 'TICKET_CHANGE_SLA_BREACHED',
};

const reminderChanges: { readonly [change in ReminderChange]: ApiReminderChange } = {
  queued: 'REMINDER_CHANGE_QUEUED',
  sent: 'REMINDER_CHANGE_SENT',
  delivered: 'REMINDER_CHANGE_DELIVERED',
  read: 'REMINDER_CHANGE_READ',
  failed: 'REMINDER_CHANGE_FAILED',
  uncertain: 'REMINDER_CHANGE_UNCERTAIN',
  fell_back: 'REMINDER_CHANGE_FELL_BACK',
  missed: 'REMINDER_CHANGE_MISSED',
  rescheduled: 'REMINDER_CHANGE_RESCHEDULED',
  cancelled: 'REMINDER_CHANGE_CANCELLED',
  confirmed: 'REMINDER_CHANGE_CONFIRMED',
  reschedule_requested: 'REMINDER_CHANGE_RESCHEDULE_REQUESTED',
  declined: 'REMINDER_CHANGE_DECLINED',
};

/** What events are about, as it stands, by id. */
export interface EventSubjects {
  messages: ReadonlyMap<string, StoredMessage>;
  conversations: ReadonlyMap<string, StoredConversation>;
  media: ReadonlyMap<string, Media>;
  contacts: ReadonlyMap<string, StoredContact>;
  tickets: ReadonlyMap<string, StoredTicket>;
  orders: ReadonlyMap<string, StoredOrder>;
  reminders: ReadonlyMap<string, StoredReminder>;
  /** What tickets are seen from against their deadlines. */
  now: Date;
}

/** The .proto's name of a word that was stored. */
function nameOf<Name extends string, Unspecified extends string>(
  table: { readonly [word: string]: Name },
  word: unknown,
  unspecified: Unspecified,
): Name | Unspecified {
  const text = asText(word);
  return Object.hasOwn(table, text) ? table[text]! : unspecified;
}

export function toEvent(event: FeedEvent, subjects: EventSubjects): Event {
  const type = nameOf(eventTypes, event.type, 'EVENT_TYPE_UNSPECIFIED');
  const head = {
    id: event.id,
    type,
    occurredAt: toTimestamp(idTime(event.id)),
    conversationId: event.conversationId ?? '',
  };
  return { ...head, ...detailsOf(event, subjects) };
}

function detailsOf(event: FeedEvent, subjects: EventSubjects): Partial<Event> {
  const { data } = event;
  const { messages, conversations, media, contacts } = subjects;
  const messageId = event.messageId ?? '';
  const message = found(messages.get(messageId), toMessage);
  switch (event.type) {
    case 'message_received':
      return { messageReceived: { message } };
    case 'message_status_changed': {
      const status = nameOf(messageStatuses, data['status'], 'MESSAGE_STATUS_UNSPECIFIED');
      return { messageStatusChanged: { messageId, status, message } };
    }
    case 'conversation_handed_over': {
      const conversation = found(conversations.get(event.conversationId ?? ''), toConversation);
      return { conversationHandedOver: { conversation, reason: asText(data['reason']) } };
    }
    case 'conversation_closed': {
      const conversation = found(conversations.get(event.conversationId ?? ''), toConversation);
      return { conversationClosed: { conversation } };
    }
    case 'ticket_changed':
      return { ticketChanged: toTicketChanged(data, subjects) };
    case 'order_changed':
      return { orderChanged: toOrderChanged(data, subjects) };
    case 'reminder_changed':
      return { reminderChanged: toReminderChanged(data, subjects) };
    case 'media_changed': {
      const mediaId = asText(data['mediaId']);
      const status = nameOf(mediaStatuses, data['status'], 'MEDIA_STATUS_UNSPECIFIED');
      return { mediaChanged: { mediaId, status, media: found(media.get(mediaId), toMedia), messageId } };
    }
    case 'contact_changed': {
      const contactId = asText(data['contactId']);
      const change = nameOf(contactChanges, data['change'], 'CONTACT_CHANGE_UNSPECIFIED');
      const contact = found(contacts.get(contactId), toContact);
      const mergedIntoContactId = asText(data['mergedIntoId']);
      return { contactChanged: { contactId, change, mergedIntoContactId, contact } };
    }
    case 'template_changed':
      return { templateChanged: toTemplateChanged(data) };
    case 'channel_changed':
      return { channelChanged: toChannelChanged(data) };
    // A newer version of the program may write types that this one does not know.
    default:
      return {};
  }
}

function found<Row, Resource>(row: Row | undefined, to: (row: Row) => Resource): Resource | null {
  return row === undefined ? null : to(row);
}

function toTicketChanged(data: JsonObject, { tickets, now }: EventSubjects): TicketChanged {
  const ticketId = asText(data['ticketId']);
  return {
    ticketId,
    number: asText(data['number']),
    change: nameOf(ticketChanges, data['change'], 'TICKET_CHANGE_UNSPECIFIED'),
    status: nameOf(ticketStatuses, data['status'], 'TICKET_STATUS_UNSPECIFIED'),
    ticket: found(tickets.get(ticketId), (ticket) => toTicket(ticket, now)),
  };
}

function toOrderChanged(data: JsonObject, { orders }: EventSubjects): OrderChanged {
  const orderId = asText(data['orderId']);
  return {
    orderId,
    number: asText(data['number']),
    status: nameOf(orderStatuses, data['status'], 'ORDER_STATUS_UNSPECIFIED'),
    order: found(orders.get(orderId), toOrder),
  };
}

function toReminderChanged(data: JsonObject, { reminders }: EventSubjects): ReminderChanged {
  const reminderId = asText(data['reminderId']);
  return {
    reminderId,
    occurrenceId: asText(data['occurrenceId']),
    reference: asText(data['reference']),
    change: nameOf(reminderChanges, data['change'], 'REMINDER_CHANGE_UNSPECIFIED'),
    reminder: found(reminders.get(reminderId), toReminder),
  };
}

function toTemplateChanged(data: JsonObject): TemplateChanged {
  return {
    templateId: asText(data['templateId']),
    name: asText(data['name']),
    language: asText(data['language']),
    status: nameOf(templateStatuses, data['status'], 'TEMPLATE_STATUS_UNSPECIFIED'),
    category: nameOf(templateCategories, data['category'], 'TEMPLATE_CATEGORY_UNSPECIFIED'),
    quality: asText(data['quality']),
    reason: asText(data['reason']),
  };
}

function toChannelChanged(data: JsonObject): ChannelChanged {
  const until = new Date(asText(data['until']));
  return {
    channelId: asText(data['channelId']),
    change: nameOf(channelChanges, data['change'], 'CHANNEL_CHANGE_UNSPECIFIED'),
    until: Number.isNaN(until.getTime()) ? null : toTimestamp(until),
    code: asText(data['code']),
    reason: asText(data['reason']),
    quality: asText(data['quality']),
    peoplePerDay: typeof data['perDay'] === 'number' ? data['perDay'] : 0,
  };
}
