// Fetches URLs that strangers gave, and only when that is safe.
import type { Readable } from 'node:stream';

/** The URL may not be fetched, or its host did not give the file. Says why, for the caller to read; never the address behind it. */
export class UrlRefused extends Error {
  override name = 'UrlRefused';
  /** Whether it may be different a little later: the host was down, or slow. */
  readonly passing: boolean;

  constructor(message: string, passing = false) {
    super(message);
    this.passing = passing;
  }
}

export interface FetchedUrl {
  /** Destroyed with UrlRefused when it grows beyond the limit or takes too long. */
  stream: Readable;
  contentType: string | undefined;
  /** As announced. */
  size: number | undefined;
}

export interface FetchLimits {
  maxBytes: number;
  /** From the first byte asked for to the last one received. */
  timeoutMs: number;
}

/** Throws UrlRefused. */
export type SafeFetch = (url: string, limits: FetchLimits) => Promise<FetchedUrl>;
