// Original file: proto/switchboard/v1/template_service.proto

export interface SyncTemplatesRequest {
  channelId?: string;
}

export interface SyncTemplatesRequest__Output {
  channelId: string;
}
