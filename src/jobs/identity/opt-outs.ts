// People who want to hear no more: what they write is kept and shown, and nothing answers it but the way back.
import { newId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { readOptOutWish, type OptOutWish } from '../../domain/opt-out.ts';
import { isSpoken } from '../../domain/message.ts';
import type { Trx } from '../../platform/db.ts';
import { recordEvents } from '../../store/events.ts';
import { claimOptOutReminders, setOptOuts } from '../../store/opt-outs.ts';
import { queueOutbound, type NewOutbound } from '../../store/outbox.ts';
import type { JobContext } from '../job.ts';
import type { PlacedArrival } from './conversations.ts';
import { speakTo } from './speak.ts';

export interface Wish {
  arrival: PlacedArrival;
  wish: OptOutWish;
  language: Language | undefined;
}

export interface Wishes {
  /** In order; each turns around what was before. */
  changes: Wish[];
  /** Written by people who hear nothing from us. */
  unanswered: PlacedArrival[];
  /** Items of messages that enter no dialogue. */
  kept: ReadonlySet<string>;
}

/** What the messages wish, person by person, in order. Pure. */
export function readWishes(arrivals: readonly PlacedArrival[]): Wishes {
  const changes: Wish[] = [];
  const unanswered: PlacedArrival[] = [];
  const kept = new Set<string>();
  const optedOut = new Map<string, boolean>();
  for (const arrival of arrivals) {
    const { contactId } = arrival.person;
    const before = optedOut.get(contactId) ?? arrival.person.optedOut;
    const said = wishOf(arrival);
    if (said?.wish === 'stop' && !before) changes.push({ arrival, ...said });
    else if (said?.wish === 'start' && before) changes.push({ arrival, ...said });
    else if (before) unanswered.push(arrival);
    if (before || said?.wish === 'stop' || arrival.message.optOut) kept.add(arrival.item.id);
    optedOut.set(contactId, said?.wish === 'stop' || (before && said?.wish !== 'start'));
  }
  return { changes, unanswered, kept };
}

/** Of what was typed, or of a template's button. What is chosen from a list or from buttons of a dialogue is an answer. */
function wishOf({ message }: PlacedArrival): { wish: OptOutWish; language: Language | undefined } | undefined {
  if (message.optOut) return { wish: message.optOut, language: undefined };
  return message.kind === 'text' || message.kind === 'button' ? readOptOutWish(message.body) : undefined;
}

/** Carries the wishes out. Returns the conversations that have mail to go out. */
export async function followWishes(context: JobContext, trx: Trx, { changes, unanswered }: Wishes): Promise<string[]> {
  if (changes.length === 0 && unanswered.length === 0) return [];
  const now = context.clock.now();
  await writeChanges(trx, changes, now);
  // The provider's own answer is enough.
  const confirmations = changes.filter(({ arrival }) => !arrival.message.optOut).map(confirmation);
  const answers = [...confirmations, ...(await reminders(trx, unanswered, now))];
  await queueOutbound(trx, answers);
  return answers.map(({ conversationId }) => conversationId);
}

async function writeChanges(trx: Trx, changes: readonly Wish[], now: Date): Promise<void> {
  const last = new Map(changes.map((change) => [change.arrival.person.contactId, change.wish]));
  await setOptOuts(
    trx,
    [...last].map(([contactId, wish]) => ({ contactId, optedOut: wish === 'stop' })),
    now,
  );
  await recordEvents(
    trx,
    changes.map(({ arrival: { person, conversationId }, wish }) => ({
      tenantId: person.tenantId,
      type: 'contact_changed',
      conversationId,
      data: { contactId: person.contactId, change: wish === 'stop' ? 'opted_out' : 'opted_in' },
    })),
  );
}

function confirmation({ arrival, wish, language }: Wish): NewOutbound {
  // STOP and START are what everybody is told to write: English words say nothing of who writes them.
  const say = speakTo(arrival, language === 'en' ? undefined : language);
  if (wish === 'stop') return answer(arrival, say('identity.stopped'), true);
  return answer(arrival, say('identity.resumed'), false);
}

async function reminders(trx: Trx, arrivals: readonly PlacedArrival[], now: Date): Promise<NewOutbound[]> {
  const spoken = arrivals.filter(({ message }) => isSpoken(message.kind) && !message.optOut);
  const people = new Map(spoken.map((arrival) => [arrival.person.contactId, arrival]));
  const due = await claimOptOutReminders(trx, [...people.keys()], now);
  return due.map((contactId) => {
    const arrival = people.get(contactId)!;
    return answer(arrival, speakTo(arrival)('identity.opted_out'), true);
  });
}

function answer(
  { person, conversationId, channel, item }: PlacedArrival,
  text: string,
  despiteOptOut: boolean,
): NewOutbound {
  const about = { id: newId(), tenantId: person.tenantId, conversationId, channelId: channel.id, causedById: item.id };
  return { ...about, content: { kind: 'text', text }, despiteOptOut };
}
