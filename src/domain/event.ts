// What watchers of the api see. Each type has a shape of its own, kept with the event as JSON.
import type { MediaStatus } from './media.ts';
import type { MessageStatus } from './message.ts';
import type { OrderStatus } from './order.ts';
import type { ReminderAnswer } from './reminder.ts';
import type { TicketStatus } from './ticket.ts';
import type { TemplateCategory, TemplateStatus } from './template.ts';

export interface EventData {
  message_received: { [name: string]: never };
  message_status_changed: { status: MessageStatus };
  /** `reason`: a word for programs, of the flow that did it. */
  conversation_handed_over: { reason?: string };
  /** Intake answers it again. */
  conversation_closed: { [name: string]: never };
  ticket_changed: { ticketId: string; number: string; change: TicketChange; status: TicketStatus };
  /** Its status changed, by a flow or by whoever knows the order. */
  order_changed: { orderId: string; number: string; status: OrderStatus };
  /** `occurrenceId`: of which time; absent for what concerns the reminder as a whole. `reference`: the caller's. */
  reminder_changed: { reminderId: string; occurrenceId?: string; reference?: string; change: ReminderChange };
  /** A file was stored, or given up; or the words of a voice note are there. */
  media_changed: { mediaId: string; status: MediaStatus };
  /** `merged`: the contact is gone, and what it had belongs to `mergedIntoId`. */
  contact_changed: { contactId: string; change: ContactChange; mergedIntoId?: string };
  template_changed: {
    templateId: string;
    name: string;
    language: string;
    status: TemplateStatus;
    category: TemplateCategory;
    quality?: string;
    reason?: string;
  };
  channel_changed: { channelId: string } & ChannelChange;
}

export type EventType = keyof EventData;

export type TicketChange = 'created' | 'status' | 'severity' | 'note_added' | 'sla_warning' | 'sla_breached';

export type ReminderChange =
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  /** The provider may or may not have it. */
  | 'uncertain'
  /** It could not be delivered, and goes out by SMS. */
  | 'fell_back'
  | 'missed'
  | 'rescheduled'
  | 'cancelled'
  | ReminderAnswer;

export type ContactChange =
  | 'opted_out'
  | 'opted_in'
  | 'marketing_opted_out'
  | 'marketing_opted_in'
  | 'address_changed'
  | 'merged';

export type ChannelChange =
  /** `until`: ISO 8601; it resumes by itself then. */
  | { change: 'paused'; until: string; code: string; reason: string }
  | { change: 'resumed' }
  | { change: 'quality'; quality: string }
  /** People who may be reached first in 24 hours; null: no limit. */
  | { change: 'limit'; perDay: number | null }
  /** Something the provider wants a person to look at. */
  | { change: 'alert'; code: string; reason: string };
