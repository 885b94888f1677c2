// Original file: proto/switchboard/v1/operations_service.proto

export interface ListMachinesRequest {
  pageSize?: number;
  pageToken?: string;
}

export interface ListMachinesRequest__Output {
  pageSize: number;
  pageToken: string;
}
