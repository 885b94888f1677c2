// Original file: proto/switchboard/v1/content.proto

import type {
  TemplateComponent as _switchboard_v1_TemplateComponent,
  TemplateComponent__Output as _switchboard_v1_TemplateComponent__Output,
} from '../../switchboard/v1/TemplateComponent.ts';

export interface TemplateContent {
  name?: string;
  language?: string;
  components?: _switchboard_v1_TemplateComponent[];
}

export interface TemplateContent__Output {
  name: string;
  language: string;
  components: _switchboard_v1_TemplateComponent__Output[];
}
