// Original file: proto/switchboard/v1/template.proto

import type {
  TemplateCategory as _switchboard_v1_TemplateCategory,
  TemplateCategory__Output as _switchboard_v1_TemplateCategory__Output,
} from '../../switchboard/v1/TemplateCategory.ts';
import type {
  TemplateParameterFormat as _switchboard_v1_TemplateParameterFormat,
  TemplateParameterFormat__Output as _switchboard_v1_TemplateParameterFormat__Output,
} from '../../switchboard/v1/TemplateParameterFormat.ts';
import type {
  TemplateHeader as _switchboard_v1_TemplateHeader,
  TemplateHeader__Output as _switchboard_v1_TemplateHeader__Output,
} from '../../switchboard/v1/TemplateHeader.ts';
import type {
  TemplateButton as _switchboard_v1_TemplateButton,
  TemplateButton__Output as _switchboard_v1_TemplateButton__Output,
} from '../../switchboard/v1/TemplateButton.ts';

export interface TemplateDefinition {
  name?: string;
  language?: string;
  category?: _switchboard_v1_TemplateCategory;
  parameterFormat?: _switchboard_v1_TemplateParameterFormat;
  header?: _switchboard_v1_TemplateHeader | null;
  body?: string;
  footer?: string;
  buttons?: _switchboard_v1_TemplateButton[];
  samples?: { [key: string]: string };
}

export interface TemplateDefinition__Output {
  name: string;
  language: string;
  category: _switchboard_v1_TemplateCategory__Output;
  parameterFormat: _switchboard_v1_TemplateParameterFormat__Output;
  header: _switchboard_v1_TemplateHeader__Output | null;
  body: string;
  footer: string;
  buttons: _switchboard_v1_TemplateButton__Output[];
  samples: { [key: string]: string };
}
