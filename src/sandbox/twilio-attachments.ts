// The files in a message that goes out by Twilio: named by URL, and fetched after the message was accepted.
import type { AttachedFile } from './accepted.ts';
import type { Context } from './context.ts';
import { fetchFile } from './fetching.ts';
import { essence, kindOf, largestAtTwilio, problemAtTwilio } from './file-types.ts';

export function attachmentsOf(urls: readonly string[]): AttachedFile[] {
  return urls.map((url) => ({ kind: 'document', url }));
}

const fetchFailed = 63019;
const tooLarge = 63034;

/** The code that the message fails with, or undefined. */
export async function collect({ settings }: Context, files: readonly AttachedFile[]): Promise<number | undefined> {
  for (const file of files) {
    const code = await fetchInto(file, settings.fetchTimeoutMs);
    if (code === undefined) continue;
    file.problem ??= `refused with ${code}`;
    return code;
  }
  return undefined;
}

async function fetchInto(file: AttachedFile, timeoutMs: number): Promise<number | undefined> {
  const fetched = await fetchFile(file.url ?? '', { maxBytes: largestAtTwilio, timeoutMs });
  if (fetched.type === 'unseen') return undefined;
  if (fetched.type === 'failed') {
    file.problem = fetched.why;
    return fetched.tooLarge === true ? tooLarge : fetchFailed;
  }
  const { contentType, size, sha256, sniffed } = fetched.file;
  Object.assign(file, { kind: kindOf(contentType), contentType, size, sha256 });
  if (sniffed === undefined || sniffed === essence(contentType)) return problemAtTwilio(fetched.file);
  file.problem = `served as ${contentType}, but it is ${sniffed}`;
  return fetchFailed;
}
