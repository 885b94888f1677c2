// Answers what flows ask, at random and yet always the same for the same question: a property test can put one message to one
// state in two ways and compare what comes of them.
import { createHash } from 'node:crypto';
import { orderStatuses } from '../../src/domain/order.ts';
import { severities, ticketKinds, ticketStatuses, type SlaState } from '../../src/domain/ticket.ts';
import { NotYet } from '../../src/intake/engine.ts';
import type { Extraction, FoundOrder, FoundReminder, FoundTicket, Lookup } from '../../src/intake/lookups.ts';

export type Oracle = (lookup: Lookup) => unknown;

const slaStates: readonly SlaState[] = ['none', 'on_track', 'warning', 'breached', 'met'];
const times = [null, new Date('2026-11-20T22:30:00Z'), new Date('2026-12-01T08:00:00Z')];
/** What tenants and people may have written, and may read again, though it looks like something of ours. */
export const oddWords = ['Error: E-42', 'null point', '{left}', '{{1}} of 2', 'undefined behaviour'];

const names = [
  null,
  ...oddWords,
  'Gearbox',
  'Gearbox housing, left-hand, with the long shaft and every bolt it takes',
  '⚙️ 7',
];
const numbers = ['DEF-7KQ4MX', 'MAINT-34679C', 'REP-FGHJKM', 'REP-PQRVWX'];

/** What a language model says comes late now and then: the first time that it is asked for something. */
export function oracle(seed: number): Oracle {
  const waitedFor = new Set<string>();
  return (lookup) => {
    // What is tapped is the flow's own: it is the last reminder that is answered, whatever is quoted.
    const key = JSON.stringify(lookup.about === 'reminder' ? lookup.about : lookup);
    const pick = <Value>(salt: string, values: readonly Value[]): Value => {
      const digest = createHash('sha256').update(`${seed} ${salt} ${key}`).digest();
      return values[digest.readUInt32BE(0) % values.length]!;
    };
    const late = lookup.about === 'extraction' && pick('late', [true, false, false]) && !waitedFor.has(key);
    waitedFor.add(key);
    return late ? new NotYet(lookup) : answer(lookup, pick);
  };
}

type Pick = <Value>(salt: string, values: readonly Value[]) => Value;

function answer(lookup: Lookup, pick: Pick): unknown {
  switch (lookup.about) {
    case 'order':
      return pick('known', [true, true, false]) ? order(lookup.code, pick) : undefined;
    case 'machine':
      return pick('known', [true, true, false])
        ? { code: lookup.code, name: pick('name', names), listed: false }
        : undefined;
    case 'ticket':
      return pick('known', [true, false]) ? ticket(lookup.number, pick) : undefined;
    case 'open_tickets':
      return numbers.slice(0, pick('count', [0, 1, 2, 4])).map((number) => ticket(number, pick));
    case 'settled_ticket':
      return pick('known', [true, false]) ? ticket('REP-PQRVWX', pick) : undefined;
    case 'sla':
      return pick('minutes', [undefined, 30, 240, 100_000]);
    case 'ticket_number':
      return `${lookup.prefix}-7KQ4MX`;
    case 'reminder':
      return pick('known', [true, false]) ? reminder(pick) : undefined;
    case 'extraction':
      return pick('known', [true, false]) ? extraction(lookup.text, pick) : undefined;
  }
}

function order(code: string, pick: Pick): FoundOrder {
  return {
    id: '01890000-0000-7000-8000-000000000001',
    number: code.slice(0, 20),
    status: pick('status', orderStatuses),
    title: pick('title', names),
    progressPercent: pick('progress', [null, 0, 55, 100]),
    expectedAt: pick('expected', times),
    slaDueAt: pick('due', times),
    heldFor: pick('held', [null, 'DEF-7KQ4MX', 'no material', ...oddWords]),
  };
}

function ticket(number: string, pick: Pick): FoundTicket {
  return {
    number,
    kind: pick(`kind ${number}`, ticketKinds),
    status: pick(`status ${number}`, ticketStatuses),
    severity: pick(`severity ${number}`, [null, ...severities]),
    category: pick(`category ${number}`, [null, 'roads', 'bearing', 'something_else']),
    description: pick(`description ${number}`, ['broken', ...oddWords, 'a hole in the road '.repeat(50), '🕳️']),
    createdAt: new Date('2026-11-19T08:00:00Z'),
    updatedAt: new Date('2026-11-20T08:00:00Z'),
    dueAt: pick(`due ${number}`, times),
    sla: pick(`sla ${number}`, slaStates),
  };
}

function reminder(pick: Pick): FoundReminder {
  return {
    occurrenceId: '01890000-0000-7000-8000-000000000002',
    values: pick('values', [[], ['Ana', 'Firulais', 'lunes 7 de diciembre', '10:30', 'la clínica '.repeat(200)]]),
    sentAt: pick('sent', [new Date('2026-11-20T22:30:00Z'), new Date('2026-10-01T08:00:00Z')]),
    quoted: false,
    answer: pick('answer', [null, 'confirmed', 'declined', 'reschedule_requested']),
  };
}

function extraction(text: string, pick: Pick): Extraction {
  const place = pick('place', [undefined, text.slice(0, 40)]);
  const category = pick('category', [undefined, 'roads', 'water', 'other', 'no_such_category']);
  const severity = pick('severity', [undefined, ...severities]);
  return {
    describesProblem: pick('describes', [true, false]),
    ...(place ? { place: { text: place } } : {}),
    ...(category ? { category } : {}),
    ...(severity ? { severity } : {}),
  };
}
