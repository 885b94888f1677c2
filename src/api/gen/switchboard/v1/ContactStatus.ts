// Original file: proto/switchboard/v1/contact.proto

export const ContactStatus = {
  CONTACT_STATUS_UNSPECIFIED: 'CONTACT_STATUS_UNSPECIFIED',
  CONTACT_STATUS_ACTIVE: 'CONTACT_STATUS_ACTIVE',
  CONTACT_STATUS_INACTIVE: 'CONTACT_STATUS_INACTIVE',
  CONTACT_STATUS_UNREGISTERED: 'CONTACT_STATUS_UNREGISTERED',
} as const;

export type ContactStatus =
  | 'CONTACT_STATUS_UNSPECIFIED'
  | 0
  | 'CONTACT_STATUS_ACTIVE'
  | 1
  | 'CONTACT_STATUS_INACTIVE'
  | 2
  | 'CONTACT_STATUS_UNREGISTERED'
  | 3;

export type ContactStatus__Output = (typeof ContactStatus)[keyof typeof ContactStatus];
