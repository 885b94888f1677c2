// Original file: proto/switchboard/v1/template.proto

export const TemplateParameterFormat = {
  TEMPLATE_PARAMETER_FORMAT_UNSPECIFIED: 'TEMPLATE_PARAMETER_FORMAT_UNSPECIFIED',
  TEMPLATE_PARAMETER_FORMAT_POSITIONAL: 'TEMPLATE_PARAMETER_FORMAT_POSITIONAL',
  TEMPLATE_PARAMETER_FORMAT_NAMED: 'TEMPLATE_PARAMETER_FORMAT_NAMED',
} as const;

export type TemplateParameterFormat =
  | 'TEMPLATE_PARAMETER_FORMAT_UNSPECIFIED'
  | 0
  | 'TEMPLATE_PARAMETER_FORMAT_POSITIONAL'
  | 1
  | 'TEMPLATE_PARAMETER_FORMAT_NAMED'
  | 2;

export type TemplateParameterFormat__Output = (typeof TemplateParameterFormat)[keyof typeof TemplateParameterFormat];
