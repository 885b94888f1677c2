// Original file: proto/switchboard/v1/template_service.proto

export interface LoadSampleTemplatesRequest {
  channelId?: string;
  names?: string[];
  submit?: boolean;
}

export interface LoadSampleTemplatesRequest__Output {
  channelId: string;
  names: string[];
  submit: boolean;
}
