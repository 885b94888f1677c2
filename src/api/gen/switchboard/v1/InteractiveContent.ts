// Original file: proto/switchboard/v1/content.proto

import type {
  MediaSource as _switchboard_v1_MediaSource,
  MediaSource__Output as _switchboard_v1_MediaSource__Output,
} from '../../switchboard/v1/MediaSource.ts';

export interface _switchboard_v1_InteractiveContent_Buttons_Button {
  id?: string;
  title?: string;
}

export interface _switchboard_v1_InteractiveContent_Buttons_Button__Output {
  id: string;
  title: string;
}

export interface _switchboard_v1_InteractiveContent_Buttons {
  buttons?: _switchboard_v1_InteractiveContent_Buttons_Button[];
}

export interface _switchboard_v1_InteractiveContent_Buttons__Output {
  buttons: _switchboard_v1_InteractiveContent_Buttons_Button__Output[];
}

export interface _switchboard_v1_InteractiveContent_Flow {
  flowId?: string;
  title?: string;
  flowToken?: string;
}

export interface _switchboard_v1_InteractiveContent_Flow__Output {
  flowId: string;
  title: string;
  flowToken: string;
}

export interface _switchboard_v1_InteractiveContent_Header {
  text?: string;
  image?: _switchboard_v1_MediaSource | null;
  video?: _switchboard_v1_MediaSource | null;
  document?: _switchboard_v1_MediaSource | null;
  content?: 'text' | 'image' | 'video' | 'document';
}

export interface _switchboard_v1_InteractiveContent_Header__Output {
  text?: string;
  image?: _switchboard_v1_MediaSource__Output | null;
  video?: _switchboard_v1_MediaSource__Output | null;
  document?: _switchboard_v1_MediaSource__Output | null;
  content?: 'text' | 'image' | 'video' | 'document';
}

export interface _switchboard_v1_InteractiveContent_Link {
  title?: string;
  url?: string;
}

export interface _switchboard_v1_InteractiveContent_Link__Output {
  title: string;
  url: string;
}

export interface _switchboard_v1_InteractiveContent_List {
  button?: string;
  sections?: _switchboard_v1_InteractiveContent_List_Section[];
}

export interface _switchboard_v1_InteractiveContent_List__Output {
  button: string;
  sections: _switchboard_v1_InteractiveContent_List_Section__Output[];
}

export interface _switchboard_v1_InteractiveContent_LocationRequest {}

export interface _switchboard_v1_InteractiveContent_LocationRequest__Output {}

export interface _switchboard_v1_InteractiveContent_List_Row {
  id?: string;
  title?: string;
  description?: string;
}

export interface _switchboard_v1_InteractiveContent_List_Row__Output {
  id: string;
  title: string;
  description: string;
}

export interface _switchboard_v1_InteractiveContent_List_Section {
  title?: string;
  rows?: _switchboard_v1_InteractiveContent_List_Row[];
}

export interface _switchboard_v1_InteractiveContent_List_Section__Output {
  title: string;
  rows: _switchboard_v1_InteractiveContent_List_Row__Output[];
}

export interface InteractiveContent {
  header?: _switchboard_v1_InteractiveContent_Header | null;
  body?: string;
  footer?: string;
  buttons?: _switchboard_v1_InteractiveContent_Buttons | null;
  list?: _switchboard_v1_InteractiveContent_List | null;
  link?: _switchboard_v1_InteractiveContent_Link | null;
  locationRequest?: _switchboard_v1_InteractiveContent_LocationRequest | null;
  flow?: _switchboard_v1_InteractiveContent_Flow | null;
  action?: 'buttons' | 'list' | 'link' | 'locationRequest' | 'flow';
}

export interface InteractiveContent__Output {
  header: _switchboard_v1_InteractiveContent_Header__Output | null;
  body: string;
  footer: string;
  buttons?: _switchboard_v1_InteractiveContent_Buttons__Output | null;
  list?: _switchboard_v1_InteractiveContent_List__Output | null;
  link?: _switchboard_v1_InteractiveContent_Link__Output | null;
  locationRequest?: _switchboard_v1_InteractiveContent_LocationRequest__Output | null;
  flow?: _switchboard_v1_InteractiveContent_Flow__Output | null;
  action?: 'buttons' | 'list' | 'link' | 'locationRequest' | 'flow';
}
