// Options 2 and 3 of the menu: how an order stands, and machines that need somebody.
import { expect } from 'chai';
import type { ConversationInput } from '../../../../src/intake/engine.ts';
import { codesIn } from '../../../../src/intake/flows/menu/codes.ts';
import { menuFlow } from '../../../../src/intake/flows/menu/index.ts';
import type { Lookups } from '../../../support/dialogue.ts';
import { greeted, order, titles, world } from '../../../support/factory.ts';
import { run, said } from '../trial.ts';

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

describe('a machine of a tenant that lists none', () => {
  const answerTo = (words: string) => {
    const unlisted = { ...world(), machine: ({ code }: { code: string }) => ({ code, name: null, listed: false }) };
    const person = greeted(unlisted);
    person.tap('Report maintenance');
    return person.write(words);
  };

  it('is what looks like a code', () => {
    const codes = { 'M-07': 'M-07', 'it is M 07': 'M 07', 'press 3': 'press 3', Bertha: 'Bertha', '7': '7' };
    for (const [words, machine] of Object.entries(codes))
      expect(answerTo(words).state?.data, words).to.include({ machine });
  });

  it('is not whatever is said, nor the number of a card', () => {
    const others = [
      "I don't know",
      'no',
      'the big one',
      'what?',
      'no sé',
      'thanks',
      'hello',
      'angazi',
      'je ne sais pas',
    ];
    for (const words of [...others, '4111 1111 1111 1111', '4111111111111111']) {
      const { state, said } = answerTo(words);
      expect(state?.step, words).to.equal('maintenance_machine');
      expect(said, words).to.include('Which machine is it?');
    }
  });
});

describe('a code that looks like the number of a card', () => {
  const card = '4111111111111111';
  const person = (lookups: Lookups, messages: readonly string[]) => {
    let session: ConversationInput['session'];
    return messages.map((body, index) => {
      const message = said({ id: `m${index}`, body });
      const outcome = run([message], { flow: menuFlow, session, lookups });
      session = outcome.session;
      return outcome;
    });
  };

  it('is the order’s or the machine’s to the end', () => {
    const lookups: Lookups = {
      ...world(),
      order: ({ code }) => (code === card ? order(card, 'in_progress', { id: 'o1' }) : undefined),
      machine: ({ code }) => (code === card ? { code, name: null, listed: true } : undefined),
    };
    const defect = person(lookups, ['1', card, 'Other', 'High', `Card ${card} is bent`, '1', '1']);
    expect(defect.at(-1)!.effects.map(({ effect }) => effect)).to.deep.include({
      type: 'hold_order',
      orderId: 'o1',
      ticketNumber: 'DEF-X4X4X4',
    });
    expect(defect.at(-1)!.effects[0]).to.have.nested.property('effect.ticket.description', 'Card •••• 1111 is bent');
    const maintenance = person(lookups, ['3', card, '1', '3', '1', '1']);
    expect(maintenance.at(-1)!.effects[0]).to.have.nested.property('effect.ticket.machineCode', card);
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
