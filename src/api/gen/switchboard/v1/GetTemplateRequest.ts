// Original file: proto/switchboard/v1/template_service.proto

export interface GetTemplateRequest {
  templateId?: string;
}

export interface GetTemplateRequest__Output {
  templateId: string;
}
