// Original file: proto/switchboard/v1/operations_service.proto

export interface DeleteMachineResponse {}

export interface DeleteMachineResponse__Output {}
