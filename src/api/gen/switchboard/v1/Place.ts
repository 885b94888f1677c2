// Original file: proto/switchboard/v1/ticket.proto

export interface _switchboard_v1_Place_Point {
  latitude?: number | string;
  longitude?: number | string;
}

export interface _switchboard_v1_Place_Point__Output {
  latitude: number;
  longitude: number;
}

export interface Place {
  text?: string;
  point?: _switchboard_v1_Place_Point | null;
}

export interface Place__Output {
  text: string;
  point: _switchboard_v1_Place_Point__Output | null;
}
