// What messages that failed for good mean beyond themselves: a channel that is to be left alone, a person who wants no
// more, a text that may still go by SMS, a file that is not what its provider took it for. The same whether the failure came
// with the answer or with a receipt.
import { optOutOf, pausesChannel, type Failure } from '../domain/failure.ts';
import type { NextJob } from '../domain/job.ts';
import type { Trx } from '../platform/db.ts';
import { pauseAfterFailures } from '../store/channel-pauses.ts';
import { forgetUploadsOf } from '../store/media-uploads.ts';
import { recordOptOuts } from '../store/opt-outs.ts';
import type { JobContext } from './job.ts';

export interface FailedMessage {
  messageId: string;
  conversationId: string;
  channelId: string;
  failure: Failure;
}

export async function followFailures(
  context: JobContext,
  trx: Trx,
  failed: readonly FailedMessage[],
): Promise<NextJob[]> {
  if (failed.length === 0) return [];
  const now = context.clock.now();
  await recordOptOuts(
    trx,
    failed.flatMap(({ conversationId, failure }) => {
      const optOut = optOutOf(failure);
      return optOut ? [{ conversationId, optOut }] : [];
    }),
    now,
  );
  await forgetUploadsOf(
    trx,
    failed.filter(({ failure }) => failure.kind === 'media'),
  );
  const pauses = failed.flatMap(({ channelId, failure: { kind, code, text } }) =>
    pausesChannel(kind) ? [{ channelId, kind, code, text }] : [],
  );
  for (const [channelId, until] of await pauseAfterFailures(trx, pauses, now))
    context.log.error({ channel: channelId, until }, 'channel paused');
  return failed.flatMap(({ messageId, channelId, failure }): NextJob[] => {
    if (failure.kind !== 'recipient' || !context.channels.findById(channelId)?.smsChannelId) return [];
    return [{ queue: 'fallback', data: { messageId } }];
  });
}
