// Original file: proto/switchboard/v1/reminder.proto

export interface ReminderTemplate {
  name?: string;
  language?: string;
  parameters?: { [key: string]: string };
}

export interface ReminderTemplate__Output {
  name: string;
  language: string;
  parameters: { [key: string]: string };
}
