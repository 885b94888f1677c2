// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  TicketNote as _switchboard_v1_TicketNote,
  TicketNote__Output as _switchboard_v1_TicketNote__Output,
} from '../../switchboard/v1/TicketNote.ts';

export interface ListTicketNotesResponse {
  notes?: _switchboard_v1_TicketNote[];
  nextPageToken?: string;
}

export interface ListTicketNotesResponse__Output {
  notes: _switchboard_v1_TicketNote__Output[];
  nextPageToken: string;
}
