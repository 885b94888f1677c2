// Writes what became of a file: the row, the event, and the wake-ups of what waited for it, in one transaction.
import { isTransient, type Trx } from '../../platform/db.ts';
import { recordEvents } from '../../store/events.ts';
import type { MediaStatus } from '../../domain/media.ts';
import type { NextJob } from '../../domain/job.ts';
import { saveFile, type MediaFile } from '../../store/media.ts';
import {
  getConversation,
  giveBackMedia,
  markFailed,
  markReady,
  postponeMedia,
  releaseHold,
  setThumbnails,
  setTranscript,
  setVoiceNoteBody,
  type ClaimedMedia,
  type MediaProblem,
  type TranscriptResult,
} from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';
import type { LookOutcome } from './look.ts';
import { nextStep, type Again, type FetchOutcome, type NextStep } from './outcome.ts';

type Stored = Extract<FetchOutcome, { type: 'stored' }>;
type Postponement = Extract<NextStep, { type: 'postpone' }>;

/** Returns the file that stands when it is stored. */
export async function recordFetch(
  context: JobContext,
  claim: ClaimedMedia,
  outcome: FetchOutcome,
): Promise<MediaFile | undefined> {
  switch (outcome.type) {
    case 'stored':
      return recordStored(context, claim, outcome);
    case 'again':
      await recordAgain(context, claim, outcome);
      return undefined;
    case 'lost':
      await recordLost(context, claim, outcome.problem);
      return undefined;
    case 'interrupted':
      await giveBack(context, claim);
      return undefined;
  }
}

async function recordStored(context: JobContext, claim: ClaimedMedia, outcome: Stored): Promise<MediaFile | undefined> {
  const standing = await inTransaction(context, async (trx) => {
    const file = await saveFile(trx, outcome.file);
    if (!(await markReady(trx, claim, file.id, outcome.declaredType))) throw new ClaimLost();
    const placed = await present(trx, claim);
    await announce(trx, placed, 'ready');
    await context.queue.enqueue(trx, claim.origin === 'link' ? wakeOutbound(placed) : []);
    return file;
  }).catch(ignoreLostClaim);
  if (!standing) return undefined;
  const { uploaded, file } = outcome;
  context.metrics.mediaDownloads.inc({ status: uploaded ? 'stored' : 'duplicate' });
  context.log.info({ media: claim.id, bytes: file.size, type: file.contentType }, 'file stored');
  if (uploaded && standing.objectKey !== file.objectKey) await removeObjects(context, outcome);
  return standing;
}

// Whoever brought the same bytes in the same moment keeps them elsewhere.
async function removeObjects(context: JobContext, { file }: Stored): Promise<void> {
  const keys = [file.objectKey, ...file.thumbnails.map(({ key }) => key)];
  await Promise.all(keys.map((key) => context.objects.remove(key))).catch((err: unknown) =>
    context.log.warn({ err, key: file.objectKey }, 'an object that is not needed could not be removed'),
  );
}

async function recordAgain(context: JobContext, claim: ClaimedMedia, outcome: Again): Promise<void> {
  const step = nextStep(claim, outcome, context.clock.now(), Math.random());
  if (step.type === 'give_up') return recordLost(context, claim, step.problem);
  await postpone(context, claim, step);
  context.metrics.mediaDownloads.inc({ status: 'retried' });
  const { code } = step.problem;
  context.log.warn({ media: claim.id, code, again_at: step.notBefore }, 'a file could not be fetched yet');
}

async function postpone(context: JobContext, claim: ClaimedMedia, step: Postponement): Promise<void> {
  await inTransaction(context, async (trx) => {
    if (await postponeMedia(trx, claim, step)) await context.queue.enqueue(trx, [wakeMedia(claim, step.notBefore)]);
  });
}

async function giveBack(context: JobContext, claim: ClaimedMedia): Promise<void> {
  await inTransaction(context, async (trx) => {
    if (await giveBackMedia(trx, claim)) await context.queue.enqueue(trx, [wakeMedia(claim)]);
  });
}

async function recordLost(context: JobContext, claim: ClaimedMedia, problem: MediaProblem): Promise<void> {
  await inTransaction(context, async (trx) => {
    if (!(await markFailed(trx, claim, problem))) return;
    const placed = await present(trx, claim);
    await announce(trx, placed, 'failed');
    if (claim.origin === 'link') await context.queue.enqueue(trx, wakeOutbound(placed));
    if (claim.awaitsTranscript) await release(context, trx, placed);
  });
  context.metrics.mediaDownloads.inc({ status: 'failed' });
  context.log.warn({ media: claim.id, code: problem.code }, 'a file was given up');
}

/** The words, or that there are none, and the conversation goes on. */
export async function recordTranscript(
  context: JobContext,
  claim: ClaimedMedia,
  result: TranscriptResult,
): Promise<void> {
  await inTransaction(context, async (trx) => {
    if (!(await setTranscript(trx, claim, result))) return;
    if (claim.messageId && result.text) await setVoiceNoteBody(trx, claim.messageId, result.text);
    const placed = await present(trx, claim);
    await release(context, trx, placed);
    await announce(trx, placed, 'ready');
  });
  context.metrics.transcripts.inc({ result: result.status });
}

/** The thumbnails, or that there will be none: the file is as usable without. */
export async function recordLook(context: JobContext, claim: ClaimedMedia, outcome: LookOutcome): Promise<void> {
  if (outcome.type === 'interrupted') return giveBack(context, claim);
  if (outcome.type === 'again') {
    const step = nextStep(claim, outcome, context.clock.now(), Math.random());
    if (step.type === 'postpone') return postpone(context, claim, step);
  }
  const seen = outcome.type === 'made' ? outcome.seen : undefined;
  await inTransaction(context, async (trx) => {
    if ((await setThumbnails(trx, claim, seen)) && seen) await announce(trx, await present(trx, claim), 'ready');
  });
}

/** The claim with the conversation that the file belongs to now, once the claim is known to hold. */
async function present(trx: Trx, claim: ClaimedMedia): Promise<ClaimedMedia> {
  return { ...claim, conversationId: await getConversation(trx, claim) };
}

async function release(context: JobContext, trx: Trx, { conversationId, messageId }: ClaimedMedia): Promise<void> {
  if (!conversationId || !messageId) return;
  await releaseHold(trx, conversationId, messageId);
  await context.queue.enqueue(trx, [{ queue: 'intake', data: { conversationId } }]);
}

async function announce(trx: Trx, claim: ClaimedMedia, status: MediaStatus): Promise<void> {
  const { id: mediaId, tenantId, conversationId, messageId } = claim;
  const about = { ...(conversationId ? { conversationId } : {}), ...(messageId ? { messageId } : {}) };
  await recordEvents(trx, [{ tenantId, type: 'media_changed', ...about, data: { mediaId, status } }]);
}

function wakeOutbound({ conversationId }: ClaimedMedia): NextJob[] {
  return conversationId ? [{ queue: 'outbound', data: { conversationId } }] : [];
}

function wakeMedia({ id }: ClaimedMedia, startAt?: Date): NextJob {
  return { queue: 'media', data: { mediaId: id }, ...(startAt ? { startAt } : {}) };
}

/** Another worker took over: nothing of this attempt may be written. */
class ClaimLost extends Error {}

function ignoreLostClaim(error: unknown): undefined {
  if (!(error instanceof ClaimLost)) throw error;
}

const tries = 6;

async function inTransaction<T>(context: JobContext, write: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await context.db.transaction().execute(write);
    } catch (error) {
      if (attempt === tries || !isTransient(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt * (0.5 + Math.random())));
    }
  }
}
