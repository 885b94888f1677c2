// What is the same in every flow: the words that work everywhere, how an answer is given, coming back, and the guardrails.
import { expect } from 'chai';
import { choose, text } from '../../../src/intake/choices.ts';
import type { Flow } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import { english, now, photo, run, said, saidIn, talk, trial, watching, written, type TrialState } from './trial.ts';

describe('the words that work everywhere', () => {
  it('menu begins again, whatever was collected', () => {
    const { said: answers, session } = talk(['small', 'menu']);
    expect(answers[1]).to.equal('Which size?');
    expect(session).to.deep.include({ earlier: [], state: { step: 'size', data: {} } });
  });

  it('cancel ends the dialogue, and says so when there is none', () => {
    const { said: answers, session } = talk(['small', 'cancel', 'CANCEL!']);
    expect(answers.slice(1)).to.deep.equal([english['dialogue.cancelled'], english['dialogue.nothing_to_cancel']]);
    expect(session.state).to.equal(undefined);
  });

  it('back puts the question before, with what was known then, as far as the first', () => {
    const { said: answers, session } = talk(['large', 'Ada', 'back', 'back', 'back']);
    expect(answers[2]).to.equal('large. Whose name?');
    expect(answers[3]).to.equal('Which size?');
    expect(answers[4]).to.equal(`${english['dialogue.no_way_back']}\n\nWhich size?`);
    expect(session.state).to.deep.equal({ step: 'size', data: {} });
  });

  it('help explains, and puts the question again', () => {
    const { said: answers, session } = talk(['large', 'help']);
    expect(answers[1]).to.include(english['dialogue.commands']).and.to.include('large. Whose name?');
    expect(session.state?.step).to.equal('name');
  });

  it('are understood in every language, and answered in the person’s', () => {
    for (const word of ['menú', 'retour', 'kanselleer', 'usizo', 'ajuda', 'Annuler']) {
      const { said: answers } = talk(['small', word], { language: 'fr' });
      expect(answers[1], word).not.to.include('Photos of');
    }
    expect(talk(['cancelar'], { language: 'fr' }).said[0]).to.equal(catalogues.fr['dialogue.nothing_to_cancel']);
  });
});

describe('a flow that takes a command for an answer', () => {
  const flow: Flow<TrialState> = {
    ...trial,
    *takesCommand(command, { state, message }) {
      return command === 'cancel' && state.step === 'name' && message.text !== 'forget it';
    },
  };

  it('is given the word where it wants it', () => {
    const { session } = talk(['small', 'cancel'], { flow });
    expect(session.state).to.deep.equal({ step: 'photos', data: { size: 'small', name: 'cancel' } });
  });

  it('leaves every other word, and every other place, to the engine', () => {
    const { said: answers } = talk(['small', 'forget it', 'cancel', 'small', 'menu'], { flow });
    expect(answers[1]).to.equal(english['dialogue.cancelled']);
    expect(answers[2]).to.equal(english['dialogue.nothing_to_cancel']);
    expect(answers[4]).to.equal('Which size?');
  });

  it('knows an answer to somebody else’s question by its title', () => {
    const titled: Flow<TrialState> = { ...trial, knowsReply: (_id, title) => title === 'Sí' };
    const tap = { kind: 'button', body: 'Sí', replyId: 'appointment-17' };
    expect(talk([tap], { flow: titled }).session.state?.data).to.deep.equal({ size: 'appointment-17' });
    expect(talk([{ ...tap, body: 'Good' }], { flow: titled }).last.replies).to.deep.equal([]);
  });
});

describe('an answer', () => {
  const voice = (transcript: string) => ({
    kind: 'audio',
    body: '[voice message]',
    media: [{ id: 'v', kind: 'audio', transcript }] as const,
  });

  it('means the same by tap, number, title and voice', () => {
    const tap = { kind: 'interactive', body: 'Large', replyId: 'trial:large' };
    for (const way of ['2', '(2)', 'large', ' LARGE ', tap, voice('two'), voice('Large, please.')])
      expect(talk(['hi', way]).session.state, JSON.stringify(way)).to.deep.equal({
        step: 'name',
        data: { size: 'large' },
      });
  });

  it('may be the very first thing that is said', () => {
    for (const way of ['small', { kind: 'interactive', body: 'Small', replyId: 'trial:small' }])
      expect(talk([way]).session).to.deep.include({
        state: { step: 'name', data: { size: 'small' } },
        earlier: [{ step: 'size', data: {} }],
      });
  });

  it('to an older question is recognised, and the one that stands put again', () => {
    const old = { kind: 'interactive', body: 'Small', replyId: 'trial:small' };
    const { said: answers, session } = talk(['large', old]);
    expect(answers[1]).to.equal(`${english['dialogue.stale_choice']}\n\nlarge. Whose name?`);
    expect(session.state?.step).to.equal('name');
    const gone = { kind: 'interactive', body: 'Send', replyId: 'trial:send' };
    expect(talk([gone]).said[0]).to.equal(`${english['dialogue.past_choice']}\n\nWhich size?`);
  });

  it('that is good at any time is taken whatever question stands, and when none does', () => {
    const flow = { ...trial, knowsReply: (id: string) => id === 'any' };
    const any = { kind: 'interactive', body: 'Any', replyId: 'trial:any' };
    const other = { kind: 'interactive', body: 'Large', replyId: 'trial:large' };
    expect(talk(['large', any], { flow }).session.state?.data).to.deep.equal({ size: 'large', name: 'Any' });
    expect(talk([any], { flow }).session.state?.data).to.deep.equal({ size: 'any' });
    expect(talk(['large', other], { flow }).said[1]).to.include(english['dialogue.stale_choice']);
  });

  it('to what a dialogue ended with is one for as long as it would have lasted', () => {
    const again = choose('Done.', [{ id: 'again', title: 'Once more' }], 'Options');
    const flow: Flow<TrialState> = {
      ...trial,
      *step(input) {
        const step = yield* trial.step(input);
        return step.state === undefined ? { ...step, replies: [again] } : step;
      },
    };
    const over = talk(['large', 'Ada', 'done'], { flow }).session;
    for (const answer of ['1', 'once more', { kind: 'interactive', body: 'Once more', replyId: 'trial:again' }])
      expect(talk([answer], { flow, session: over }).session.state?.data).to.deep.equal({ size: 'again' });
    expect(talk(['2'], { flow, session: over }).session.state?.data, 'of the first question').to.deep.equal({
      size: 'large',
    });
    const later = new Date(now.getTime() + flow.expiresAfterMs);
    const { session, said: answers } = talk(['1'], { flow, session: over, now: later });
    expect(session.state?.data).to.deep.equal({ size: 'small' });
    expect(answers[0], 'nothing was lost').not.to.include(english['dialogue.expired']);
  });

  it('to a question that an internal system asked is left to that system', () => {
    const foreign = { kind: 'interactive', body: 'Good', replyId: 'rating-5' };
    expect(talk(['large', foreign]).last).to.deep.include({ replies: [], handled: ['t1'] });
  });

  it('to a question of the flow that its channel ran before is one to an older question', () => {
    const flowNames = new Set(['trial', 'before']);
    const old = { kind: 'interactive', body: 'Small', replyId: 'before:small' };
    const { said: answers, session } = talk(['large', old], { flowNames });
    expect(answers[1]).to.equal(`${english['dialogue.stale_choice']}\n\nlarge. Whose name?`);
    expect(session.state?.data).to.deep.equal({ size: 'large' });
    const numbered = [{ id: 'before:small', title: 'Small' }];
    expect(talk(['1'], { flowNames, replyOptions: numbered }).said[0]).to.include(english['dialogue.past_choice']);
    for (const replyId of ['never:small', 'before', ':small'])
      expect(talk(['large', { ...old, replyId }], { flowNames }).last.replies, replyId).to.deep.equal([]);
  });

  it('with files belongs to the step, and is not taken for a choice', () => {
    const { said: answers, session } = talk(['small', 'Ada', photo, photo, photo, 'done']);
    expect(answers.slice(2)).to.deep.equal(['Got it.', '', '', 'Done.']);
    expect(session.state).to.equal(undefined);
    expect(talk([{ ...photo, body: '2', caption: '2' }]).session.state?.step).to.equal('size');
  });
});

describe('guardrails around every flow', () => {
  it('stop listening to a flood, once said, until its minute is over', () => {
    const lines = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 'small' : 'back'));
    const { said: answers, session } = talk(lines);
    expect(answers.filter((answer) => answer === english['dialogue.slow_down'])).to.have.length(1);
    expect(answers.at(-1)).to.equal('');
    const later = new Date(now.getTime() + 61_000);
    expect(saidIn(run(written('hello'), { session, now: later }))).to.include('Which size?');
  });

  it('stop answering a machine that says the same again and again, until it says something else', () => {
    const { said: answers, session } = talk(Array.from({ length: 9 }, () => 'I am out of office.'));
    expect(answers.filter((answer) => answer === english['dialogue.automatic'])).to.have.length(1);
    expect(answers.at(-1)).to.equal('');
    expect(saidIn(run(written('a person now'), { session }))).to.include('Which size?');
  });

  it('ask for fewer words, and do not take an insult for an answer', () => {
    const { said: answers, session } = talk(['small', 'x'.repeat(5_000), 'fuck you']);
    expect(answers[1]).to.equal(`${english['dialogue.too_long']}\n\nsmall. Whose name?`);
    expect(answers[2]).to.equal(`${english['dialogue.abuse']}\n\nsmall. Whose name?`);
    expect(session.state?.step).to.equal('name');
  });

  it('end what leads nowhere with a word, and not what goes on', () => {
    const letters = 'abcdefghijklmnopqr'.split('');
    const stuck = talk(letters.map((letter) => `${letter}?`));
    expect(stuck.said.slice(15)).to.deep.equal(['Small or large.\n\nWhich size?', english['dialogue.no_progress'], '']);
    const tap = { kind: 'interactive', body: 'Large', replyId: 'trial:large' };
    expect(talk([tap], { session: stuck.session }).said, 'a tap is no machine’s').to.deep.equal(['large. Whose name?']);
    const rounds = letters.flatMap((letter) => ['small', letter, 'menu']);
    expect(talk(rounds.slice(0, 30)).said).not.to.include(english['dialogue.no_progress']);
  });

  it('mask personal numbers in what is kept and done', () => {
    const { session } = talk(['small', 'Ada 4111 1111 1111 1111']);
    expect(session.state?.data)
      .to.have.property('name')
      .that.matches(/^Ada .*1111$/)
      .and.does.not.include('4111');
  });

  it('keep internals and template braces from going out, but not what the person wrote', () => {
    const leak = (words: string) => run(written('hi'), { flow: watching(text(words)).flow });
    for (const words of ['Hello {{1}}', '0190f3a4-7c1e-7abc-8def-0123456789ab', 'Error: relation "x" does not exist']) {
      expect(saidIn(leak(words)), words).to.equal(english['dialogue.not_kept']);
      expect(leak(words).withheld).to.have.length(1);
    }
    expect(saidIn(run(written('say {{1}}'), { flow: echoFlow }))).to.equal('[Echo] say {{1}}');
  });
});

describe('what a flow is given', () => {
  it('is clean text and a payload that is always an object', () => {
    const { flow, seen } = watching();
    run([said({ id: 'm', kind: 'image', body: ' \u202ehi\u0000 ', caption: ' \u202ehi\u0000 ', payload: ['odd'] })], {
      flow,
    });
    expect(seen[0]).to.deep.include({ id: 'm', kind: 'image', text: 'hi', shown: 'hi', payload: {}, media: [] });
  });

  it('is what was tapped, the files, the place, and the words of a voice note', () => {
    const { flow, seen } = watching();
    const place = { latitude: -33.9, longitude: 18.4 };
    const voice = { id: 'f1', kind: 'audio', transcript: 'the tap drips' } as const;
    const silent = { id: 'f2', kind: 'audio', transcript: null } as const;
    run(
      [
        said({ id: 'm1', kind: 'button', body: 'Water', replyId: 'row-2', replyTo: 'wamid.1' }),
        said({ id: 'm2', kind: 'audio', body: '[voice message]', media: [voice] }),
        said({ id: 'm3', kind: 'audio', body: '[voice message]', media: [silent] }),
        said({ id: 'm4', kind: 'location', body: '[location] -33.9, 18.4', place }),
      ],
      { flow },
    );
    expect(seen[0]).to.include({ text: 'Water', replyId: 'row-2', replyTo: 'wamid.1' });
    expect(seen[1]).to.deep.include({ text: 'the tap drips', media: [{ id: 'f1', kind: 'audio' }] });
    expect(seen[1]).not.to.have.property('replyId');
    expect(seen[2]).to.include({ text: '', shown: '[voice message]' });
    expect(seen[3]).to.deep.include({ text: '', place });
  });
});
