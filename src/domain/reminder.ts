// Reminders: templates to be sent at a time or by a rule, what became of each time, and what people answer.
import type { MessageStatus } from './message.ts';

export type ReminderState = 'scheduled' | 'done' | 'cancelled';

/** What was queued goes on as a message: how that went is read from there. */
export type OccurrenceState = 'queued' | 'missed' | 'failed' | 'cancelled';

export type ReminderAnswer = 'confirmed' | 'reschedule_requested' | 'declined';

/** `respect`: what falls into quiet hours waits for their end. */
export type QuietHours = 'respect' | 'ignore';

/** What became of an occurrence, as it stands. `fell_back`: WhatsApp could not deliver it, and it went on by SMS. */
export type ReminderOutcome =
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed'
  | 'fell_back'
  | 'missed'
  | 'cancelled'
  | 'uncertain';

const outcomes: { readonly [status in MessageStatus]?: ReminderOutcome } = {
  accepted: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
  uncertain: 'uncertain',
};

/** @param sms the message that carries on what WhatsApp could not deliver. */
export function outcomeOf({
  state,
  message,
  sms,
}: {
  state: OccurrenceState;
  message: { status: MessageStatus } | undefined;
  sms: { status: MessageStatus } | undefined;
}): ReminderOutcome {
  if (state !== 'queued') return state;
  if (sms) return sms.status === 'failed' ? 'failed' : 'fell_back';
  return (message && outcomes[message.status]) ?? 'queued';
}
