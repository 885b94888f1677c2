// Original file: proto/switchboard/v1/content.proto

export interface MediaSource {
  mediaId?: string;
  link?: string;
  source?: 'mediaId' | 'link';
}

export interface MediaSource__Output {
  mediaId?: string;
  link?: string;
  source?: 'mediaId' | 'link';
}
