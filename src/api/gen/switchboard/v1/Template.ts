// Original file: proto/switchboard/v1/template.proto

import type {
  TemplateDefinition as _switchboard_v1_TemplateDefinition,
  TemplateDefinition__Output as _switchboard_v1_TemplateDefinition__Output,
} from '../../switchboard/v1/TemplateDefinition.ts';
import type {
  TemplateStatus as _switchboard_v1_TemplateStatus,
  TemplateStatus__Output as _switchboard_v1_TemplateStatus__Output,
} from '../../switchboard/v1/TemplateStatus.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface Template {
  id?: string;
  provider?: string;
  account?: string;
  definition?: _switchboard_v1_TemplateDefinition | null;
  status?: _switchboard_v1_TemplateStatus;
  reason?: string;
  quality?: string;
  providerTemplateId?: string;
  updatedAt?: _google_protobuf_Timestamp | null;
  syncedAt?: _google_protobuf_Timestamp | null;
}

export interface Template__Output {
  id: string;
  provider: string;
  account: string;
  definition: _switchboard_v1_TemplateDefinition__Output | null;
  status: _switchboard_v1_TemplateStatus__Output;
  reason: string;
  quality: string;
  providerTemplateId: string;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  syncedAt: _google_protobuf_Timestamp__Output | null;
}
