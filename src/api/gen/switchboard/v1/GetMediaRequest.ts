// Original file: proto/switchboard/v1/media_service.proto

export interface GetMediaRequest {
  mediaId?: string;
}

export interface GetMediaRequest__Output {
  mediaId: string;
}
