// Works on due files, a few at a time, with places kept so that one slow provider, or one tenant's slow links, cannot take
// those of the others. What is due is in the table: whoever has a free place takes from there, not from the jobs, which
// only say that it is worth looking.
import type { ClaimedMedia } from '../../store/media-work.ts';
import { leaseMedia, lockDueMedia, renewLeases, type DueMedia } from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';
import { fetchFile } from './fetch.ts';
import { lookAtFile } from './look.ts';
import { prepareWorkDir } from './receive.ts';
import { recordFetch, recordLook, recordTranscript } from './record.ts';
import { createThumbnailMaker, type ThumbnailMaker } from './thumbnails.ts';
import { transcribeFile } from './transcript.ts';

export interface MediaDispatcher {
  /** There may be something to do. */
  wake(): void;
  /** Takes no more, and resolves when what was begun has ended: what takes long is handed to other workers. */
  drained(): Promise<void>;
}

// Each transfer needs some megabytes while it goes on.
const altogether = 8;
const perLane = 4;
const candidates = 32;
// A killed worker's files wait this long. One that lives renews well before.
const leaseMs = 20_000;
const renewEveryMs = 5_000;
const drainPatienceMs = 5_000;

export function createMediaDispatcher(context: JobContext): MediaDispatcher {
  const working = new Map<string, Working>();
  const thumbnails = createThumbnailMaker();
  let isReady = false;
  let filling: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const fill = async () => {
    if (!isReady) await prepareWorkDir(context.workDir);
    isReady = true;
    do {
      again = false;
      const claims = await claim(context, working);
      for (const one of claims) begin(one);
      if (claims.length > 0) again = true;
    } while (again && !stopped);
  };
  const wake = () => {
    again = true;
    if (stopped) return;
    filling ??= fill()
      .catch((err: unknown) => {
        again = false;
        context.log.warn({ err }, 'files could not be claimed; upkeep asks again');
      })
      .finally(() => {
        filling = undefined;
        if (again) wake();
      });
  };
  const begin = (claimed: ClaimedMedia) => {
    const abort = new AbortController();
    const done = work(context, thumbnails, claimed, abort.signal)
      .catch((err: unknown) => context.log.error({ err, media: claimed.id }, 'what became of a file was not recorded'))
      .finally(() => {
        working.delete(claimed.id);
        wake();
      });
    working.set(claimed.id, { claim: claimed, abort, done });
  };
  const renewal = setInterval(() => void renew(context, working), renewEveryMs);
  renewal.unref();
  return {
    wake,
    drained: async () => {
      stopped = true;
      await filling;
      const patience = setTimeout(() => working.forEach(({ abort }) => abort.abort()), drainPatienceMs);
      await Promise.all([...working.values()].map(({ done }) => done));
      clearTimeout(patience);
      clearInterval(renewal);
      thumbnails.close();
    },
  };
}

interface Working {
  claim: ClaimedMedia;
  abort: AbortController;
  done: Promise<void>;
}

async function claim(context: JobContext, working: ReadonlyMap<string, Working>): Promise<ClaimedMedia[]> {
  const lanes = Map.groupBy(working.values(), ({ claim }) => claim.lane);
  const taken = (lane: string) => lanes.get(lane)?.length ?? 0;
  const room = altogether - working.size;
  if (room <= 0) return [];
  const now = context.clock.now();
  const fullLanes = [...lanes.keys()].filter((lane) => taken(lane) >= perLane);
  return context.db.transaction().execute(async (trx) => {
    const due = await lockDueMedia(trx, { now, fullLanes, limit: candidates });
    const chosen = choose(due, room, (lane) => perLane - taken(lane));
    return leaseMedia(trx, chosen, new Date(now.getTime() + leaseMs));
  });
}

function choose(due: readonly DueMedia[], room: number, laneRoom: (lane: string) => number): string[] {
  const byLane = Map.groupBy(due, ({ lane }) => lane);
  const fitting = new Set([...byLane].flatMap(([lane, group]) => group.slice(0, laneRoom(lane))));
  return due
    .filter((one) => fitting.has(one))
    .slice(0, room)
    .map(({ id }) => id);
}

async function renew(context: JobContext, working: ReadonlyMap<string, Working>): Promise<void> {
  const mine = [...working.values()];
  if (mine.length === 0) return;
  try {
    const until = new Date(context.clock.now().getTime() + leaseMs);
    const claims = mine.map(({ claim }) => claim);
    const kept = await renewLeases(context.db, claims, until);
    for (const { claim, abort } of mine) {
      // Those that ended meanwhile have no lease any more either.
      if (kept.has(claim.id) || working.get(claim.id)?.claim !== claim) continue;
      context.log.warn({ media: claim.id }, 'a file was taken over by another worker');
      abort.abort();
    }
  } catch (err) {
    context.log.warn({ err }, 'leases of files could not be renewed');
  }
}

async function work(
  context: JobContext,
  thumbnails: ThumbnailMaker,
  claimed: ClaimedMedia,
  signal: AbortSignal,
): Promise<void> {
  const stored = claimed.file;
  if (stored && claimed.wantsThumbnails) {
    const outcome = await lookAtFile(context, thumbnails, { claim: claimed, file: stored, signal });
    return recordLook(context, claimed, outcome);
  }
  const file = stored ?? (await fetchAndRecord(context, thumbnails, claimed, signal));
  if (!file || !claimed.awaitsTranscript) return;
  // A worker that stops does not wait for an endpoint: another one asks it again.
  const result = await Promise.race([transcribeFile(context, claimed, file), aborted(signal)]);
  if (result) await recordTranscript(context, claimed, result);
  else await recordFetch(context, claimed, { type: 'interrupted' });
}

function aborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

async function fetchAndRecord(
  context: JobContext,
  thumbnails: ThumbnailMaker,
  claimed: ClaimedMedia,
  signal: AbortSignal,
) {
  const observed = context.metrics.mediaSeconds.startTimer({ origin: claimed.origin });
  const outcome = await fetchFile(context, thumbnails, claimed, signal);
  observed();
  return recordFetch(context, claimed, outcome);
}
