// Original file: proto/switchboard/v1/template.proto

// Original file: proto/switchboard/v1/template.proto

export const _switchboard_v1_TemplateHeader_Format = {
  FORMAT_UNSPECIFIED: 'FORMAT_UNSPECIFIED',
  FORMAT_TEXT: 'FORMAT_TEXT',
  FORMAT_IMAGE: 'FORMAT_IMAGE',
  FORMAT_VIDEO: 'FORMAT_VIDEO',
  FORMAT_DOCUMENT: 'FORMAT_DOCUMENT',
  FORMAT_LOCATION: 'FORMAT_LOCATION',
} as const;

export type _switchboard_v1_TemplateHeader_Format =
  | 'FORMAT_UNSPECIFIED'
  | 0
  | 'FORMAT_TEXT'
  | 1
  | 'FORMAT_IMAGE'
  | 2
  | 'FORMAT_VIDEO'
  | 3
  | 'FORMAT_DOCUMENT'
  | 4
  | 'FORMAT_LOCATION'
  | 5;

export type _switchboard_v1_TemplateHeader_Format__Output =
  (typeof _switchboard_v1_TemplateHeader_Format)[keyof typeof _switchboard_v1_TemplateHeader_Format];

export interface TemplateHeader {
  format?: _switchboard_v1_TemplateHeader_Format;
  text?: string;
}

export interface TemplateHeader__Output {
  format: _switchboard_v1_TemplateHeader_Format__Output;
  text: string;
}
