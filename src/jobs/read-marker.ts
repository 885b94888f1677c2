// Shows people that what they wrote was read, and that an answer is on its way. Best effort beside the real work: bounded,
// one call for the newest of a conversation's messages, never repeated; what fails is only counted.
import { HttpFailure } from '../platform/http.ts';
import { ProviderRefusal } from '../providers/provider.ts';
import type { Channel } from '../store/channels.ts';
import { timed } from './api-latency.ts';
import type { JobContext } from './job.ts';

export interface Mark {
  channel: Channel;
  conversationId: string;
  externalId: string;
  /** An answer is being worked on. */
  typing: boolean;
}

export interface ReadMarker {
  /** Returns at once. */
  mark(marks: readonly Mark[]): void;
  /** Gives up what waits; resolves when no call is in flight. */
  idle(): Promise<void>;
}

const perChannel = 16;
const altogether = 32;
const mostWaiting = 2_000;
// Later than that the answer may be out already, and nothing would end the typing.
const typingMs = 500;

type Waiting = Mark & { since: number };

export function createReadMarker(context: JobContext): ReadMarker {
  // By conversation: what comes later takes the place of what waits.
  const waiting = new Map<string, Waiting>();
  const inFlight = new Set<Promise<void>>();
  const byChannel = new Map<string, number>();
  const count = ({ id }: Channel, change: number) => byChannel.set(id, (byChannel.get(id) ?? 0) + change);

  const start = (mark: Waiting) => {
    waiting.delete(mark.conversationId);
    count(mark.channel, 1);
    const work = perform(context, mark).finally(() => {
      inFlight.delete(work);
      count(mark.channel, -1);
      startAll();
    });
    inFlight.add(work);
  };
  const startAll = () => {
    for (const mark of waiting.values()) {
      if (inFlight.size >= altogether) return;
      if ((byChannel.get(mark.channel.id) ?? 0) < perChannel) start(mark);
    }
  };
  const dropOldest = () => {
    const [oldest] = waiting.values();
    if (waiting.size <= mostWaiting || !oldest) return;
    waiting.delete(oldest.conversationId);
    context.metrics.readMarks.inc({ provider: oldest.channel.provider, result: 'dropped' });
  };

  return {
    mark: (marks) => {
      for (const mark of marks.filter(({ channel }) => mayMark(context, channel))) {
        waiting.set(mark.conversationId, { ...mark, since: performance.now() });
        dropOldest();
      }
      startAll();
    },
    idle: async () => {
      waiting.clear();
      while (inFlight.size > 0) await Promise.allSettled(inFlight);
    },
  };
}

function mayMark({ clock }: JobContext, { transport, enabled, pausedUntil }: Channel): boolean {
  return transport === 'whatsapp' && enabled && !(pausedUntil && pausedUntil > clock.now());
}

async function perform(context: JobContext, { channel, externalId, typing, since }: Waiting): Promise<void> {
  const provider = context.providers[channel.provider];
  const inTime = performance.now() - since < typingMs;
  const labels = { provider: provider.name };
  try {
    await timed(context, `${provider.name}.read`, () => provider.markRead(channel, externalId, typing && inTime));
    context.metrics.readMarks.inc({ ...labels, result: 'sent' });
  } catch (err) {
    context.metrics.readMarks.inc({ ...labels, result: 'failed' });
    if (err instanceof ProviderRefusal || err instanceof HttpFailure) return;
    context.log.error({ err, channel: channel.id }, 'a provider threw while a message was marked as read');
  }
}
