// Original file: proto/switchboard/v1/operations_service.proto

export interface Machine {
  id?: string;
  code?: string;
  name?: string;
  place?: string;
}

export interface Machine__Output {
  id: string;
  code: string;
  name: string;
  place: string;
}
