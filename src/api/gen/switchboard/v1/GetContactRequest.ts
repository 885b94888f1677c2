// Original file: proto/switchboard/v1/contact_service.proto

export interface GetContactRequest {
  contactId?: string;
}

export interface GetContactRequest__Output {
  contactId: string;
}
