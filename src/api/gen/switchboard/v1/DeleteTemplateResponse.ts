// Original file: proto/switchboard/v1/template_service.proto

export interface DeleteTemplateResponse {}

export interface DeleteTemplateResponse__Output {}
