// Fetches the files that the platform names by link, as the providers do: bounded in size and time, judged by what comes.
// Only loopback is reached for: a file of anywhere else counts as fetched, unseen.
import { createHash } from 'node:crypto';
import { headBytes, isAnimatedWebp, sniffed } from './file-types.ts';
import type { Measured } from './file-types.ts';

export interface FetchedFile extends Measured {
  /** Hexadecimal. */
  sha256: string;
  /** What the bytes say they are, where they say something. */
  sniffed: string | undefined;
}

export type Fetched =
  | { type: 'fetched'; file: FetchedFile }
  | { type: 'failed'; why: string; tooLarge?: true }
  | { type: 'unseen' };

export interface FetchBounds {
  maxBytes: number;
  timeoutMs: number;
}

export async function fetchFile(url: string, { maxBytes, timeoutMs }: FetchBounds): Promise<Fetched> {
  if (!isLoopback(url)) return { type: 'unseen' };
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || !response.body) return { type: 'failed', why: `HTTP ${response.status}` };
    const contentType = response.headers.get('content-type') ?? '';
    return await measured(response.body, contentType, maxBytes);
  } catch (error) {
    return { type: 'failed', why: error instanceof Error ? error.name : 'unknown' };
  }
}

async function measured(body: ReadableStream<Uint8Array>, contentType: string, maxBytes: number): Promise<Fetched> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) return { type: 'failed', why: `larger than ${maxBytes} bytes`, tooLarge: true };
    hash.update(chunk);
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
  }
  if (size === 0) return { type: 'failed', why: 'empty' };
  const file = {
    contentType,
    size,
    sha256: hash.digest('hex'),
    animated: isAnimatedWebp(head),
    sniffed: sniffed(head),
  };
  return { type: 'fetched', file };
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
