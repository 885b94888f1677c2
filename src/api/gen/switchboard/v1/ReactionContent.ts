// Original file: proto/switchboard/v1/content.proto

export interface ReactionContent {
  messageId?: string;
  emoji?: string;
}

export interface ReactionContent__Output {
  messageId: string;
  emoji: string;
}
