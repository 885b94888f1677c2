// What is asked at each step. It depends on the state alone: `back`, `help` and old buttons put a question again.
import { reportCategories } from '../../../domain/report-category.ts';
import type { Place } from '../../../domain/ticket.ts';
import { choose, text, type Choice } from '../../choices.ts';
import type { AskInput, Reply } from '../../flow.ts';
import type { Say } from '../../locales/index.ts';
import { listOpenTickets, type Looking } from '../../lookups.ts';
import { categoryName } from './category-name.ts';
import { mostMisses, type Collected, type ReportState } from './state.ts';

export function* ask({ state, say, now }: AskInput<ReportState>): Looking<Reply[]> {
  const { step, data } = state;
  switch (step) {
    case 'welcome':
      return [choose(say('report.ask_welcome'), welcomeChoices(say), say('dialogue.options'))];
    case 'description':
      return [question(say, data, say(data.description === '' ? 'report.ask_description' : 'report.ask_more'))];
    case 'category':
      return [question(say, data, say('report.ask_category'), categoryChoices(say))];
    case 'place':
      return [askPlace(say, data)];
    case 'confirm':
      return [text(summary(say, data)), question(say, data, say('report.ask_confirm'), confirmChoices(say))];
    case 'change':
      return [question(say, data, say('report.ask_change'), changeChoices(say))];
    case 'photos':
      return [question(say, data, say('report.ask_photos'), [{ id: 'photos:done', title: say('report.choice_done') }])];
    case 'which':
      return yield* askWhich({ state, say, now });
  }
}

/** With choices, or without; and with a person to talk to once it does not get on. */
function question(say: Say, { misses }: Collected, body: string, choices: readonly Choice[] = []): Reply {
  const all = misses < mostMisses ? choices : [...choices, personChoice(say)];
  return all.length === 0 ? text(body) : choose(body, all, say('dialogue.options'));
}

// WhatsApp's request for a location has no room for other choices.
function askPlace(say: Say, data: Collected): Reply {
  const body = say('report.ask_place');
  if (data.misses >= mostMisses) return question(say, data, body);
  return { kind: 'interactive', body, action: { type: 'location_request' } };
}

function* askWhich({ state, say, now }: AskInput<ReportState>): Looking<Reply[]> {
  const open = yield* listOpenTickets(['report']);
  if (open.length === 0) return yield* ask({ state: { ...state, step: waitingStep(state) }, say, now });
  const rows = open.map(({ number, category, createdAt }) => ({
    id: `ticket:${number}`,
    title: number,
    description: say('report.which_row', { category: categoryName(say, category), created: createdAt }),
  }));
  // Buttons would show numbers alone, however few they are.
  const body = say('report.ask_which');
  return [
    { kind: 'interactive', body, action: { type: 'list', button: say('dialogue.options'), sections: [{ rows }] } },
  ];
}

/** The question that is open behind the choice of a report. */
export function waitingStep({ step, data }: ReportState): ReportState['step'] {
  if (step !== 'which') return step;
  return data.waiting === undefined || data.waiting === 'which' ? 'welcome' : data.waiting;
}

function summary(say: Say, { description, category, place, mediaIds }: Collected): string {
  return say('report.summary', {
    category: categoryName(say, category),
    place: placeName(say, place),
    description,
    photos: mediaIds.length,
  });
}

function placeName(say: Say, place: Place | undefined): string {
  return place?.text ?? say('report.place_shared');
}

function personChoice(say: Say): Choice {
  return { id: 'start:person', title: say('report.choice_person') };
}

function welcomeChoices(say: Say): Choice[] {
  return [
    { id: 'start:report', title: say('report.choice_report') },
    { id: 'start:status', title: say('report.choice_status') },
    personChoice(say),
  ];
}

function categoryChoices(say: Say): Choice[] {
  return reportCategories.map((category) => ({ id: `category:${category}`, title: categoryName(say, category) }));
}

function confirmChoices(say: Say): Choice[] {
  return [
    { id: 'confirm:send', title: say('report.choice_send') },
    { id: 'confirm:change', title: say('report.choice_change') },
    { id: 'confirm:cancel', title: say('report.choice_cancel') },
  ];
}

function changeChoices(say: Say): Choice[] {
  return [
    { id: 'change:category', title: say('report.choice_category') },
    { id: 'change:place', title: say('report.choice_place') },
    { id: 'change:description', title: say('report.choice_description') },
    { id: 'change:photos', title: say('report.choice_photos') },
    { id: 'change:nothing', title: say('report.choice_nothing') },
  ];
}
