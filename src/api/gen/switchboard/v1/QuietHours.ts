// Original file: proto/switchboard/v1/reminder.proto

export const QuietHours = {
  QUIET_HOURS_UNSPECIFIED: 'QUIET_HOURS_UNSPECIFIED',
  QUIET_HOURS_RESPECT: 'QUIET_HOURS_RESPECT',
  QUIET_HOURS_IGNORE: 'QUIET_HOURS_IGNORE',
} as const;

export type QuietHours = 'QUIET_HOURS_UNSPECIFIED' | 0 | 'QUIET_HOURS_RESPECT' | 1 | 'QUIET_HOURS_IGNORE' | 2;

export type QuietHours__Output = (typeof QuietHours)[keyof typeof QuietHours];
