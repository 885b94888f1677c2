// Original file: proto/switchboard/v1/messaging_service.proto

export interface CloseConversationRequest {
  conversationId?: string;
}

export interface CloseConversationRequest__Output {
  conversationId: string;
}
