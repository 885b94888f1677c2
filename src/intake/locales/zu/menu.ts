import type { menu as english } from '../en/menu.ts';

export const menu: { readonly [key in keyof typeof english]: string } = {};
