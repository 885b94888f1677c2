// Original file: proto/switchboard/v1/reminder_service.proto

export interface CancelReminderRequest {
  reminderId?: string;
}

export interface CancelReminderRequest__Output {
  reminderId: string;
}
