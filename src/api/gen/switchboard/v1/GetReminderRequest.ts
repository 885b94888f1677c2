// Original file: proto/switchboard/v1/reminder_service.proto

export interface GetReminderRequest {
  reminderId?: string;
}

export interface GetReminderRequest__Output {
  reminderId: string;
}
