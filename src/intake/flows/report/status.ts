// "Where is my report?", with its number or without. It can be asked at any step: what was collected stays, and the question
// that was open is put again.
import { isOpen } from '../../../domain/ticket.ts';
import { findBareNumber, findTrackingNumber } from '../../../domain/tracking-number.ts';
import { text } from '../../choices.ts';
import type { Reply, StepInput } from '../../flow.ts';
import type { Say } from '../../locales/index.ts';
import { findSettledTicket, findTicket, listOpenTickets, type FoundTicket, type Looking } from '../../lookups.ts';
import { categoryName } from './category-name.ts';
import { asksAbout } from './phrases.ts';
import { waitingStep } from './questions.ts';
import { stay, type ReportState, type ReportStep, type Step } from './state.ts';

// In a longer text a number is mentioned, and not asked about.
const longestQuestion = 100;

/** The number whose status a text asks for: as it is spelled, where it is none of ours. */
export function numberAskedFor(words: string, step: Step): string | undefined {
  if (words.length > longestQuestion) return undefined;
  return (
    findTrackingNumber(words) ?? /\bREP\s?[-–#]\s?\w{3,10}\b/i.exec(words)?.[0].toUpperCase() ?? bareIn(words, step)
  );
}

function bareIn(words: string, step: Step): string | undefined {
  const bare = findBareNumber(words);
  // A postcode looks the same.
  if (!bare || !asksAbout(bare.around) || (step === 'place' && bare.around.trim() === '')) return undefined;
  return `REP-${bare.number}`;
}

// Who asks has not heard that it is settled.
const recentMs = 30 * 86_400_000;

/** The number's; else that of the one report that is open, of several the person chooses; else of the one settled last. */
export function* tellStatus(input: StepInput<ReportState>, number?: string): Looking<ReportStep> {
  const { state, say, now } = input;
  const waiting: ReportState = { step: waitingStep(state), data: { ...state.data, waiting: undefined } };
  if (number !== undefined) {
    const ticket = yield* findTicket(number, ['report']);
    return stay(waiting, ticket ? statusOf(say, ticket) : [text(say('report.not_found', { number }))]);
  }
  const open = yield* listOpenTickets(['report']);
  const [only, ...others] = open;
  if (only === undefined) {
    const last = yield* findSettledTicket(['report'], new Date(now.getTime() - recentMs));
    return stay(waiting, last ? statusOf(say, last) : [text(say('report.none_open'))]);
  }
  if (others.length === 0) return stay(waiting, statusOf(say, only));
  return stay({ step: 'which', data: { ...state.data, waiting: waiting.step } });
}

function statusOf(say: Say, { number, category, status, createdAt, updatedAt, dueAt, sla }: FoundTicket): Reply[] {
  const changed = updatedAt > createdAt ? 'yes' : 'no';
  const times = { created: createdAt, updated: updatedAt, changed };
  const said = text(say('report.status', { number, category: categoryName(say, category), status, ...times }));
  if (!isOpen(status) || dueAt === null) return [said];
  return [said, text(sla === 'breached' ? say('report.status_late') : say('report.due', { due: dueAt }))];
}
