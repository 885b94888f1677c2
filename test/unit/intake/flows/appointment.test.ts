// The flow of a clinic: what people answer to reminders, and what becomes of it.
import { expect } from 'chai';
import { appointmentFlow } from '../../../../src/intake/flows/appointment/index.ts';
import { readCommand } from '../../../../src/intake/commands.ts';
import { about, patient, reminder } from '../../../support/clinic.ts';
import { drive } from '../../../support/dialogue.ts';

const handOver = { type: 'hand_over', reason: 'reschedule' };
const titlesOf = ({ options }: { options: readonly { title: string }[] }) => options.map(({ title }) => title);

describe('an answer to a reminder', () => {
  it('confirms, and says which appointment', () => {
    const person = patient([reminder()]);
    const { said, effects, state } = person.write('Yes');
    expect(said).to.equal(`Thank you! Your appointment is confirmed.\n\n${about}`);
    expect(effects).to.deep.equal([{ type: 'answer_reminder', occurrenceId: 'first', answer: 'confirmed' }]);
    expect(state).to.equal(undefined);
  });

  it('by its button means what the button says, whatever its payload', () => {
    for (const [title, payload, answer] of [
      ['Sí', 'Sí', 'confirmed'],
      ['Sí', 'appointment-4711', 'confirmed'],
      ['Claro que vamos', 'CONFIRM_4711', 'confirmed'],
      ['Reagendar', 'Reagendar', 'reschedule_requested'],
      ['Otro momento', 'reschedule:17', 'reschedule_requested'],
    ] as const) {
      const person = patient([reminder()]);
      expect(appointmentFlow.knowsReply?.(payload, title), title).to.equal(true);
      person.button(title, 'wamid.1', payload);
      expect(person.answers(), title).to.deep.equal([answer]);
    }
    expect(appointmentFlow.knowsReply?.('rating-5', 'Good')).to.equal(false);
  });

  it('that asks for another time brings a person', () => {
    const { said, effects, state } = patient([reminder()]).write('No puedo ese día, ¿puede ser el jueves?');
    expect(said).to.include('A colleague will answer you here').and.to.include(about);
    const marked = { type: 'answer_reminder', occurrenceId: 'first', answer: 'reschedule_requested' };
    expect(effects).to.deep.equal([marked, handOver]);
    expect(state).to.equal(undefined);
  });

  it('that says no is asked whether another time would do', () => {
    const person = patient([reminder()]);
    const asked = person.write('No');
    expect(asked.said).to.equal(`${about}\n\nWould you like another time, or are you not coming?`);
    expect(titlesOf(asked)).to.deep.equal(['Another time', 'I am not coming', 'Confirm appointment']);
    expect(person.tap('I am not coming').said).to.include('We have noted that you are not coming');
    expect(person.answers()).to.deep.equal(['declined']);
    const other = patient([reminder()]);
    other.write('cancel my appointment');
    expect(other.tap('Another time').effects).to.deep.include(handOver);
  });

  it('that says plainly that nobody comes is not doubted', () => {
    const person = patient([reminder()]);
    person.write('I am not coming, thank you');
    expect(person.answers()).to.deep.equal(['declined']);
  });

  it('is not guessed: yes and no do not say which of two', () => {
    const person = patient([reminder()]);
    person.write('no');
    expect(person.write('yes').effects).to.deep.equal([]);
    expect(person.write('no').effects).to.deep.equal([]);
    expect(person.write('I will be there').effects).to.have.length(1);
    expect(person.answers()).to.deep.equal(['confirmed']);
  });

  it('names no appointment when the reminder said nothing of it', () => {
    expect(patient([reminder({ values: [] })]).write('yes').said).to.equal('Thank you! Your appointment is confirmed.');
    const long = patient([reminder({ values: ['🐶'.repeat(400)] })]).write('yes').said;
    expect(long).to.match(/🐶$/u).and.have.length.below(400);
  });

  it('is asked for after a greeting and after thanks, as long as there is none', () => {
    const person = patient([reminder()]);
    expect(person.write('Good morning').said).to.match(/^Hello!.*\n\nMaría · .*\n\nWill you come\?$/);
    expect(person.write('thanks').said).to.include('You are welcome!').and.to.include('Will you come?');
    person.tap('Confirm appointment');
    expect(person.write('thanks')).to.deep.include({ said: 'You are welcome!', state: undefined });
    expect(person.write('Good morning').said).to.include('What can I do for you?');
  });
});

describe('a reminder that was answered', () => {
  it('says so, and lets the answer be changed', () => {
    const person = patient([reminder()]);
    person.write('yes');
    const again = person.write('yes');
    expect(again.said)
      .to.include('You have confirmed this appointment already')
      .and.to.include('Has something changed?');
    expect(again.effects).to.deep.equal([]);
    expect(titlesOf(again)).to.deep.equal(['Another time', 'I am not coming', 'Leave it as it is']);
    expect(person.tap('I am not coming').said).to.match(/^You had confirmed before; that is changed now/);
    expect(person.answers()).to.deep.equal(['declined']);
    expect(titlesOf(person.write('I am not coming'))).to.include('Confirm appointment');
    person.tap('Confirm appointment');
    expect(person.answers()).to.deep.equal(['confirmed']);
  });

  it('stays as it is when nothing changed', () => {
    for (const way of ['no', 'yes', 'leave it as it is']) {
      const person = patient([reminder({ answer: 'confirmed' })]);
      person.write('yes');
      const { said, effects, state } = person.write(way);
      expect([said, effects, state]).to.deep.equal([
        `All right, your appointment stays confirmed.\n\n${about}`,
        [],
        undefined,
      ]);
    }
    const declined = patient([reminder({ answer: 'declined' })]);
    expect(declined.write('no').said).to.include('already that you are not coming');
    expect(declined.write('yes').state, 'yes to what?').not.to.equal(undefined);
    expect(declined.write('no').said).to.include('All right, you are not coming');
  });

  it('gets whoever wants another time a person, as often as they ask', () => {
    const person = patient([reminder({ answer: 'reschedule_requested' })]);
    expect(person.write('another time please').effects).to.deep.equal([handOver]);
    expect(person.write('yes').said).to.match(/^You had asked for another time; that is changed now/);
  });
});

describe('which reminder is answered', () => {
  const two = () => [reminder(), reminder({ id: 'second', externalId: 'wamid.2', values: ['Michi'] })];

  it('is the last one, unless an earlier one is quoted', () => {
    const person = patient(two());
    expect(person.write('yes').said).to.include('Michi');
    expect(person.send({ text: 'yes', replyTo: 'wamid.1' }).said).to.include('Firulais');
    expect(person.answers()).to.deep.equal(['confirmed', 'confirmed']);
  });

  it('stays the quoted one while it is talked about', () => {
    const person = patient(two());
    person.send({ text: 'no', replyTo: 'wamid.1' });
    person.tap('I am not coming');
    expect(person.answers()).to.deep.equal(['declined', null]);
  });

  it('is a newer one, except where the answer belongs to the question about the older', () => {
    const sent = [reminder()];
    const person = patient(sent);
    person.write('no');
    sent.push(
      reminder({ id: 'second', externalId: 'wamid.2', sentAt: new Date('2026-11-21T10:05:00Z'), values: ['Michi'] }),
    );
    expect(person.tap(2).said, 'a number of the older question').to.equal('Michi\n\nWill you come?');
    person.write('yes');
    expect(person.answers()).to.deep.equal([null, 'confirmed']);
    const other = patient([reminder()]);
    other.write('no');
    const decline = { kind: 'interactive', replyId: 'choice:decline', replyTo: 'wamid.question' };
    expect(other.send(decline).effects).to.deep.include({
      type: 'answer_reminder',
      occurrenceId: 'first',
      answer: 'declined',
    });
  });

  it('is none when another message’s button was tapped: that is left to who sent it', () => {
    const person = patient([reminder()]);
    expect(person.button('Yes', 'wamid.survey')).to.deep.include({ said: '', effects: [], state: undefined });
    person.write('no');
    expect(person.button('Yes', 'wamid.survey').state?.step).to.equal('why');
    expect(person.answers()).to.deep.equal([null]);
    // Not every channel says which message a button belongs to.
    const without = patient([reminder()]);
    without.send({ kind: 'button', text: 'Sí', replyId: 'Sí' });
    expect(without.answers()).to.deep.equal(['confirmed']);
  });
});

describe('without a reminder', () => {
  it('says what there is to choose, finds nothing to confirm, and gets a person for everything else', () => {
    const person = patient([]);
    const hello = person.write('What are your opening hours?');
    expect(hello.said).to.match(/^Hello!.*\n\nWhat can I do for you\?$/s);
    expect(titlesOf(hello)).to.deep.equal(['Confirm appointment', 'Another time', 'Talk to a person']);
    for (const text of ['yes', 'no', 'cancel my appointment', 'I am not coming'])
      expect(person.write(text).said, text).to.include('I find no reminder of yours');
    expect(person.tap('Confirm appointment').said).to.include('I find no reminder of yours');
    expect(person.tap('Another time').effects).to.deep.equal([handOver]);
    expect(patient([]).write('Can I talk to a person?').effects).to.deep.equal([
      { type: 'hand_over', reason: 'asked' },
    ]);
  });
});

describe('what nobody can understand', () => {
  it('is told what can be answered, and after three times that a person can help', () => {
    const person = patient([reminder()]);
    const asked = /^I did not understand that. You can answer .*\n\nMaría .*\n\nWill you come\?$/;
    for (const _ of [1, 2]) expect(person.write('hm?').said).to.match(asked);
    expect(person.voice('').said).to.include('A person can help you');
    person.write('no');
    expect(person.voice('').said).to.include('could not make out the voice message');
    person.write('hm?');
    const stuck = person.photo();
    expect(stuck.said).to.include('A person can help you');
    expect(titlesOf(stuck)).to.deep.equal([
      'Another time',
      'I am not coming',
      'Confirm appointment',
      'Talk to a person',
    ]);
    expect(person.tap('Talk to a person').effects).to.deep.equal([{ type: 'hand_over', reason: 'asked' }]);
    expect(person.send({ kind: 'contacts', text: 'Yes' }).effects).to.deep.equal([]);
  });
});

describe('the word cancel', () => {
  const takes = (person: ReturnType<typeof patient>, text: string, sent = [reminder()]) => {
    const now = new Date('2026-11-21T10:00:00Z');
    const message = { id: 'm', kind: 'text', text, shown: text, media: [], payload: {} };
    const state = person.state() ?? appointmentFlow.start();
    const input = { state, message, now, say: () => '', begins: false };
    const found = sent.map(({ id: occurrenceId, ...more }) => ({ occurrenceId, quoted: false, ...more }));
    return drive(appointmentFlow.takesCommand!(readCommand(text)!, input), { reminder: () => found.at(-1) });
  };

  it('is about the appointment where there is one, and asked about once', () => {
    const person = patient([reminder()]);
    expect(takes(person, 'Cancelar')).to.equal(true);
    expect(takes(person, 'Cancelar', [])).to.equal(false);
    expect(person.write('Cancelar').said).to.include('Would you like another time');
    expect(person.write('Cancelar').said).to.include('We have noted that you are not coming');
    expect(person.write('cancel').said).to.include('already that you are not coming');
    expect(person.write('cancel')).to.deep.include({ effects: [], state: undefined });
  });

  it('leaves everything as it is when it is said of the dialogue', () => {
    const person = patient([reminder()]);
    expect(takes(person, 'never mind')).to.equal(false);
    person.write('no');
    expect(takes(person, 'never mind')).to.equal(true);
    expect(person.write('never mind').said).to.include('Your answer is still open');
    for (const word of ['menu', 'back', 'help']) expect(takes(person, word), word).to.equal(false);
  });
});

describe('the state of an appointment’s talk', () => {
  it('that cannot be read begins anew', () => {
    expect(appointmentFlow.parseState({ step: 'gone', data: { misses: 0 } })).to.equal(undefined);
    expect(appointmentFlow.parseState({ step: 'why', data: { reminder: { occurrenceId: 7 } } })).to.equal(undefined);
  });
});
