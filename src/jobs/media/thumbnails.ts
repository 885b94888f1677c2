// The processes in which thumbnails are made: begun when there is an image, ended when one takes too long, falls over or
// has nothing to do, and never missed.
import { fork, type ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import type { ThumbnailReply, ThumbnailRequest, ThumbnailResult } from './thumbnail-process.ts';

/** `timeout` and `crashed`: the file was too much for the process that looked at it. */
export type ThumbnailOutcome = ThumbnailResult | { type: 'timeout' } | { type: 'crashed' };

export interface ThumbnailMaker {
  /** Never rejects. */
  make(path: string): Promise<ThumbnailOutcome>;
  close(): void;
}

export interface ThumbnailOptions {
  processes?: number;
  timeoutMs?: number;
  idleMs?: number;
  /** Told of each process that is begun. */
  onStart?: (pid: number) => void;
}

const defaultTimeoutMs = 15_000;
const defaultIdleMs = 30_000;
// What an image needs while it is decoded is given back; a process that has grown beyond this is not used again.
const heaviestBytes = 400 * 1024 ** 2;

// One core is left to those who wait for an answer. Low priority alone does not do that: on two cores with four photos a
// second, replies to text took 2.4 times as long beside two such processes.
export const usualProcesses = Math.max(1, os.availableParallelism() - 1);

export function createThumbnailMaker(options: ThumbnailOptions = {}): ThumbnailMaker {
  const free = Array.from({ length: options.processes ?? usualProcesses }, () => createPlace(options));
  const places = [...free];
  const waiting: ((place: Place) => void)[] = [];
  const take = (): Promise<Place> | Place => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  return {
    make: async (file) => {
      const place = await take();
      try {
        return await place.look(file);
      } catch {
        // No process could be begun.
        place.end();
        return { type: 'crashed' };
      } finally {
        const next = waiting.shift();
        if (next) next(place);
        else free.push(place);
      }
    },
    close: () => places.forEach((place) => place.end()),
  };
}

interface Place {
  look(file: string): Promise<ThumbnailOutcome>;
  end(): void;
}

/** Room for one process, which looks at one image at a time. */
function createPlace({ timeoutMs = defaultTimeoutMs, idleMs = defaultIdleMs, onStart }: ThumbnailOptions): Place {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(idle);
    child?.kill('SIGKILL');
    child = undefined;
  };
  const look = async (file: string): Promise<ThumbnailOutcome> => {
    clearTimeout(idle);
    const isFresh = !child?.connected;
    if (!child?.connected) {
      child = start();
      onStart?.(child.pid ?? 0);
    }
    const reply = await ask(child, file, timeoutMs);
    if ('result' in reply && reply.bytes < heaviestBytes) idle = setTimeout(end, idleMs).unref();
    else end();
    if ('result' in reply) return reply.result;
    // A process that was there before may have ended for another reason than this image.
    return reply.type === 'crashed' && !isFresh ? look(file) : reply;
  };
  return {
    look,
    end,
  };
}

function start(): ChildProcess {
  const child = fork(path.join(import.meta.dirname, 'thumbnail-process.ts'), {
    // Nothing of ours is in its reach: no secrets, no output.
    env: {},
    stdio: 'ignore',
    execArgv: [],
    serialization: 'advanced',
  });
  // An `error` without a listener would end the worker; whoever waits for an answer sees the end, or no answer in time.
  child.on('error', () => undefined);
  return child;
}

type Answer = ThumbnailReply | { type: 'timeout' } | { type: 'crashed' };

function ask(child: ChildProcess, file: string, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onGone);
      resolve(answer);
    };
    const onMessage = (reply: unknown) => settle(reply as ThumbnailReply);
    const onGone = () => settle({ type: 'crashed' });
    const timer = setTimeout(() => settle({ type: 'timeout' }), timeoutMs);
    child.on('message', onMessage).on('exit', onGone);
    child.send({ path: file } satisfies ThumbnailRequest, (error) => {
      if (error) onGone();
    });
  });
}
