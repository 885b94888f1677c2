// Makes the calls, each at its slot: many at once, each bounded in time, with room kept per channel so that a slow provider
// or account cannot take the places of the others.
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboundMessage } from '../../providers/provider.ts';
import { timed } from '../api-latency.ts';
import type { JobContext } from '../job.ts';
import type { Breaker } from './breaker.ts';
import { createFilePreparer, reconsider, withFilename, type FilePreparer } from './files.ts';
import type { Recorder } from './record.ts';
import type { OutboundTask, TaskOutcome } from './task.ts';

export interface Dispatcher {
  /** How many more calls the channel may have in flight. */
  room(channelId: string): number;
  inFlight(channelId: string): number;
  run(tasks: readonly OutboundTask[]): void;
  /** Resolves when no call is in flight and every result is recorded. */
  idle(): Promise<void>;
}

// At 250 ms a call, as providers take, one channel reaches 1,000 messages a second.
const perChannel = 256;
const altogether = 1_024;

export function createDispatcher(context: JobContext, recorder: Recorder, breaker: Breaker): Dispatcher {
  const files = createFilePreparer(context);
  const inFlight = new Set<Promise<void>>();
  const byChannel = new Map<string, number>();
  const count = (channelId: string, change: number) =>
    byChannel.set(channelId, (byChannel.get(channelId) ?? 0) + change);

  const start = (task: OutboundTask) => {
    count(task.channel.id, 1);
    const work = perform(context, files, task)
      .then((outcome) => {
        count(task.channel.id, -1);
        breaker.note(task.channel.id, outcome, context.clock.now().getTime());
        return recorder.record({ task, outcome, at: context.clock.now() });
      })
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  };
  return {
    inFlight: (channelId) => byChannel.get(channelId) ?? 0,
    room: (channelId) => Math.min(perChannel - (byChannel.get(channelId) ?? 0), altogether - inFlight.size),
    run: (tasks) => tasks.forEach(start),
    idle: async () => {
      while (inFlight.size > 0) await Promise.allSettled(inFlight);
      await recorder.idle();
    },
  };
}

async function perform(context: JobContext, files: FilePreparer, task: OutboundTask): Promise<TaskOutcome> {
  try {
    return task.type === 'send' ? await send(context, files, task) : await lookUp(context, task);
  } catch (err) {
    // A bug of ours, and nobody can say how far the call had come.
    context.log.error({ err, message: task.messageId }, 'a provider threw');
    const failure = { kind: 'retry', code: 'internal', text: 'The send failed inside Switchboard.' } as const;
    return task.type === 'send' ? { type: 'ambiguous', failure } : { type: 'unknown' };
  }
}

async function send(context: JobContext, files: FilePreparer, task: OutboundTask): Promise<TaskOutcome> {
  const ready = await files.prepare(task);
  if (ready.type !== 'ready') return ready;
  await atSlot(task);
  const provider = context.providers[task.channel.provider];
  const message = messageOf(task, ready.files);
  const outcome = await timed(context, `${provider.name}.messages`, () => provider.send(task.channel, message));
  return reconsider(context, task, outcome);
}

async function atSlot({ callAtMs }: OutboundTask): Promise<void> {
  const ms = callAtMs - Date.now();
  if (ms >= 1) await sleep(ms);
}

async function lookUp(context: JobContext, task: OutboundTask): Promise<TaskOutcome> {
  const provider = context.providers[task.channel.provider];
  const find = () => provider.find?.(task.channel, messageOf(task, new Map()), task.knownIds);
  const found = (await timed(context, `${provider.name}.lookup`, async () => find())) ?? { type: 'unknown' };
  return found.type === 'found' ? { type: 'accepted', externalId: found.externalId } : found;
}

function messageOf(task: OutboundTask, files: OutboundMessage['files']): OutboundMessage {
  const { attemptId, recipient, replyTo, template, startedAt } = task;
  return {
    attemptId,
    recipient,
    content: withFilename(task.content, task.files),
    files,
    startedAt,
    ...(replyTo === null ? {} : { replyTo }),
    ...(template ? { template } : {}),
  };
}
