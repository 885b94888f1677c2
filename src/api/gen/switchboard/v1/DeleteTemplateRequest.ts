// Original file: proto/switchboard/v1/template_service.proto

export interface DeleteTemplateRequest {
  templateId?: string;
}

export interface DeleteTemplateRequest__Output {
  templateId: string;
}
