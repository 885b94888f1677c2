// Original file: proto/switchboard/v1/content.proto

import type {
  TemplateParameter as _switchboard_v1_TemplateParameter,
  TemplateParameter__Output as _switchboard_v1_TemplateParameter__Output,
} from '../../switchboard/v1/TemplateParameter.ts';

// Original file: proto/switchboard/v1/content.proto

export const _switchboard_v1_TemplateComponent_Part = {
  PART_UNSPECIFIED: 'PART_UNSPECIFIED',
  PART_HEADER: 'PART_HEADER',
  PART_BODY: 'PART_BODY',
  PART_BUTTON: 'PART_BUTTON',
} as const;

export type _switchboard_v1_TemplateComponent_Part =
  | 'PART_UNSPECIFIED'
  | 0
  | 'PART_HEADER'
  | 1
  | 'PART_BODY'
  | 2
  | 'PART_BUTTON'
  | 3;

export type _switchboard_v1_TemplateComponent_Part__Output =
  (typeof _switchboard_v1_TemplateComponent_Part)[keyof typeof _switchboard_v1_TemplateComponent_Part];

export interface TemplateComponent {
  part?: _switchboard_v1_TemplateComponent_Part;
  buttonIndex?: number;
  parameters?: _switchboard_v1_TemplateParameter[];
}

export interface TemplateComponent__Output {
  part: _switchboard_v1_TemplateComponent_Part__Output;
  buttonIndex: number;
  parameters: _switchboard_v1_TemplateParameter__Output[];
}
