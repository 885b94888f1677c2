import type { tickets as english } from '../en/tickets.ts';

export const tickets: { readonly [key in keyof typeof english]: string } = {};
