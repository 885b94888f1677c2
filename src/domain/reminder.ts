// Reminders: templates to be sent at a time or by a rule, what became of each time, and what people answer.

export type ReminderState = 'scheduled' | 'done' | 'cancelled';

/** What was queued goes on as a message: how that went is read from there. */
export type OccurrenceState = 'queued' | 'missed' | 'failed' | 'cancelled';

export type ReminderAnswer = 'confirmed' | 'reschedule_requested' | 'declined';

/** `respect`: what falls into quiet hours waits for their end. */
export type QuietHours = 'respect' | 'ignore';
