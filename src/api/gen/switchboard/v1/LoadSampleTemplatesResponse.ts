// Original file: proto/switchboard/v1/template_service.proto

import type {
  Template as _switchboard_v1_Template,
  Template__Output as _switchboard_v1_Template__Output,
} from '../../switchboard/v1/Template.ts';

export interface LoadSampleTemplatesResponse {
  templates?: _switchboard_v1_Template[];
}

export interface LoadSampleTemplatesResponse__Output {
  templates: _switchboard_v1_Template__Output[];
}
