// Original file: proto/switchboard/v1/event.proto

import type {
  ReminderChange as _switchboard_v1_ReminderChange,
  ReminderChange__Output as _switchboard_v1_ReminderChange__Output,
} from '../../switchboard/v1/ReminderChange.ts';
import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from '../../switchboard/v1/Reminder.ts';

export interface ReminderChanged {
  reminderId?: string;
  occurrenceId?: string;
  reference?: string;
  change?: _switchboard_v1_ReminderChange;
  reminder?: _switchboard_v1_Reminder | null;
}

export interface ReminderChanged__Output {
  reminderId: string;
  occurrenceId: string;
  reference: string;
  change: _switchboard_v1_ReminderChange__Output;
  reminder: _switchboard_v1_Reminder__Output | null;
}
