// Original file: proto/switchboard/v1/reminder_service.proto

import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from '../../google/rpc/Status.ts';

export interface _switchboard_v1_StreamRemindersResponse_Problem {
  index?: number;
  requestId?: string;
  error?: _google_rpc_Status | null;
}

export interface _switchboard_v1_StreamRemindersResponse_Problem__Output {
  index: number;
  requestId: string;
  error: _google_rpc_Status__Output | null;
}

export interface StreamRemindersResponse {
  enqueuedCount?: number;
  repeatedCount?: number;
  failedCount?: number;
  problems?: _switchboard_v1_StreamRemindersResponse_Problem[];
}

export interface StreamRemindersResponse__Output {
  enqueuedCount: number;
  repeatedCount: number;
  failedCount: number;
  problems: _switchboard_v1_StreamRemindersResponse_Problem__Output[];
}
