// Option 1 of the menu: from an order to a ticket, and what is told of the order.
import { expect } from 'chai';
import { stateAt } from '../../../../src/intake/flows/menu/state.ts';
import type { FoundOrder } from '../../../../src/intake/lookups.ts';
import type { Turn } from '../../../support/dialogue.ts';
import { greeted, order, orderId, titles, world } from '../../../support/factory.ts';

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
          orderId: orderId('PO-1001'),
          severity: 'high',
          description: 'cracked at the flange',
          mediaIds: [],
          details: { type: 'return' },
        },
      },
      { type: 'hold_order', orderId: orderId('PO-1001'), ticketNumber: 'DEF-X4X4X4' },
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
    expect(person.write('wait a moment').said).to.include('Please send photos');
    const summary = person.write('that is all');
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
    expect(spoken.tap('No photos').said).to.include('Description: it is bent');

    const unheard = upTo('defect_description');
    const recording = { media: [{ id: 'a', kind: 'audio' }], kind: 'audio', shown: '[audio]' } as const;
    expect(unheard.send(recording).state?.step).to.equal('defect_photos');
    expect(unheard.tap('No photos').said).to.include('Description: Voice message (its words are not known)');
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
