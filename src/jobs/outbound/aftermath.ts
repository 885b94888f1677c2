// What ended calls tell about their conversations and their channels. Pure.
import { pairSpentUntil } from '../../domain/pace.ts';
import type { ConversationNote } from '../../store/conversation-notes.ts';
import type { Slowdown } from '../../store/paces.ts';
import type { Settled } from './settle.ts';
import type { OutboundTask } from './task.ts';

export function noteOf({ finished: { task, outcome }, settlement }: Settled): ConversationNote | undefined {
  const { conversationId } = task;
  if (settlement.pairOpensAt) return { conversationId, pairWholeAt: pairSpentUntil(settlement.pairOpensAt) };
  if (outcome.type !== 'accepted') return undefined;
  const { options, recipient } = outcome;
  const note: ConversationNote = {
    conversationId,
    ...(options ? { replyOptions: options } : offersAnew(task) ? { replyOptions: null } : {}),
    ...(recipient && isSamePerson(task.recipient, recipient) ? { recipient } : {}),
  };
  return Object.keys(note).length > 1 ? note : undefined;
}

/** Something to choose went out as it is: what was offered as numbered text before is over. */
function offersAnew({ content }: OutboundTask): boolean {
  return content.kind === 'interactive' && (content.action.type === 'buttons' || content.action.type === 'list');
}

// Brazil's and Mexico's numbers have a digit more or less in the provider's spelling; the last eight stay the same.
function isSamePerson(ours: string, theirs: string): boolean {
  return (
    ours !== theirs &&
    /^\+\d+$/.test(ours) &&
    ours.slice(0, 3) === theirs.slice(0, 3) &&
    ours.slice(-8) === theirs.slice(-8)
  );
}

/** One for each channel that was too fast. */
export function slowdowns(settled: readonly Settled[]): Slowdown[] {
  const byChannel = new Map<string, Slowdown>();
  for (const { finished, settlement } of settled) {
    if (settlement.standstillMs === undefined) continue;
    const limit = finished.task.channel;
    const before = byChannel.get(limit.id)?.standstillMs ?? 0;
    const standstillMs = Math.max(before, settlement.standstillMs);
    byChannel.set(limit.id, { channelId: limit.id, limit, standstillMs });
  }
  return [...byChannel.values()];
}

/** Channels that were paused and took a message since. */
export function channelsConfirmed(settled: readonly Settled[]): string[] {
  return settled.flatMap(({ finished: { task, outcome } }) =>
    task.probes && outcome.type === 'accepted' ? [task.channel.id] : [],
  );
}
