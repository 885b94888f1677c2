// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  TicketNote as _switchboard_v1_TicketNote,
  TicketNote__Output as _switchboard_v1_TicketNote__Output,
} from '../../switchboard/v1/TicketNote.ts';

export interface AddTicketNoteResponse {
  note?: _switchboard_v1_TicketNote | null;
}

export interface AddTicketNoteResponse__Output {
  note: _switchboard_v1_TicketNote__Output | null;
}
