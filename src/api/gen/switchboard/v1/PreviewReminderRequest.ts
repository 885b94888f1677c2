// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  EnqueueReminderRequest as _switchboard_v1_EnqueueReminderRequest,
  EnqueueReminderRequest__Output as _switchboard_v1_EnqueueReminderRequest__Output,
} from '../../switchboard/v1/EnqueueReminderRequest.ts';

export interface PreviewReminderRequest {
  reminder?: _switchboard_v1_EnqueueReminderRequest | null;
  reminderId?: string;
  instants?: number;
  subject?: 'reminder' | 'reminderId';
}

export interface PreviewReminderRequest__Output {
  reminder?: _switchboard_v1_EnqueueReminderRequest__Output | null;
  reminderId?: string;
  instants: number;
  subject?: 'reminder' | 'reminderId';
}
