// What is the same wherever a person's file is fetched from.
import type { Readable } from 'node:stream';
import { HttpFailure } from '../platform/http.ts';
import { UrlRefused } from '../platform/safe-fetch.ts';
import type { MediaDownload } from './provider.ts';

/** A failed call means no file yet. Throws what is not the network's doing. */
export function mediaTrouble(error: unknown): MediaDownload {
  if (error instanceof UrlRefused)
    return { type: 'retry', failure: { kind: 'media', code: 'url_refused', text: error.message } };
  if (!(error instanceof HttpFailure)) throw error;
  const text = 'The provider could not be reached or did not answer.';
  return { type: 'retry', failure: { kind: 'retry', code: error.code, text } };
}

/** Without parameters, in lower case. */
export function bareContentType(type: string): string | undefined {
  return type.split(';')[0]!.trim().toLowerCase() || undefined;
}

// What servers say when they mean that something is wrong, also with a 200.
const pages = /^(text\/html|application\/(problem\+)?(json|xml)|text\/xml)$/;

/** Whether an answer of this type is a page or an error in place of the file. @param expected the file's type, where it is known. */
export function poses(header: string | string[] | undefined, expected: string | undefined): boolean {
  const type = typeof header === 'string' ? bareContentType(header) : undefined;
  return type !== undefined && pages.test(type) && type !== bareContentType(expected ?? '');
}

/** Closes the connection of an answer that nobody will read. */
export function discard(body: Readable): void {
  // Breaking it off makes it fail, which is of no interest any more.
  body.on('error', () => undefined).destroy();
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export function parseUrl(text: string, base?: URL): URL | undefined {
  return URL.parse(text, base?.href) ?? undefined;
}
