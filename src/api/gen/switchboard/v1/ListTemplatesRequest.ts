// Original file: proto/switchboard/v1/template_service.proto

import type {
  TemplateStatus as _switchboard_v1_TemplateStatus,
  TemplateStatus__Output as _switchboard_v1_TemplateStatus__Output,
} from '../../switchboard/v1/TemplateStatus.ts';

export interface ListTemplatesRequest {
  channelId?: string;
  statuses?: _switchboard_v1_TemplateStatus[];
  namePrefix?: string;
  pageSize?: number;
  pageToken?: string;
}

export interface ListTemplatesRequest__Output {
  channelId: string;
  statuses: _switchboard_v1_TemplateStatus__Output[];
  namePrefix: string;
  pageSize: number;
  pageToken: string;
}
