// Original file: proto/switchboard/v1/operations_service.proto

export interface DeleteMachineRequest {
  code?: string;
}

export interface DeleteMachineRequest__Output {
  code: string;
}
