// Original file: proto/switchboard/v1/template_service.proto

import type {
  TemplateDefinition as _switchboard_v1_TemplateDefinition,
  TemplateDefinition__Output as _switchboard_v1_TemplateDefinition__Output,
} from '../../switchboard/v1/TemplateDefinition.ts';

export interface UpsertTemplateRequest {
  channelId?: string;
  definition?: _switchboard_v1_TemplateDefinition | null;
  submit?: boolean;
}

export interface UpsertTemplateRequest__Output {
  channelId: string;
  definition: _switchboard_v1_TemplateDefinition__Output | null;
  submit: boolean;
}
