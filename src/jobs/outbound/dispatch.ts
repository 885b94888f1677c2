// Makes the calls, each at its slot: many at once, each bounded in time, with room kept per channel so that a slow provider
// or account cannot take the places of the others.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Provider } from '../../providers/provider.ts';
import type { JobContext } from '../job.ts';
import type { Breaker } from './breaker.ts';
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
  const inFlight = new Set<Promise<void>>();
  const byChannel = new Map<string, number>();
  const count = (channelId: string, change: number) =>
    byChannel.set(channelId, (byChannel.get(channelId) ?? 0) + change);

  const start = (task: OutboundTask) => {
    count(task.channel.id, 1);
    const work = atSlot(task)
      .then(() => perform(context, task))
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

async function atSlot({ callAtMs }: OutboundTask): Promise<void> {
  const ms = callAtMs - Date.now();
  if (ms >= 1) await sleep(ms);
}

async function perform(context: JobContext, task: OutboundTask): Promise<TaskOutcome> {
  const provider = context.providers[task.channel.provider];
  const endpoint = `${provider.name}.${task.type === 'send' ? 'messages' : 'lookup'}`;
  const observed = context.metrics.apiLatency.startTimer({ endpoint });
  try {
    return await call(provider, task);
  } catch (err) {
    // A bug of ours, and nobody can say how far the call had come.
    context.log.error({ err, message: task.messageId }, 'a provider threw');
    const failure = { kind: 'retry', code: 'internal', text: 'The send failed inside Switchboard.' } as const;
    return task.type === 'send' ? { type: 'ambiguous', failure } : { type: 'unknown' };
  } finally {
    observed();
  }
}

async function call(provider: Provider, task: OutboundTask): Promise<TaskOutcome> {
  const { channel, attemptId, recipient, content, startedAt } = task;
  const message = { attemptId, recipient, content, startedAt, files: new Map() };
  if (task.type === 'send') return provider.send(channel, message);
  const found = (await provider.find?.(channel, message, task.knownIds)) ?? { type: 'unknown' };
  return found.type === 'found' ? { type: 'accepted', externalId: found.externalId } : found;
}
