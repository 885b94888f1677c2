// Original file: proto/switchboard/v1/messaging_service.proto

export interface GetMessageRequest {
  messageId?: string;
}

export interface GetMessageRequest__Output {
  messageId: string;
}
