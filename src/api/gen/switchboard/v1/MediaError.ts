// Original file: proto/switchboard/v1/media.proto

export interface MediaError {
  code?: string;
  text?: string;
}

export interface MediaError__Output {
  code: string;
  text: string;
}
