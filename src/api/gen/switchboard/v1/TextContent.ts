// Original file: proto/switchboard/v1/content.proto

export interface TextContent {
  text?: string;
  previewUrl?: boolean;
}

export interface TextContent__Output {
  text: string;
  previewUrl: boolean;
}
