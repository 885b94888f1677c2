// Original file: proto/switchboard/v1/template.proto

export interface _switchboard_v1_TemplateButton_CopyCode {}

export interface _switchboard_v1_TemplateButton_CopyCode__Output {}

export interface _switchboard_v1_TemplateButton_Other {
  name?: string;
}

export interface _switchboard_v1_TemplateButton_Other__Output {
  name: string;
}

export interface _switchboard_v1_TemplateButton_PhoneNumber {
  phone?: string;
}

export interface _switchboard_v1_TemplateButton_PhoneNumber__Output {
  phone: string;
}

export interface _switchboard_v1_TemplateButton_QuickReply {}

export interface _switchboard_v1_TemplateButton_QuickReply__Output {}

export interface _switchboard_v1_TemplateButton_Url {
  url?: string;
}

export interface _switchboard_v1_TemplateButton_Url__Output {
  url: string;
}

export interface TemplateButton {
  text?: string;
  quickReply?: _switchboard_v1_TemplateButton_QuickReply | null;
  url?: _switchboard_v1_TemplateButton_Url | null;
  phoneNumber?: _switchboard_v1_TemplateButton_PhoneNumber | null;
  copyCode?: _switchboard_v1_TemplateButton_CopyCode | null;
  other?: _switchboard_v1_TemplateButton_Other | null;
  action?: 'quickReply' | 'url' | 'phoneNumber' | 'copyCode' | 'other';
}

export interface TemplateButton__Output {
  text: string;
  quickReply?: _switchboard_v1_TemplateButton_QuickReply__Output | null;
  url?: _switchboard_v1_TemplateButton_Url__Output | null;
  phoneNumber?: _switchboard_v1_TemplateButton_PhoneNumber__Output | null;
  copyCode?: _switchboard_v1_TemplateButton_CopyCode__Output | null;
  other?: _switchboard_v1_TemplateButton_Other__Output | null;
  action?: 'quickReply' | 'url' | 'phoneNumber' | 'copyCode' | 'other';
}
