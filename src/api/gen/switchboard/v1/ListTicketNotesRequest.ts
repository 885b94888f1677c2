// Original file: proto/switchboard/v1/ticket_service.proto

export interface ListTicketNotesRequest {
  ticketId?: string;
  number?: string;
  pageSize?: number;
  pageToken?: string;
  ticket?: 'ticketId' | 'number';
}

export interface ListTicketNotesRequest__Output {
  ticketId?: string;
  number?: string;
  pageSize: number;
  pageToken: string;
  ticket?: 'ticketId' | 'number';
}
