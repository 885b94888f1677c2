import type { report as english } from '../en/report.ts';

export const report: { readonly [key in keyof typeof english]: string } = {};
