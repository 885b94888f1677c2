// Original file: proto/switchboard/v1/media.proto

export const TranscriptStatus = {
  TRANSCRIPT_STATUS_UNSPECIFIED: 'TRANSCRIPT_STATUS_UNSPECIFIED',
  TRANSCRIPT_STATUS_PENDING: 'TRANSCRIPT_STATUS_PENDING',
  TRANSCRIPT_STATUS_DONE: 'TRANSCRIPT_STATUS_DONE',
  TRANSCRIPT_STATUS_FAILED: 'TRANSCRIPT_STATUS_FAILED',
} as const;

export type TranscriptStatus =
  | 'TRANSCRIPT_STATUS_UNSPECIFIED'
  | 0
  | 'TRANSCRIPT_STATUS_PENDING'
  | 1
  | 'TRANSCRIPT_STATUS_DONE'
  | 2
  | 'TRANSCRIPT_STATUS_FAILED'
  | 3;

export type TranscriptStatus__Output = (typeof TranscriptStatus)[keyof typeof TranscriptStatus];
