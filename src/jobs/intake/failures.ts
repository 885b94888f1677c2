// Messages that their flow cannot handle. A flow is pure, so a failure is a bug: a few attempts in case the code is mended
// meanwhile, then the message is set aside and the conversation goes on without it.
import { newId } from '../../domain/ids.ts';
import { speaker } from '../../intake/locales/index.ts';
import type { JobContext } from '../job.ts';
import type { Handled } from './handled.ts';

const maxAttempts = 5;
const retryDelayMs = [1_000, 5_000, 30_000, 120_000];

/** The message is set aside now. */
export function isGivenUp(one: Handled): boolean {
  return one.run.failure !== undefined && attemptsBefore(one) + 1 >= maxAttempts;
}

/** Until the message is tried again, or the one behind it gets its turn. */
export function retryInMs(one: Handled): number {
  return isGivenUp(one) ? 0 : (retryDelayMs[attemptsBefore(one)] ?? 0);
}

/** A person whose message is given up is told so: silence would have them wait. */
export function toApology(one: Handled) {
  if (!isGivenUp(one) || one.flow === '') return [];
  const { conversation, language, timeZone, run } = one;
  const words = speaker(language, timeZone)('dialogue.not_kept');
  return [
    {
      id: newId(),
      tenantId: conversation.tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      content: { kind: 'text', text: words } as const,
      causedById: run.failure!.messageId,
    },
  ];
}

/** For the inbox, and logged. */
export function toFailure(context: JobContext, one: Handled) {
  const { conversation, run } = one;
  if (!run.failure) return [];
  const { messageId, error } = run.failure;
  const dead = isGivenUp(one);
  context.log.error(
    { err: error, trace_id: messageId, conversation: conversation.id, dead },
    'a flow failed on a message',
  );
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  return [{ conversationId: conversation.id, messageId, error: cause, dead }];
}

function attemptsBefore({ messages, run }: Handled): number {
  return messages.find(({ id }) => id === run.failure?.messageId)?.attempts ?? 0;
}
