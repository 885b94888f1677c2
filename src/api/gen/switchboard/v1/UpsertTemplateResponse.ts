// Original file: proto/switchboard/v1/template_service.proto

import type {
  Template as _switchboard_v1_Template,
  Template__Output as _switchboard_v1_Template__Output,
} from '../../switchboard/v1/Template.ts';

export interface UpsertTemplateResponse {
  template?: _switchboard_v1_Template | null;
}

export interface UpsertTemplateResponse__Output {
  template: _switchboard_v1_Template__Output | null;
}
