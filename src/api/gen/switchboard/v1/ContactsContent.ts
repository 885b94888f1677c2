// Original file: proto/switchboard/v1/content.proto

export interface _switchboard_v1_ContactsContent_Card {
  formattedName?: string;
  firstName?: string;
  lastName?: string;
  organization?: string;
  phones?: _switchboard_v1_ContactsContent_Card_Phone[];
  emails?: _switchboard_v1_ContactsContent_Card_Email[];
  urls?: _switchboard_v1_ContactsContent_Card_Url[];
}

export interface _switchboard_v1_ContactsContent_Card__Output {
  formattedName: string;
  firstName: string;
  lastName: string;
  organization: string;
  phones: _switchboard_v1_ContactsContent_Card_Phone__Output[];
  emails: _switchboard_v1_ContactsContent_Card_Email__Output[];
  urls: _switchboard_v1_ContactsContent_Card_Url__Output[];
}

export interface _switchboard_v1_ContactsContent_Card_Email {
  email?: string;
  type?: string;
}

export interface _switchboard_v1_ContactsContent_Card_Email__Output {
  email: string;
  type: string;
}

export interface _switchboard_v1_ContactsContent_Card_Phone {
  phone?: string;
  type?: string;
}

export interface _switchboard_v1_ContactsContent_Card_Phone__Output {
  phone: string;
  type: string;
}

export interface _switchboard_v1_ContactsContent_Card_Url {
  url?: string;
  type?: string;
}

export interface _switchboard_v1_ContactsContent_Card_Url__Output {
  url: string;
  type: string;
}

export interface ContactsContent {
  contacts?: _switchboard_v1_ContactsContent_Card[];
}

export interface ContactsContent__Output {
  contacts: _switchboard_v1_ContactsContent_Card__Output[];
}
