// Messages whose answer needs what a language model makes of them: asked about, and held meanwhile.
import type { NextJob } from '../../domain/job.ts';
import { extractionWaitMs } from '../../intake/extractor.ts';
import type { Trx } from '../../platform/db.ts';
import { askExtractions } from '../../store/extractions.ts';
import type { Handled } from './handled.ts';

/** Whoever brings the answer wakes intake; the end of the hold does so at the latest. */
export async function askModel(trx: Trx, handled: readonly Handled[]): Promise<NextJob[]> {
  const questions = handled.flatMap(({ conversation, run }) => {
    if (!('waiting' in run) || !run.waiting) return [];
    const { messageId, text } = run.waiting;
    return [{ conversationId: conversation.id, messageId, text }];
  });
  // The real clock: it is the database that ends a hold.
  const holdUntil = new Date(Date.now() + extractionWaitMs);
  await askExtractions(trx, questions, holdUntil);
  return questions.flatMap(({ conversationId, messageId }): NextJob[] => [
    { queue: 'extraction', data: { conversationId, messageId } },
    { queue: 'intake', data: { conversationId }, startAt: holdUntil },
  ]);
}
