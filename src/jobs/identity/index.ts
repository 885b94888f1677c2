// Who is this? A webhook item becomes a message of a conversation between a contact and a channel, stored once, with the
// 24-hour window, the unread count and the wake-up of intake. One transaction for the whole batch.
import type { NextJob } from '../../domain/job.ts';
import { isSpoken } from '../../domain/message.ts';
import type { WebhookItem } from '../../domain/webhook.ts';
import type { Trx } from '../../platform/db.ts';
import { storeReceived } from '../../store/inbox.ts';
import type { JobContext, JobDefinition } from '../job.ts';
import { createReadMarker, type Mark } from '../read-marker.ts';
import { readArrivals } from './arrival.ts';
import { placeArrivals, type PlacedArrival } from './conversations.ts';
import { keepFiles, type ArrivedFiles } from './files.ts';
import { followWishes, readWishes } from './opt-outs.ts';
import { identifySenders } from './people.ts';
import { mayEnter, promptStrangers } from './strangers.ts';

export const identityJob: JobDefinition<'identity'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  ordered: true,
  start: (context) => {
    const marker = createReadMarker(context);
    return {
      handle: async (jobs, trx) => {
        const items = jobs.map((job) => job.data);
        const { next, marks } = await identify(context, trx, items);
        return { next, afterCommit: () => marker.mark(marks) };
      },
      drained: () => marker.idle(),
    };
  },
};

interface Identified {
  next: NextJob[];
  /** What a flow is about to answer. */
  marks: Mark[];
}

async function identify(context: JobContext, trx: Trx, items: WebhookItem[]): Promise<Identified> {
  const arrived = await readArrivals(context, trx, items);
  if (arrived.length === 0) return { next: [], marks: [] };
  const { arrivals: identified, next } = await identifySenders(trx, arrived);
  const arrivals = await placeArrivals(trx, identified);
  const wishes = readWishes(arrivals);
  const enters = (arrival: PlacedArrival) => mayEnter(arrival) && !wishes.kept.has(arrival.item.id);
  const entering = arrivals.filter(enters);
  const files = await keepFiles(trx, arrivals, (arrival) => context.transcribe !== undefined && enters(arrival));
  await storeReceived(
    trx,
    arrivals.map((arrival) => toReceived(arrival, enters(arrival), files)),
  );
  const prompted = await promptStrangers(
    context,
    trx,
    arrivals.filter((arrival) => !mayEnter(arrival) && !wishes.kept.has(arrival.item.id)),
  );
  const told = await followWishes(context, trx, wishes);
  for (const { item, channel } of arrivals) {
    context.log.info({ trace_id: item.id, channel: channel.id, provider: item.provider }, 'message received');
  }
  const woken = [...wakeIntake(entering, files), ...wakeOutbound([...prompted, ...told])];
  return { next: [...next, ...files.next, ...woken], marks: entering.flatMap(toMark) };
}

/** A conversation that was handed over is read when its person says so. */
function toMark({ channel, message: { kind, externalId }, conversationId, handedOver }: PlacedArrival): Mark[] {
  if (!channel.readMarks || handedOver || !isSpoken(kind)) return [];
  return [{ channel, conversationId, externalId, typing: true }];
}

function toReceived(
  { item, message, person, conversationId, sentAt }: PlacedArrival,
  enters: boolean,
  files: ArrivedFiles,
) {
  return {
    id: item.id,
    tenantId: person.tenantId,
    conversationId,
    kind: message.kind,
    body: message.body,
    payload: message.payload,
    externalId: message.externalId,
    replyTo: message.replyTo,
    replyId: message.replyId,
    mediaIds: files.idsOf.get(item.id),
    failure: message.failure,
    providerAt: sentAt,
    forIntake: enters,
    holdUntil: files.holdOf.get(item.id),
  };
}

/** Now for what may be handled now, and at the end of each wait: who brings the words wakes it earlier. */
function wakeIntake(arrivals: readonly PlacedArrival[], files: ArrivedFiles): NextJob[] {
  const held = arrivals.flatMap(({ item, conversationId }): NextJob[] => {
    const startAt = files.holdOf.get(item.id);
    return startAt ? [{ queue: 'intake', data: { conversationId }, startAt }] : [];
  });
  const ready = arrivals.filter(({ item }) => !files.holdOf.has(item.id));
  const ids = new Set(ready.map(({ conversationId }) => conversationId));
  return [...[...ids].map((conversationId): NextJob => ({ queue: 'intake', data: { conversationId } })), ...held];
}

function wakeOutbound(conversationIds: readonly string[]): NextJob[] {
  return [...new Set(conversationIds)].map((conversationId) => ({ queue: 'outbound', data: { conversationId } }));
}
