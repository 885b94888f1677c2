// The menu of a factory, spoken with directly: what each answer leads to, in what is said, asked and done.
import { expect } from 'chai';
import fc from 'fast-check';
import { contentProblems } from '../../../../src/domain/content-rules.ts';
import { languages } from '../../../../src/domain/language.ts';
import { codeKey, type OrderStatus } from '../../../../src/domain/order.ts';
import type { Severity } from '../../../../src/domain/ticket.ts';
import { menuFlow } from '../../../../src/intake/flows/menu/index.ts';
import { codesIn } from '../../../../src/intake/flows/menu/codes.ts';
import { stateAt } from '../../../../src/intake/flows/menu/state.ts';
import { durationText } from '../../../../src/intake/flows/menu/ticket-text.ts';
import { speaker } from '../../../../src/intake/locales/index.ts';
import type { FoundOrder, FoundTicket } from '../../../../src/intake/lookups.ts';
import { dialogueWith, drive, type DialogueOptions, type Lookups, type Turn } from '../../../support/dialogue.ts';

const now = new Date('2026-11-21T10:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

function order(number: string, status: OrderStatus, more: Partial<FoundOrder> = {}): FoundOrder {
  const unknown = { title: null, progressPercent: null, expectedAt: null, slaDueAt: null, heldFor: null };
  return { id: `id of ${number}`, number, status, ...unknown, ...more };
}

function ticket(number: string, more: Partial<FoundTicket> = {}): FoundTicket {
  const times = { createdAt: inHours(-2), updatedAt: inHours(-2), dueAt: inHours(6), sla: 'on_track' } as const;
  const about = { kind: 'defect', status: 'open', severity: 'high', category: null, description: 'a crack' } as const;
  return { number, ...about, ...times, ...more };
}

const orders = [
  order('PO-1001', 'in_progress', {
    title: 'Gear housings',
    progressPercent: 60,
    expectedAt: inHours(72),
    slaDueAt: inHours(96),
  }),
  order('PO-1002', 'ready', { slaDueAt: inHours(-1) }),
  order('PO-1003', 'shipped'),
  order('PO-1004', 'on_hold', { heldFor: 'DEF-7KQ4MX' }),
  order('PO-1005', 'delivered', { progressPercent: 100, slaDueAt: inHours(-50) }),
  order('PO-1006', 'cancelled'),
];
const machines = [
  { code: 'M-07', name: 'Press 7' },
  { code: 'M-12', name: null },
];
const slaHours: { [kind: string]: { [severity in Severity]: number } } = {
  defect: { low: 120, medium: 48, high: 8 },
  maintenance: { low: 72, medium: 24, high: 4 },
};

function world(tickets: FoundTicket[] = []): Lookups {
  return {
    order: ({ code }) => orders.find(({ number }) => codeKey(number) === codeKey(code)),
    machine: ({ code }) => machines.find((machine) => codeKey(machine.code) === codeKey(code)),
    ticket: ({ number }) => tickets.find((one) => one.number === number),
    open_tickets: () => tickets.filter(({ status }) => status === 'open' || status === 'in_progress'),
    sla: ({ kind, severity }) => (slaHours[kind]?.[severity] ?? 0) * 60,
    ticket_number: ({ prefix }) => `${prefix}-X4X4X4`,
  };
}

function meet(lookups: Lookups = world(), options: DialogueOptions = {}) {
  return dialogueWith(menuFlow, lookups, { now, ...options });
}

function titles({ options }: Turn): string[] {
  return options.map(({ title }) => title);
}

const greeted = (lookups?: Lookups, options?: DialogueOptions) => {
  const person = meet(lookups, options);
  person.write('hello');
  return person;
};

describe('the menu', () => {
  it('greets whoever begins and offers six things', () => {
    const first = meet().write('hello');
    expect(first.said).to.match(/^Hello! .*\n\nWhat can I do for you\?$/s);
    expect(titles(first)).to.deep.equal([
      'Report a defect',
      'Order status',
      'Report maintenance',
      'My open tickets',
      'SLA status of a ticket',
      'Talk to a person',
    ]);
  });

  it('takes an option as the very first message, and a ticket number', () => {
    expect(meet().send({ text: 'Order status', replyId: 'order' }).state?.step).to.equal('order_number');
    expect(meet(world([ticket('DEF-7KQ4MX')])).write('what about def 7kq 4mx?').said).to.include(
      '*DEF-7KQ4MX* – Defect',
    );
    expect(meet().write('DEF-7KQ4MX').said, 'of somebody else').to.include('Hello!');
  });

  it('asks again what it does not understand, and after three times offers a person too', () => {
    const person = greeted();
    person.tap('Report a defect');
    const first = person.write('???');
    expect(first.said).to.equal(
      'I see no order number in that. Please write just the number, such as PO-1001.\n\nWhich order is it? Please write its number, such as PO-1001.',
    );
    expect(titles(first)).to.deep.equal(['Main menu']);
    person.write('PO-9');
    const third = person.write('PO-99');
    expect(third.said).to.include('no order *PO-99*').and.include('talk to a person');
    expect(titles(third)).to.deep.equal(['Main menu', 'Talk to a person']);
    expect(titles(person.write('still wrong'))).to.deep.equal(['Main menu', 'Talk to a person']);
    const right = person.write('PO-1001');
    expect(right.state?.step).to.equal('defect_type');
    expect(titles(right), 'the next question begins anew').to.have.length(3);
    person.write('x');
    person.write('x');
    expect(titles(person.write('x'))).to.deep.equal([
      'Internal reject',
      'Return',
      'Other',
      'Main menu',
      'Talk to a person',
    ]);
    expect(person.tap('Talk to a person').effects).to.deep.equal([{ type: 'hand_over', reason: 'asked' }]);
  });

  it('offers nothing twice when the menu itself is not understood', () => {
    const person = greeted();
    person.write('x');
    person.write('x');
    const third = person.write('x');
    expect(third.said).to.include('Please choose one of the options').and.include('talk to a person');
    expect(titles(third)).to.have.length(6);
  });

  it('says politely what it cannot use', () => {
    const person = greeted();
    person.tap('Order status');
    const cannot = 'I cannot use a photo, a file or a location at this point.';
    expect(person.photo('PO-1001').said).to.include(cannot);
    expect(person.send({ kind: 'location', place: { latitude: 1, longitude: 2 } }).said).to.include(cannot);
    expect(person.send({ kind: 'contacts', text: '[contacts] Ann' }).said).to.include(cannot);
    expect(person.voice('').said).to.include('could not make out the words of your voice note');
    expect(person.voice('the order is P.O. 1001, please').said).to.include('*PO-1001*');
  });

  it('knows its own choices at any time, and no others', () => {
    const known = ['menu', 'defect', 'person', 'ticket:DEF-7KQ4MX', 'sla:DEF-7KQ4MX'];
    const unknown = ['defect_confirm:yes', 'defect_severity:high', 'SI', '', 'menus'];
    for (const id of known) expect(menuFlow.knowsReply?.(id), id).to.equal(true);
    for (const id of unknown) expect(menuFlow.knowsReply?.(id), id).to.equal(false);
    const person = greeted();
    person.tap('Report a defect');
    expect(person.send({ replyId: 'menu' }).state?.step).to.equal('menu');
    expect(person.send({ replyId: 'maintenance' }).state?.step).to.equal('maintenance_machine');
  });

  it('begins anew with a state that cannot be used', () => {
    const incomplete = [
      { step: 'nowhere', data: {} },
      { step: 'defect_confirm', data: { order: 'PO-1001' } },
      { step: 'maintenance_confirm', data: { machine: 'M-07', issue: 'bearing' } },
      { step: 'menu', data: { wrong: -1 } },
      { step: 'defect_type', data: { order: 'x'.repeat(65) } },
      { step: 'menu' },
      null,
    ];
    for (const stored of incomplete) expect(menuFlow.parseState(stored), JSON.stringify(stored)).to.equal(undefined);
    expect(menuFlow.parseState({ step: 'menu', data: {} })).to.deep.equal(stateAt('menu'));
  });
});

describe('reporting a defect', () => {
  function upTo(step: string, number = 'PO-1001') {
    const person = greeted();
    const path: [string, () => Turn][] = [
      ['defect_order', () => person.tap('Report a defect')],
      ['defect_type', () => person.write(`my order is ${number}`)],
      ['defect_severity', () => person.tap('Return')],
      ['defect_description', () => person.tap('High')],
      ['defect_photos', () => person.write('cracked at the flange')],
      ['defect_confirm', () => person.tap('No photos')],
    ];
    for (const [reached, act] of path) {
      const { state } = act();
      expect(state?.step).to.equal(reached);
      if (reached === step) return person;
    }
    throw new Error(`no step ${step}`);
  }

  it('ends in a ticket and an order on hold, both of which are told', () => {
    const person = upTo('defect_confirm');
    const done = person.tap('Confirm');
    expect(done.effects).to.deep.equal([
      {
        type: 'create_ticket',
        ticket: {
          number: 'DEF-X4X4X4',
          kind: 'defect',
          orderId: 'id of PO-1001',
          severity: 'high',
          description: 'cracked at the flange',
          mediaIds: [],
          details: { type: 'return' },
        },
      },
      { type: 'hold_order', orderId: 'id of PO-1001', ticketNumber: 'DEF-X4X4X4' },
    ]);
    expect(done.said).to.equal(
      [
        'Thank you. Your defect report has the number *DEF-X4X4X4*.',
        'Order PO-1001 is on hold now.',
        'We will have dealt with it by Nov 21, 2026, 6:00 PM.',
      ].join('\n'),
    );
    expect(done.state).to.equal(undefined);
    expect(titles(done)).to.deep.equal(['My open tickets', 'Main menu']);
  });

  it('sums up before anything is done', () => {
    const person = upTo('defect_photos');
    const summary = person.tap('No photos');
    expect(summary.said).to.equal(
      [
        'Is this right?',
        '',
        'Order: PO-1001 – Gear housings',
        'Kind: Return',
        'Severity: High',
        'Description: cracked at the flange',
        'The order will be put on hold.',
      ].join('\n'),
    );
    expect(titles(summary)).to.deep.equal(['Confirm', 'Cancel']);
    expect(person.write('hm').said).to.include('Please choose one of the options');
    const cancelled = person.tap('Cancel');
    expect(cancelled).to.deep.include({ effects: [], state: undefined });
    expect(cancelled.said).to.include('Nothing was kept');
  });

  it('tells the truth of orders that cannot be held', () => {
    const said: { [number: string]: string } = {
      'PO-1003': 'Order PO-1003 has been shipped already, so it cannot be put on hold.',
      'PO-1004': 'Order PO-1004 was on hold already.',
      'PO-1005': 'Order PO-1005 has been delivered already, so it cannot be put on hold.',
      'PO-1006': 'Order PO-1006 has been cancelled, so there is nothing to put on hold.',
    };
    for (const [number, words] of Object.entries(said)) {
      const person = upTo('defect_photos', number);
      expect(person.tap('No photos').said).not.to.include('will be put on hold');
      const done = person.tap('Confirm');
      expect(done.said).to.include(words);
      expect(done.effects.map(({ type }) => type)).to.deep.equal(['create_ticket']);
    }
  });

  it('decides about holding when it is confirmed, and asks again for an order that is gone', () => {
    let found: FoundOrder | undefined = order('PO-1001', 'ready');
    const person = greeted({ ...world(), order: () => found });
    person.tap('Report a defect');
    person.write('PO-1001');
    person.tap('Other');
    person.tap('Low');
    person.write('dented');
    expect(person.tap('No photos').said).to.include('will be put on hold');
    found = undefined;
    const gone = person.tap('Confirm');
    expect(gone).to.deep.include({ effects: [] });
    expect(gone.state?.step).to.equal('defect_order');
    found = order('PO-1001', 'shipped');
    person.write('PO-1001');
    person.tap('Other');
    person.tap('Low');
    person.write('dented');
    person.tap('No photos');
    expect(person.tap('Confirm').said).to.include('shipped already');
  });

  it('promises no time where no rule gives one', () => {
    const person = greeted({ ...world(), sla: () => undefined });
    person.tap('Report a defect');
    person.write('PO-1001');
    person.tap('Return');
    person.tap('Low');
    person.write('dented');
    person.tap('No photos');
    expect(person.tap('Confirm').said).not.to.include('dealt with');
  });

  it('keeps several photos as one answer, and says so once', () => {
    const person = upTo('defect_photos');
    expect(person.photo().said).to.equal('Got it. Send more if you have any, then choose *Done*.');
    expect(person.photo('seen from below').said).to.equal('');
    expect(person.photo().said).to.equal('');
    person.wait(90_000);
    expect(person.photo().said, 'much later').to.include('Got it');
    expect(person.write('that is all').said).to.include('Please send photos');
    const summary = person.tap('Done');
    expect(summary.said).to.include('cracked at the flange\nseen from below').and.include('4 files attached');
    const [effect] = person.tap('Confirm').effects;
    expect(effect).to.have.nested.property('ticket.mediaIds').with.length(4);
  });

  it('takes a photo with a caption, or a voice note, for the description', () => {
    const captioned = upTo('defect_description');
    expect(captioned.photo('cracked').state).to.deep.include({ step: 'defect_photos' });
    expect(captioned.tap('Done').said).to.include('Description: cracked').and.include('1 file attached');

    const spoken = upTo('defect_description');
    expect(spoken.voice('it is bent').state?.step).to.equal('defect_photos');
    expect(spoken.tap('Done').said).to.include('Description: it is bent');

    const unheard = upTo('defect_description');
    const recording = { media: [{ id: 'a', kind: 'audio' }], kind: 'audio', shown: '[voice message]' } as const;
    expect(unheard.send(recording).state?.step).to.equal('defect_photos');
    expect(unheard.tap('Done').said).to.include('[voice message]');
  });

  it('asks for words after photos that have none', () => {
    const person = upTo('defect_description');
    expect(person.photo().said).to.include('Please also tell me what is wrong');
    expect(person.photo().said, 'another of the same').to.equal('');
    expect(person.send({ kind: 'sticker', media: [{ id: 's', kind: 'sticker' }] }).said).to.include('cannot use');
    expect(person.write('see the photos').state?.step).to.equal('defect_photos');
    expect(person.tap('Done').said).to.include('2 files');
  });

  it('takes a photo that comes late, and no more than it can keep', () => {
    const person = upTo('defect_confirm');
    expect(person.photo().said).to.include('1 file attached');
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `f${index}`, kind: 'image' as const }));
    const full = person.send({ kind: 'image', media: many });
    expect(full.said).to.include('I can keep 20 files').and.include('20 files attached');
    expect(person.tap('Confirm').effects[0]).to.have.nested.property('ticket.mediaIds').with.length(20);
  });

  it('keeps descriptions within bounds', () => {
    const person = upTo('defect_description');
    person.write('x'.repeat(4000));
    person.photo('y'.repeat(200));
    const summary = person.tap('Done');
    expect(summary.said).to.include(`${'x'.repeat(300)}…`);
    expect(summary.said.length).to.be.below(1024);
  });

  it('asks the same again when somebody goes back', () => {
    const person = upTo('defect_severity');
    const again = person.returnTo(stateAt('defect_type', { order: 'PO-1001' }));
    expect(again.said).to.equal('What kind of defect is it?');
    expect(person.tap('Internal reject').state).to.deep.include({ step: 'defect_severity' });
  });
});

describe('asking for an order', () => {
  const ask = (words: string) => {
    const person = greeted();
    person.tap('Order status');
    return person.write(words);
  };

  it('tells how it stands', () => {
    const answer = ask('po 1001');
    expect(answer.said).to.equal(
      [
        '*PO-1001* – Gear housings',
        'Status: in progress',
        'Progress: 60%',
        'Expected: November 24, 2026',
        'Promised by Nov 25, 2026, 10:00 AM: on track',
      ].join('\n'),
    );
    expect(answer.state).to.equal(undefined);
    expect(titles(answer)).to.deep.equal(['Another order', 'Main menu']);
  });

  it('tells what is late, why one is on hold, and nothing idle of what is over', () => {
    expect(ask('PO-1002').said).to.include('Promised by Nov 21, 2026, 9:00 AM: late');
    expect(ask('PO-1004').said).to.equal('*PO-1004*\nStatus: on hold\nOn hold because of: DEF-7KQ4MX');
    expect(ask('PO-1005').said).to.equal('*PO-1005*\nStatus: delivered');
  });

  it('asks again for one it does not find, with a way to the menu', () => {
    const unknown = ask('it is PO-4711');
    expect(unknown.said).to.include('no order *PO-4711*');
    expect(titles(unknown)).to.deep.equal(['Main menu']);
  });
});

describe('reporting maintenance', () => {
  function upTo(step: 'description' | 'confirm') {
    const person = greeted();
    person.tap('Report maintenance');
    person.write('it is machine M 07');
    person.tap('Hydraulics');
    person.tap('High');
    if (step === 'confirm') person.write('leaks oil');
    return person;
  }

  it('ends in a ticket with the time it may take', () => {
    const done = upTo('confirm').tap('Confirm');
    expect(done.said).to.equal(
      'Thank you. Your request has the number *MAINT-X4X4X4*.\nWe attend to it within 4 hours.',
    );
    expect(done.effects).to.deep.equal([
      {
        type: 'create_ticket',
        ticket: {
          number: 'MAINT-X4X4X4',
          kind: 'maintenance',
          machineCode: 'M-07',
          category: 'hydraulic',
          severity: 'high',
          description: 'leaks oil',
          mediaIds: [],
        },
      },
    ]);
  });

  it('sums up, and does without a description', () => {
    const summary = upTo('description').tap('Skip');
    expect(summary.said).to.equal(
      ['Is this right?', '', 'Machine: M-07 – Press 7', 'Problem: Hydraulics', 'Urgency: High'].join('\n'),
    );
    const person = upTo('description');
    person.tap('Skip');
    expect(person.tap('Confirm').effects[0]).to.have.nested.property('ticket.description', 'Hydraulics');
  });

  it('takes photos and words in any order', () => {
    const person = upTo('description');
    const first = person.photo();
    expect(first.said).to.include('choose *Done*');
    expect(titles(first)).to.deep.equal(['Done']);
    const summary = person.write('leaks here');
    expect(summary.said).to.include('Description: leaks here').and.include('1 file attached');
  });

  it('asks again for a machine that is not there', () => {
    const person = greeted();
    person.tap('Report maintenance');
    expect(person.write('M-99').said).to.include('no machine *M-99*');
    expect(person.write('?').said).to.include('I see no machine number');
    expect(person.write('m12').state?.data).to.include({ machine: 'M-12' });
  });
});

describe('tickets of a person', () => {
  const own = [
    ticket('DEF-7KQ4MX'),
    ticket('MAINT-344444', { kind: 'maintenance', status: 'in_progress', dueAt: null, sla: 'none', severity: null }),
    ticket('DEF-999999', { status: 'closed' }),
  ];

  it('are listed while they are open, with kind, status and time', () => {
    const person = greeted(world(own));
    const list = person.tap('My open tickets');
    expect(titles(list)).to.deep.equal(['DEF-7KQ4MX', 'MAINT-344444', 'Main menu']);
    const [question] = drive(
      menuFlow.ask({ state: stateAt('tickets_choice'), say: speaker('en', 'UTC'), now }),
      world(own),
    );
    expect(question).to.have.nested.property(
      'action.sections[0].rows[0].description',
      'Defect · Open · by Nov 21, 2026, 4:00 PM',
    );
    expect(question).to.have.nested.property('action.sections[0].rows[1].description', 'Maintenance · In progress');
    const detail = person.tap('DEF-7KQ4MX');
    expect(detail.said).to.equal(
      [
        '*DEF-7KQ4MX* – Defect',
        'Status: Open',
        'Severity: High',
        'Reported: November 21, 2026',
        'Due: Nov 21, 2026, 4:00 PM (On track)',
        '',
        'a crack',
      ].join('\n'),
    );
    expect(titles(detail)).to.deep.equal(['My open tickets', 'Main menu']);
    expect(person.send({ replyId: 'ticket:MAINT-344444' }).said, 'tapped after the end').to.include('Maintenance');
  });

  it('may be none', () => {
    const none = greeted().tap('My open tickets');
    expect(none.said).to.equal('You have no open tickets.');
    expect(none.state).to.equal(undefined);
    expect(titles(none)).to.deep.equal(['Main menu']);
  });

  it('fit into a list with the ways out of it', () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      ticket(`DEF-3333${['3', '4', '6', '7', '9', 'C', 'F', 'G', 'H', 'J'][index]}3`),
    );
    const person = greeted(world(many));
    person.tap('My open tickets');
    for (const wrong of ['x', 'y']) person.write(wrong);
    const list = person.write('z');
    expect(titles(list)).to.have.length(10).and.include.members(['Main menu', 'Talk to a person']);
  });

  it('are found by number, and only the own ones', () => {
    const person = greeted(world(own));
    person.tap('My open tickets');
    expect(person.write('DEF-777777').said).to.include('no ticket *DEF-777777* of yours');
    expect(person.write('the second').said).to.include('I see no ticket number');
    expect(person.write('maint 3 4 4 4 4 4').said).to.include('*MAINT-344444* – Maintenance');
  });
});

describe('the time a ticket has left', () => {
  const ask = (about: Partial<FoundTicket>) => {
    const person = greeted(world([ticket('DEF-7KQ4MX', about)]));
    person.tap('SLA status of a ticket');
    return person.voice('DEF 7 K Q 4 M X.');
  };

  it('is told in hours and minutes', () => {
    const answer = ask({ dueAt: new Date('2026-11-21T15:01:00Z') });
    expect(answer.said).to.equal(
      '*DEF-7KQ4MX* is on track. Time left: 5 hours and 1 minute, until Nov 21, 2026, 3:01 PM.',
    );
    expect(titles(answer)).to.deep.equal(['Another ticket', 'Main menu']);
    expect(ask({ sla: 'warning', dueAt: new Date('2026-11-21T10:59:00Z') }).said).to.include(
      'due soon. Time left: 59 minutes',
    );
    expect(ask({ sla: 'breached', dueAt: inHours(-1) }).said).to.equal(
      '*DEF-7KQ4MX* is overdue. It was due Nov 21, 2026, 9:00 AM: that was 1 hour ago.',
    );
  });

  it('has stopped for what is settled, and never ran without a deadline', () => {
    expect(ask({ sla: 'met', status: 'resolved' }).said).to.equal(
      '*DEF-7KQ4MX* was dealt with in time. Status: Resolved',
    );
    expect(ask({ sla: 'breached', status: 'closed' }).said).to.include('took longer than promised');
    expect(ask({ sla: 'none', dueAt: null }).said).to.equal('There is no deadline for *DEF-7KQ4MX*. Status: Open');
  });

  it('is asked of one of the own tickets by a tap, or by number when there are none', () => {
    const person = greeted(world([ticket('DEF-7KQ4MX')]));
    const question = person.tap('SLA status of a ticket');
    expect(titles(question)).to.deep.equal(['DEF-7KQ4MX', 'Main menu']);
    expect(person.tap('DEF-7KQ4MX').said).to.include('is on track');
    const other = greeted();
    expect(other.tap('SLA status of a ticket').said).to.include('Please write its number');
    expect(other.write('DEF-7KQ4MX').said).to.include('no ticket *DEF-7KQ4MX* of yours');
  });

  it('is never nothing, in any language', () => {
    for (const language of languages) {
      const say = speaker(language, 'UTC');
      for (const minutes of [0, 1, 2, 59, 60, 61, 120, 150]) {
        const words = durationText(say, minutes * 60_000);
        expect(words, `${language} ${minutes}`)
          .to.match(/\d/)
          .and.not.match(/[{}#]|^\s|\s$|\s\s/);
      }
    }
    expect(durationText(speaker('en', 'UTC'), 90_061_000)).to.equal('25 hours and 2 minutes');
  });
});

describe('codes in a text', () => {
  it('are found however they are written, likeliest first', () => {
    expect(codesIn('my order is PO-1001!')[0]).to.equal('PO-1001');
    expect(codesIn('po 1001')).to.include('po 1001');
    expect(codesIn('P.O. 1001.')[0]).to.equal('P.O 1001');
    expect(codesIn('the big press')).to.deep.equal(['the big press']);
    expect(codesIn('*** ???')).to.deep.equal([]);
    expect(codesIn('x'.repeat(41))).to.deep.equal([]);
    expect(codesIn(Array.from({ length: 50 }, (_, n) => `a${n}`).join(' '))).to.have.length(8);
  });
});

describe('the menu in every language', () => {
  // Every question of every option, as far as it is sent: its limits hold in each language.
  const full = { order: 'PO-1001', type: 'internal_reject', severity: 'high', description: 'x'.repeat(4000) } as const;
  const data = { ...full, machine: 'M-07', issue: 'hydraulic', mediaIds: ['a', 'b'] } as const;
  const steps = [
    ...['menu', 'defect_order', 'defect_type', 'defect_severity', 'defect_description', 'defect_photos'],
    ...['defect_confirm', 'order_number', 'maintenance_machine', 'maintenance_issue', 'maintenance_urgency'],
    ...['maintenance_description', 'maintenance_confirm', 'tickets_choice', 'sla_ticket'],
  ] as const;

  for (const language of languages) {
    it(`asks questions that can be sent: ${language}`, () => {
      const say = speaker(language, 'UTC');
      for (const step of steps) {
        for (const wrong of [0, 1, 3]) {
          const state = menuFlow.parseState({ step, data: { ...data, mediaIds: [...data.mediaIds], wrong } });
          const replies = drive(menuFlow.ask({ state: state!, say, now }), world([ticket('DEF-7KQ4MX')]));
          const problems = replies.flatMap(contentProblems);
          expect(problems, `${step} ${wrong}`).to.deep.equal([]);
        }
      }
    });
  }
});

describe('whatever somebody writes', () => {
  it('is answered, can be left, and makes one ticket for one confirmation', () => {
    const words = fc.oneof(fc.constantFrom('PO-1001', 'M-07', 'DEF-7KQ4MX', 'x', ''), fc.string());
    const acts = fc.oneof(
      fc.record({ act: fc.constant('write' as const), text: words }),
      fc.record({ act: fc.constant('photo' as const), text: words }),
      fc.record({ act: fc.constant('voice' as const), text: words }),
      fc.record({ act: fc.constant('choose' as const), number: fc.nat({ max: 11 }) }),
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), fc.constantFrom(...languages), (script, language) => {
        const person = meet(world([ticket('DEF-7KQ4MX')]), { language });
        let turn = person.write('hello');
        for (const one of script) {
          const confirming = turn.state?.step.endsWith('_confirm') === true;
          const option = one.act === 'choose' ? turn.options[one.number] : undefined;
          if (one.act !== 'choose') turn = person[one.act](one.text);
          else if (option) turn = person.send({ kind: 'interactive', text: option.title, replyId: option.id });
          const tickets = turn.effects.filter(({ type }) => type === 'create_ticket');
          expect(tickets.length).to.equal(confirming && option?.id.endsWith(':yes') ? 1 : 0);
          const after = person.state();
          if (after)
            expect(drive(menuFlow.ask({ state: after, say: speaker(language, 'UTC'), now }), world())).to.have.length(
              1,
            );
          expect(turn.replies.flatMap(contentProblems)).to.deep.equal([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
