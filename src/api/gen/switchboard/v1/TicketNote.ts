// Original file: proto/switchboard/v1/ticket.proto

import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface TicketNote {
  id?: string;
  ticketId?: string;
  author?: string;
  text?: string;
  createdAt?: _google_protobuf_Timestamp | null;
}

export interface TicketNote__Output {
  id: string;
  ticketId: string;
  author: string;
  text: string;
  createdAt: _google_protobuf_Timestamp__Output | null;
}
