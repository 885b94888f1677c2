// The person has seen the whole report: it is sent, changed or dropped.
import { slaTimes } from '../../../domain/ticket.ts';
import { text } from '../../choices.ts';
import type { NewTicket, StepInput } from '../../flow.ts';
import { findSlaMinutes, newTicketNumber, type Looking } from '../../lookups.ts';
import { goOn, nextStep, stay, type Collected, type ReportState, type ReportStep } from './state.ts';

/** A report is sent whole, or what it lacks is asked. */
export function* submit({ state: { data }, say, now }: StepInput<ReportState>): Looking<ReportStep> {
  if (nextStep(data) !== 'confirm') return goOn(data);
  const number = yield* newTicketNumber('REP');
  const minutes = yield* findSlaMinutes('report', data.severity ?? 'medium');
  const due = minutes === undefined ? [] : [text(say('report.due', { due: slaTimes(now, minutes).dueAt }))];
  return {
    state: undefined,
    replies: [text(say('report.created', { number, photos: data.mediaIds.length })), ...due],
    effects: [{ type: 'create_ticket', ticket: ticketOf(number, data) }],
  };
}

function ticketOf(number: string, { description, category, severity, place, mediaIds }: Collected): NewTicket {
  return {
    number,
    kind: 'report',
    description,
    mediaIds,
    ...(category ? { category } : {}),
    ...(severity ? { severity } : {}),
    ...(place ? { place } : {}),
  };
}

export function drop({ say }: StepInput<ReportState>): ReportStep {
  return { state: undefined, replies: [text(say('report.dropped'))] };
}

/** What is to be changed is forgotten, and asked again. */
export function change({ state: { data } }: StepInput<ReportState>, part: string): ReportStep {
  switch (part) {
    case 'category':
      return stay({ step: 'category', data: { ...data, category: undefined } });
    case 'place':
      return stay({ step: 'place', data: { ...data, place: undefined } });
    case 'description':
      return stay({ step: 'description', data: { ...data, description: '', described: false } });
    case 'photos':
      return stay({ step: 'photos', data: { ...data, mediaIds: [] } });
    default:
      return goOn(data);
  }
}
