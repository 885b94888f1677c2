// What becomes of reminders that were claimed, by their time, their people and their templates. Nothing is written yet.
import type { OutboundContent } from '../../domain/message.ts';
import type { Trx } from '../../platform/db.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import type { Beginning } from '../../store/beginnings.ts';
import type { DueReminder } from '../../store/due-reminders.ts';
import type { SendingConversation } from '../../store/send.ts';
import { contentsOf } from './content.ts';
import { placeReminders } from './place.ts';
import { errorOf, missedError, type OccurrenceError } from './problems.ts';
import { soonAfter, turnOf, type Turn } from './turn.ts';

/** One occurrence, or several that were missed. `next`: what follows. */
export type Decision = { due: DueReminder } & (
  | { type: 'wait'; until: Date }
  | { type: 'missed' | 'failed'; times: Date[]; error: OccurrenceError; next: Date | undefined }
  | {
      type: 'send';
      conversation: SendingConversation;
      begins: Beginning | undefined;
      content: OutboundContent;
      body: string | undefined;
      next: Date | undefined;
    }
);

export async function decideReminders(trx: Trx, dues: readonly DueReminder[], now: Date): Promise<Decision[]> {
  // After a standstill each may have missed many times.
  const turns = await mapInTurns(dues, (due) => ({ due, turn: turnOf(due, now) }));
  const going = turns.flatMap(({ due, turn }) => (turn.type === 'send' ? [{ due, next: turn.next }] : []));
  return [...turns.flatMap(byTime), ...(await decideGoing(trx, going, now))];
}

function byTime({ due, turn }: { due: DueReminder; turn: Turn }): Decision[] {
  if (turn.type === 'send') return [];
  if (turn.type === 'wait') return [{ due, ...turn }];
  const { times, next, because } = turn;
  return [{ due, type: 'missed', times, next, error: missedError(because) }];
}

interface Going {
  due: DueReminder;
  next: Date | undefined;
}

async function decideGoing(trx: Trx, going: readonly Going[], now: Date): Promise<Decision[]> {
  if (going.length === 0) return [];
  const places = await placeReminders(
    trx,
    going.map(({ due }) => due),
  );
  const decisions: Decision[] = [];
  const there = going.flatMap(({ due, next }) => {
    const place = places.get(due)!;
    if (place.type === 'there') return [{ due, next, ...place }];
    if (place.type === 'later') decisions.push({ due, type: 'wait', until: soonAfter(now) });
    else decisions.push(failed(due, next, errorOf(place.problem)));
    return [];
  });
  const contents = await contentsOf(trx, there, now);
  for (const [index, { due, next, conversation, begins }] of there.entries()) {
    const saying = contents[index]!;
    if ('problem' in saying) decisions.push(failed(due, next, errorOf(saying.problem)));
    else decisions.push({ due, type: 'send', next, conversation, begins, ...saying });
  }
  return decisions;
}

export function failed(due: DueReminder, next: Date | undefined, error: OccurrenceError): Decision {
  return { due, type: 'failed', times: [due.occursAt], next, error };
}
