// Opens a file where it is: at the provider that a person's message came from, or at the URL that a caller gave.
import type { Readable } from 'node:stream';
import { largestFileBytes, longestTransferMs } from '../../domain/media.ts';
import { UrlRefused } from '../../platform/safe-fetch.ts';
import type { ClaimedMedia } from '../../store/media-work.ts';
import { timed } from '../api-latency.ts';
import type { JobContext } from '../job.ts';
import type { FetchOutcome } from './outcome.ts';

/** What comes, and what it is said to be. */
export interface OpenSource {
  type: 'open';
  stream: Readable;
  contentType?: string;
  size?: number;
  sha256?: string;
}

type Refusal = Extract<FetchOutcome, { type: 'again' | 'lost' }>;

export function openSource(context: JobContext, claim: ClaimedMedia): Promise<OpenSource | Refusal> {
  return claim.origin === 'link' ? openLink(context, claim) : openInbound(context, claim);
}

async function openInbound(context: JobContext, claim: ClaimedMedia): Promise<OpenSource | Refusal> {
  const { channelId, source, declaredType } = claim;
  const channel = context.channels.findById(channelId ?? '');
  if (!channel) return { type: 'again', cause: 'source', problem: noChannel };
  const provider = context.providers[channel.provider];
  const download = await timed(context, `${provider.name}.media`, () =>
    provider.openMedia(channel, source ?? '', declaredType ?? undefined),
  );
  if (download.type === 'open') return download;
  const { code, text } = download.failure;
  if (download.type === 'gone') return { type: 'lost', problem: { code, text } };
  const { retryAfterMs } = download;
  return {
    type: 'again',
    cause: 'source',
    problem: { code, text },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

const noChannel = { code: 'no_channel', text: 'The channel that the file came by does not exist.' };

async function openLink(context: JobContext, { source }: ClaimedMedia): Promise<OpenSource | Refusal> {
  try {
    const limits = { maxBytes: largestFileBytes, timeoutMs: longestTransferMs };
    const { stream, contentType } = await context.fetchUrl(source ?? '', limits);
    return { type: 'open', stream, ...(contentType === undefined ? {} : { contentType }) };
  } catch (error) {
    if (error instanceof UrlRefused) return refusedUrl(error);
    throw error;
  }
}

export function refusedUrl({ message, passing }: UrlRefused): Refusal {
  const problem = { code: passing ? 'link_failed' : 'link_refused', text: message };
  return passing ? { type: 'again', cause: 'source', problem } : { type: 'lost', problem };
}
