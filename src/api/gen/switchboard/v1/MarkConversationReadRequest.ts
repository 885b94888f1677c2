// Original file: proto/switchboard/v1/messaging_service.proto

export interface MarkConversationReadRequest {
  conversationId?: string;
}

export interface MarkConversationReadRequest__Output {
  conversationId: string;
}
