// Original file: proto/switchboard/v1/operations_service.proto

export interface OfferedChoice {
  id?: string;
  title?: string;
}

export interface OfferedChoice__Output {
  id: string;
  title: string;
}
