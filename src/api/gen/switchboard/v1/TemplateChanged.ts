// Original file: proto/switchboard/v1/event.proto

import type {
  TemplateStatus as _switchboard_v1_TemplateStatus,
  TemplateStatus__Output as _switchboard_v1_TemplateStatus__Output,
} from '../../switchboard/v1/TemplateStatus.ts';
import type {
  TemplateCategory as _switchboard_v1_TemplateCategory,
  TemplateCategory__Output as _switchboard_v1_TemplateCategory__Output,
} from '../../switchboard/v1/TemplateCategory.ts';

export interface TemplateChanged {
  templateId?: string;
  name?: string;
  language?: string;
  status?: _switchboard_v1_TemplateStatus;
  category?: _switchboard_v1_TemplateCategory;
  quality?: string;
  reason?: string;
}

export interface TemplateChanged__Output {
  templateId: string;
  name: string;
  language: string;
  status: _switchboard_v1_TemplateStatus__Output;
  category: _switchboard_v1_TemplateCategory__Output;
  quality: string;
  reason: string;
}
