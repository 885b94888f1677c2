// Original file: proto/switchboard/v1/contact.proto

export const AddressKind = {
  ADDRESS_KIND_UNSPECIFIED: 'ADDRESS_KIND_UNSPECIFIED',
  ADDRESS_KIND_PHONE: 'ADDRESS_KIND_PHONE',
  ADDRESS_KIND_BSUID: 'ADDRESS_KIND_BSUID',
} as const;

export type AddressKind = 'ADDRESS_KIND_UNSPECIFIED' | 0 | 'ADDRESS_KIND_PHONE' | 1 | 'ADDRESS_KIND_BSUID' | 2;

export type AddressKind__Output = (typeof AddressKind)[keyof typeof AddressKind];
