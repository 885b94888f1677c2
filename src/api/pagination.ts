// Pages: how large, and the opaque token that says where the next one begins.
import { createHash } from 'node:crypto';
import { isId } from '../domain/ids.ts';
import type { Fields } from './fields.ts';

const defaultSize = 50;
const largestSize = 200;

export function pageSize(fields: Fields, value: number): number {
  if (value < 0) fields.wrong('page_size', 'is negative');
  return value === 0 ? defaultSize : Math.min(value, largestSize);
}

/**
 * A token for where a page ended. It is valid for the same query only: `query` holds the tenant, the method and every
 * parameter that decides what is listed. The digest is no secret, it catches mistakes; row-level security guards the rows.
 */
export function pageToken(query: unknown, cursor: readonly string[]): string {
  return Buffer.from(JSON.stringify([...cursor, digest(query, cursor)])).toString('base64url');
}

/** The cursor in a token; undefined for the first page. */
export function readPageToken(fields: Fields, query: unknown, token: string): string[] | undefined {
  if (token === '') return undefined;
  const cursor = parseToken(query, token);
  if (!cursor) fields.wrong('page_token', 'is not a token of this query');
  return cursor;
}

/** Of a list in order of time: the cursor's instant, exact and as text, and the id that breaks ties. */
export function readTimeCursor(fields: Fields, cursor: string[] | undefined): { at: string; id: string } | undefined {
  if (!cursor) return undefined;
  const [at = '', id = ''] = cursor;
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (!isTime || !isId(id)) fields.wrong('page_token', 'is not a token');
  return { at, id };
}

function parseToken(query: unknown, token: string): string[] | undefined {
  if (token.length > 1_000 || !/^[\w-]+$/.test(token)) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return undefined;
    const cursor = parts.slice(0, -1);
    return parts.at(-1) === digest(query, cursor) ? cursor : undefined;
  } catch {
    return undefined;
  }
}

function digest(query: unknown, cursor: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([query, cursor]))
    .digest('base64url')
    .slice(0, 16);
}
