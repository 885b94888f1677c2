// Original file: proto/switchboard/v1/media_service.proto

import type {
  UploadMetadata as _switchboard_v1_UploadMetadata,
  UploadMetadata__Output as _switchboard_v1_UploadMetadata__Output,
} from '../../switchboard/v1/UploadMetadata.ts';

export interface UploadMediaRequest {
  metadata?: _switchboard_v1_UploadMetadata | null;
  chunk?: Buffer | Uint8Array | string;
  part?: 'metadata' | 'chunk';
}

export interface UploadMediaRequest__Output {
  metadata?: _switchboard_v1_UploadMetadata__Output | null;
  chunk?: Buffer;
  part?: 'metadata' | 'chunk';
}
