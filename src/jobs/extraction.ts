// Has a language model read what people wrote, while their conversations wait. The job says whose turn it is; the model is
// asked outside any transaction, a few texts at a time, and its answer stored with the wake-up of intake.
//
// Nothing is repeated and nothing gets stuck: when a process dies, or the model has no answer, the message's hold ends, and the
// flow asks the person instead.
import type { ExtractionOutcome } from '../intake/extractor.ts';
import { finishExtraction, listAwaitedExtractions, type AwaitedExtraction } from '../store/extractions.ts';
import type { JobContext, JobDefinition } from './job.ts';

const atOnce = 16;

export const extractionJob: JobDefinition<'extraction'> = {
  batchSize: 20,
  retryLimit: 3,
  expireInSeconds: 15,
  start: (context) => {
    const readings = createReadings(context);
    return {
      handle: async (jobs, trx) => {
        const texts = await listAwaitedExtractions(
          trx,
          jobs.map((job) => job.data),
        );
        return { afterCommit: () => readings.begin(texts) };
      },
      drained: () => readings.idle(),
    };
  },
};

type Outcome = ExtractionOutcome | { result: 'failed'; error: unknown };

function createReadings(context: JobContext) {
  const waiting: { said: AwaitedExtraction; until: number }[] = [];
  const inFlight = new Set<Promise<void>>();
  const start = (said: AwaitedExtraction) => {
    const work = perform(context, said).finally(() => {
      inFlight.delete(work);
      startAll();
    });
    inFlight.add(work);
  };
  const startAll = () => {
    while (inFlight.size < atOnce) {
      const next = waiting.shift();
      if (!next) return;
      if (performance.now() < next.until) start(next.said);
      else context.metrics.extractions.inc({ result: 'late' });
    }
  };
  return {
    /** Returns at once. */
    begin: (texts: readonly AwaitedExtraction[]) => {
      const now = performance.now();
      waiting.push(...texts.map((said) => ({ said, until: now + said.waitsMs })));
      startAll();
    },
    /** Gives up what waits for its turn; resolves when nothing is in flight. */
    idle: async () => {
      waiting.length = 0;
      while (inFlight.size > 0) await Promise.allSettled(inFlight);
    },
  };
}

async function perform(context: JobContext, said: AwaitedExtraction): Promise<void> {
  const { log, metrics } = context;
  const outcome = await read(context, said.text);
  if ('error' in outcome) log.warn({ err: outcome.error, trace_id: said.messageId }, 'a language model gave no answer');
  try {
    const wasAwaited = await record(context, said, outcome);
    metrics.extractions.inc({ result: wasAwaited ? outcome.result : 'late' });
  } catch (err) {
    log.error({ err, trace_id: said.messageId }, 'what a model made of a text was not stored');
  }
}

async function read({ extract, metrics }: JobContext, text: string): Promise<Outcome> {
  if (!extract) return { result: 'failed', error: new Error('no language model is configured for this worker') };
  const observed = metrics.extractionSeconds.startTimer();
  const outcome = await extract(text).catch((error: unknown) => ({ result: 'failed' as const, error }));
  if (outcome.result !== 'refused') observed();
  return outcome;
}

function record({ db, queue }: JobContext, said: AwaitedExtraction, outcome: Outcome): Promise<boolean> {
  const extraction = outcome.result === 'used' ? outcome.extraction : undefined;
  return db.transaction().execute(async (trx) => {
    if (!(await finishExtraction(trx, said, extraction))) return false;
    await queue.enqueue(trx, [{ queue: 'intake', data: { conversationId: said.conversationId } }]);
    return true;
  });
}
