// Decides, under the conversations' locks, what happens to the first message of each outbox: a new attempt, a question to
// the provider about an old one, a wait, or an end without a call.
import { loadContent } from '../../domain/content.ts';
import { isMissed } from '../../domain/failure.ts';
import { newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import { pairWholeAt } from '../../domain/pace.ts';
import type { Trx } from '../../platform/db.ts';
import { finishAttempts, listKnownExternalIds, type FinishedAttempt } from '../../store/attempts.ts';
import type { Channel } from '../../store/channels.ts';
import { lockConversations } from '../../store/conversations.ts';
import {
  beginAttempts,
  changeLeases,
  listOutboxHeads,
  removeFromOutbox,
  type LeaseChange,
  type NewAttempt,
  type OutboxHead,
} from '../../store/outbox.ts';
import { savePaces } from '../../store/paces.ts';
import { beginPreparations } from '../../store/preparations.ts';
import { applyStatuses, recordStatusEvents } from '../../store/statuses.ts';
import type { JobContext } from '../job.ts';
import { decide, hasPairLimit, type Decided, type Decision } from './decide.ts';
import { preparationOf } from './files.ts';
import { govern, type Governed, type Hand } from './governor.ts';
import { holdLeaseMs, type HeldMessage } from './holding.ts';
import { loadNeeds, type Needs } from './needs.ts';
import { recordingMs, type OutboundTask } from './task.ts';

export interface Claim {
  tasks: OutboundTask[];
  /** To be kept by this worker until their turn. */
  held: HeldMessage[];
  next: NextJob[];
}

export async function claimHeads(
  context: JobContext,
  trx: Trx,
  conversationIds: readonly string[],
  hand: Hand,
): Promise<Claim> {
  const conversations = await lockConversations(trx, [...new Set(conversationIds)]);
  const heads = await listOutboxHeads(
    trx,
    conversations.map(({ id }) => id),
  );
  if (heads.length === 0) return { tasks: [], held: [], next: [] };
  const needsOf = await loadNeeds(context, trx, heads);
  const inOrder = heads.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  const first = inOrder.map((head) => {
    const isHeld = hand.holding.holds(head.messageId);
    return { head, decision: decide(context, head, needsOf(head), isHeld) };
  });
  // Before the paces are locked: what is slow or large goes first, so that other workers do not wait for it.
  await endWithoutCall(context, trx, first);
  const governed = await govern(context, trx, first, hand);
  const tasks = await beginTasks(context, trx, governed, needsOf);
  await changeLeases(
    trx,
    governed.decided.flatMap((each) => leaseChange(context, each, hand)),
  );
  countPostponed(context, governed.decided);
  return { tasks, held: governed.decided.flatMap(toHeld), next: governed.decided.flatMap(wakeUps) };
}

async function endWithoutCall(context: JobContext, trx: Trx, decided: readonly Decided[]): Promise<void> {
  const ended = decided.filter(({ decision }) => decision.type === 'end' || decision.type === 'drop');
  if (ended.length === 0) return;
  const results = await applyStatuses(
    trx,
    ended.flatMap(({ decision }) => (decision.type === 'end' ? [decision.status] : [])),
  );
  await recordStatusEvents(trx, results);
  const missed = results.filter(({ reminds, errorCode }) => reminds && isMissed(errorCode));
  context.metrics.remindersWithdrawn.inc({ result: 'missed' }, missed.length);
  for (const { head, decision } of ended) if (decision.type === 'drop') context.metrics.sent.inc({ type: head.kind });
  await finishAttempts(
    trx,
    ended.flatMap(({ head, decision }) =>
      decision.type === 'drop' && head.attemptId ? [acceptedByReceipt(head.attemptId, context.clock.now())] : [],
    ),
  );
  await removeFromOutbox(
    trx,
    ended.map(({ head }) => head.messageId),
  );
}

function acceptedByReceipt(id: string, at: Date): FinishedAttempt {
  return { id, outcome: 'accepted', externalId: undefined, failure: undefined, finishedAt: at };
}

async function beginTasks(
  context: JobContext,
  trx: Trx,
  { decided, paces }: Governed,
  needsOf: (head: OutboxHead) => Needs,
): Promise<OutboundTask[]> {
  const startedAt = context.clock.now();
  const leaseUntil = leaseOf(context);
  const sends = decided.flatMap(({ head, decision }) =>
    decision.type === 'send' ? [{ head, task: sendTask(head, needsOf(head), decision, startedAt) }] : [],
  );
  if (sends.length === 0) await savePaces(trx, paces);
  else {
    const attempts = sends.map(({ head, task }) => newAttempt(head, task, leaseUntil));
    await beginAttempts(trx, attempts, paces);
    await beginPreparations(
      trx,
      sends.flatMap(({ task }) => preparationOf(context, task) ?? []),
    );
  }
  const lookups: OutboundTask[] = [];
  for (const { head, decision } of decided) {
    if (decision.type === 'lookup') lookups.push(await lookupTask(trx, head, needsOf(head), decision.channel));
  }
  return [...sends.map(({ task }) => task), ...lookups];
}

function leaseOf(context: JobContext): Date {
  return new Date(context.clock.now().getTime() + context.sendTimeoutMs + recordingMs);
}

function newAttempt(head: OutboxHead, task: OutboundTask, leaseUntil: Date): NewAttempt {
  const { attemptId: id, messageId, conversationId, channel, attempts, startedAt } = task;
  return {
    id,
    messageId,
    tenantId: head.tenantId,
    conversationId,
    channelId: channel.id,
    number: attempts + 1,
    startedAt,
    leaseUntil,
    pairWholeAt: hasPairLimit(channel) ? pairWholeAt(head.pairWholeAt, startedAt) : null,
  };
}

function sendTask(
  head: OutboxHead,
  needs: Needs,
  { channel, callAtMs }: Extract<Decision, { type: 'send' }>,
  startedAt: Date,
): OutboundTask {
  return {
    type: 'send',
    channel,
    attemptId: newId(),
    startedAt,
    knownIds: new Set(),
    callAtMs,
    ...common(head, needs),
  };
}

async function lookupTask(trx: Trx, head: OutboxHead, needs: Needs, channel: Channel): Promise<OutboundTask> {
  const startedAt = head.attemptStartedAt ?? head.notBefore;
  const since = new Date(startedAt.getTime() - 24 * 3600_000);
  const knownIds = new Set(await listKnownExternalIds(trx, head.conversationId, since));
  return {
    type: 'lookup',
    channel,
    attemptId: head.attemptId!,
    startedAt,
    knownIds,
    callAtMs: 0,
    ...common(head, needs),
  };
}

function common(head: OutboxHead, needs: Needs) {
  const { messageId, conversationId, recipient, causedById, replyTo, attempts, pausedUntil } = head;
  const { files, template } = needs.type === 'there' ? needs : { files: [], template: undefined };
  const about = { messageId, conversationId, recipient, causedById, replyTo, attempts, files, template };
  return { ...about, probes: pausedUntil !== null, content: loadContent(head) };
}

/** What changes for a message that no attempt begins for now. */
function leaseChange(context: JobContext, { head, decision }: Decided, hand: Hand): LeaseChange[] {
  const { messageId } = head;
  const isHeld = hand.holding.holds(messageId);
  switch (decision.type) {
    case 'lookup':
      return [{ messageId, leaseUntil: leaseOf(context) }];
    case 'hold': {
      const leaseUntil = new Date(context.clock.now().getTime() + holdLeaseMs);
      return isHeld ? [] : [{ messageId, leaseUntil, slotAt: decision.slotAt }];
    }
    case 'postpone':
      // One in doubt would be woken every few seconds if its lease were over.
      if (head.attemptId) return [{ messageId, leaseUntil: decision.until }];
      if (decision.slotAt) return [{ messageId, leaseUntil: null, slotAt: decision.slotAt }];
      return head.leaseUntil ? [{ messageId, leaseUntil: null }] : [];
    case 'send':
    case 'end':
    case 'drop':
    case 'leave':
      return [];
  }
}

function countPostponed({ metrics }: JobContext, decided: readonly Decided[]): void {
  for (const { decision } of decided) {
    if (decision.type === 'postpone' && decision.reason) metrics.sendsPostponed.inc({ reason: decision.reason });
  }
}

function toHeld({ head, decision }: Decided): HeldMessage[] {
  if (decision.type !== 'hold') return [];
  const { channelId, conversationId, messageId, bulk } = head;
  const { dueAtMs, spacingMs } = decision;
  return [{ channelId, conversationId, messageId, bulk, dueAtMs, spacingMs }];
}

function wakeUps({ head, decision }: Decided): NextJob[] {
  const data = { conversationId: head.conversationId };
  const priority = head.bulk ? { priority: -1 } : {};
  if (decision.type === 'postpone') return [{ queue: 'outbound', data, startAt: decision.until, ...priority }];
  if (decision.type === 'end' || decision.type === 'drop') return [{ queue: 'outbound', data }];
  return [];
}
