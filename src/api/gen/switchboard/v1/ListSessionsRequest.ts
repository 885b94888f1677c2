// Original file: proto/switchboard/v1/operations_service.proto

export interface ListSessionsRequest {
  flow?: string;
  channelId?: string;
  contactId?: string;
  pageSize?: number;
  pageToken?: string;
}

export interface ListSessionsRequest__Output {
  flow: string;
  channelId: string;
  contactId: string;
  pageSize: number;
  pageToken: string;
}
