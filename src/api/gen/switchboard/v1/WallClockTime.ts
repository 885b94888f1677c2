// Original file: proto/switchboard/v1/reminder.proto

export interface WallClockTime {
  time?: string;
  zone?: string;
}

export interface WallClockTime__Output {
  time: string;
  zone: string;
}
