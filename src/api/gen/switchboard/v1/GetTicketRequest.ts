// Original file: proto/switchboard/v1/ticket_service.proto

export interface GetTicketRequest {
  ticketId?: string;
  number?: string;
  ticket?: 'ticketId' | 'number';
}

export interface GetTicketRequest__Output {
  ticketId?: string;
  number?: string;
  ticket?: 'ticketId' | 'number';
}
