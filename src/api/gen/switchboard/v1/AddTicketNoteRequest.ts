// Original file: proto/switchboard/v1/ticket_service.proto

export interface AddTicketNoteRequest {
  ticketId?: string;
  number?: string;
  author?: string;
  text?: string;
  requestId?: string;
  ticket?: 'ticketId' | 'number';
}

export interface AddTicketNoteRequest__Output {
  ticketId?: string;
  number?: string;
  author: string;
  text: string;
  requestId: string;
  ticket?: 'ticketId' | 'number';
}
