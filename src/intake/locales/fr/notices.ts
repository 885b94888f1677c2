import type { notices as english } from '../en/notices.ts';

export const notices: { readonly [key in keyof typeof english]: string } = {
  'notices.day': '{at, date, day}',
  'notices.no_day': 'à confirmer',
};
