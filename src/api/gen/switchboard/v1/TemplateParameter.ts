// Original file: proto/switchboard/v1/content.proto

import type {
  MediaSource as _switchboard_v1_MediaSource,
  MediaSource__Output as _switchboard_v1_MediaSource__Output,
} from '../../switchboard/v1/MediaSource.ts';
import type {
  LocationContent as _switchboard_v1_LocationContent,
  LocationContent__Output as _switchboard_v1_LocationContent__Output,
} from '../../switchboard/v1/LocationContent.ts';
import type { Long } from '@grpc/proto-loader';

export interface _switchboard_v1_TemplateParameter_Currency {
  code?: string;
  amount_1000?: number | string | Long;
  fallback?: string;
}

export interface _switchboard_v1_TemplateParameter_Currency__Output {
  code: string;
  amount_1000: string;
  fallback: string;
}

export interface TemplateParameter {
  name?: string;
  text?: string;
  currency?: _switchboard_v1_TemplateParameter_Currency | null;
  dateTime?: string;
  image?: _switchboard_v1_MediaSource | null;
  video?: _switchboard_v1_MediaSource | null;
  document?: _switchboard_v1_MediaSource | null;
  location?: _switchboard_v1_LocationContent | null;
  buttonPayload?: string;
  couponCode?: string;
  value?:
    | 'text'
    | 'currency'
    | 'dateTime'
    | 'image'
    | 'video'
    | 'document'
    | 'location'
    | 'buttonPayload'
    | 'couponCode';
}

export interface TemplateParameter__Output {
  name: string;
  text?: string;
  currency?: _switchboard_v1_TemplateParameter_Currency__Output | null;
  dateTime?: string;
  image?: _switchboard_v1_MediaSource__Output | null;
  video?: _switchboard_v1_MediaSource__Output | null;
  document?: _switchboard_v1_MediaSource__Output | null;
  location?: _switchboard_v1_LocationContent__Output | null;
  buttonPayload?: string;
  couponCode?: string;
  value?:
    | 'text'
    | 'currency'
    | 'dateTime'
    | 'image'
    | 'video'
    | 'document'
    | 'location'
    | 'buttonPayload'
    | 'couponCode';
}
