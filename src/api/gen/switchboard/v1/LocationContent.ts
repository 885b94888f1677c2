// Original file: proto/switchboard/v1/content.proto

export interface LocationContent {
  latitude?: number | string;
  longitude?: number | string;
  name?: string;
  address?: string;
}

export interface LocationContent__Output {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}
