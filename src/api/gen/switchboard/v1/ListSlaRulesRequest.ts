// Original file: proto/switchboard/v1/operations_service.proto

export interface ListSlaRulesRequest {}

export interface ListSlaRulesRequest__Output {}
