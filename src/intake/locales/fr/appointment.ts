import type { appointment as english } from '../en/appointment.ts';

export const appointment: { readonly [key in keyof typeof english]: string } = {};
