// One attempt to bring a file from where it is into our store. Every end is a value, whatever others do.
import { rm } from 'node:fs/promises';
import { largestFileBytes, longestTransferMs } from '../../domain/media.ts';
import { isTransient } from '../../platform/db.ts';
import { ObjectStoreFailure } from '../../platform/objects.ts';
import { UrlRefused } from '../../platform/safe-fetch.ts';
import type { ClaimedMedia, MediaProblem } from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';
import { keepFile } from './keep.ts';
import type { FetchOutcome } from './outcome.ts';
import { receive, type ReceivedFile, type ReceiveProblem } from './receive.ts';
import { openSource, refusedUrl, type OpenSource } from './source.ts';
import type { ThumbnailMaker } from './thumbnails.ts';

export async function fetchFile(
  context: JobContext,
  thumbnails: ThumbnailMaker,
  claim: ClaimedMedia,
  signal: AbortSignal,
): Promise<FetchOutcome> {
  try {
    return await attempt(context, thumbnails, claim, signal);
  } catch (err) {
    if (signal.aborted) return { type: 'interrupted' };
    if (err instanceof ObjectStoreFailure) {
      context.log.warn({ err, media: claim.id }, 'a file could not be stored');
      return { type: 'again', cause: 'ours', problem: problems.storage };
    }
    if (isTransient(err)) return { type: 'again', cause: 'ours', problem: problems.database };
    // A bug of ours. It may be this file's alone, so it counts as one of its flaws.
    context.log.error({ err, media: claim.id }, 'fetching a file failed');
    return { type: 'again', cause: 'content', problem: problems.internal };
  }
}

async function attempt(
  context: JobContext,
  thumbnails: ThumbnailMaker,
  claim: ClaimedMedia,
  signal: AbortSignal,
): Promise<FetchOutcome> {
  const source = await openSource(context, claim);
  if (source.type !== 'open') return source;
  if ((source.size ?? 0) > largestFileBytes) {
    // Destroying may be answered with an error, of no interest any more.
    source.stream.on('error', () => undefined).destroy();
    return { type: 'lost', problem: problems.too_large };
  }
  const options = { dir: context.workDir, maxBytes: largestFileBytes, timeoutMs: longestTransferMs, signal };
  const received = await receive(source.stream, options);
  if (received.type !== 'received') return notReceived(context, claim, received);
  const { file } = received;
  try {
    const wrong = mismatch(file, source, claim);
    if (wrong) return { type: 'again', cause: 'content', problem: wrong };
    context.metrics.mediaBytes.inc({ origin: claim.origin }, file.size);
    return await keepFile(context, thumbnails, { claim, file, source, signal });
  } finally {
    await rm(file.path, { force: true });
  }
}

const problems = {
  storage: { code: 'storage', text: 'The file could not be put into object storage.' },
  database: { code: 'database', text: 'The database could not be reached.' },
  internal: { code: 'internal', text: 'Fetching the file failed inside Switchboard.' },
  disk: { code: 'disk', text: 'The worker has no room on its disk for the file.' },
  empty: { code: 'empty', text: 'The file is empty.' },
  too_large: { code: 'too_large', text: 'The file is larger than 100 MB.' },
  too_slow: { code: 'too_slow', text: 'The file did not arrive within 5 minutes.' },
  broken: { code: 'truncated', text: 'The connection was lost before the whole file had arrived.' },
  size: { code: 'size_mismatch', text: 'The file has another size than its sender said.' },
  hash: { code: 'hash_mismatch', text: 'The file has another SHA-256 than its sender said.' },
} as const;

function notReceived(context: JobContext, claim: ClaimedMedia, problem: ReceiveProblem): FetchOutcome {
  switch (problem.type) {
    case 'interrupted':
      return { type: 'interrupted' };
    case 'too_large':
      return { type: 'lost', problem: problems.too_large };
    case 'empty':
    case 'too_slow':
      return { type: 'again', cause: 'content', problem: problems[problem.type] };
    case 'disk':
      context.log.error({ err: problem.error, media: claim.id }, 'a file could not be written to the work directory');
      return { type: 'again', cause: 'ours', problem: problems.disk };
    case 'broken':
      if (problem.error instanceof UrlRefused) return refusedUrl(problem.error);
      return { type: 'again', cause: 'source', problem: problems.broken };
  }
}

function mismatch(file: ReceivedFile, source: OpenSource, claim: ClaimedMedia): MediaProblem | undefined {
  if (source.size !== undefined && source.size !== file.size) return problems.size;
  const hashes = [source.sha256, claim.declaredSha256 ?? undefined].filter((hash) => hash !== undefined);
  return hashes.every((hash) => hash === file.sha256) ? undefined : problems.hash;
}
