// Original file: proto/switchboard/v1/operations_service.proto

export interface ClearSessionRequest {
  conversationId?: string;
}

export interface ClearSessionRequest__Output {
  conversationId: string;
}
