// The menu of a factory, spoken with directly: what its options have in common.
import { expect } from 'chai';
import { menuFlow } from '../../../../src/intake/flows/menu/index.ts';
import { stateAt } from '../../../../src/intake/flows/menu/state.ts';
import { greeted, meet, ticket, titles, world } from '../../../support/factory.ts';

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

  it('takes an option as the very first message, or the number of a ticket or an order', () => {
    expect(meet().send({ text: 'Order status', replyId: 'menu:order' }).state?.step).to.equal('order_number');
    expect(meet(world([ticket('DEF-7KQ4MX')])).write('what about def 7kq 4mx?').said).to.include(
      '*DEF-7KQ4MX* – Defect',
    );
    expect(meet().write('how is po 1001?').said).to.include('Status: in progress');
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

  it('takes its own choices at any time, and no others', () => {
    const lasting = ['menu:start', 'menu:defect', 'tickets_choice:DEF-7KQ4MX', 'sla_ticket:DEF-7KQ4MX'];
    const others = ['defect_confirm:yes', 'defect_severity:high', 'SI', '', 'menu', 'order'];
    for (const id of lasting) expect(menuFlow.knowsReply?.(id, ''), id).to.equal(true);
    for (const id of others) expect(menuFlow.knowsReply?.(id, ''), id).to.equal(false);
    const person = greeted();
    person.tap('Report a defect');
    expect(person.send({ replyId: 'menu:start' }).state?.step).to.equal('menu');
    expect(person.send({ replyId: 'menu:maintenance' }).state?.step).to.equal('maintenance_machine');
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
