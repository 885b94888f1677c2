// The engine runs a conversation's messages through its flow in order, does what is the same in every flow, and says what became
// of each message.
import { expect } from 'chai';
import fc from 'fast-check';
import { choose, text } from '../../../src/intake/choices.ts';
import type { EngineMessage } from '../../../src/intake/engine-message.ts';
import { NotYet, runConversation, type ConversationInput, type ConversationRun } from '../../../src/intake/engine.ts';
import type { Flow, FlowMessage, FlowState, Reply } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import { extract, findOrder } from '../../../src/intake/lookups.ts';
import { flowMap, flows } from '../../../src/intake/registry.ts';
import { newSession, type Session } from '../../../src/intake/session.ts';
import { drive, type Lookups } from '../../support/dialogue.ts';

const now = new Date('2026-11-21T10:00:00Z');
const english = catalogues.en;

function written(...bodies: string[]): EngineMessage[] {
  return bodies.map((body, index) => said({ id: `m${index}`, body }));
}

function said(message: Partial<EngineMessage> & { id: string }): EngineMessage {
  return { kind: 'text', body: '', payload: null, replyId: null, replyTo: null, media: [], ...message };
}

function textOf(reply: Reply): string {
  if (reply.kind === 'interactive') return reply.body;
  return reply.kind === 'text' ? reply.text : `[${reply.kind}]`;
}

type TrialState = FlowState & { step: 'size' | 'name' | 'photos'; data: { size?: string; name?: string; photos?: number } };

/** Asks for a size and a name, then takes photos until `done`, which does something. `break` throws. */
const trial: Flow<TrialState> = {
  name: 'trial',
  expiresAfterMs: 3600_000,
  help: 'dialogue.nothing_to_cancel',
  start: () => ({ step: 'size', data: {} }),
  parseState: (stored) => {
    const { step, data } = (stored ?? {}) as TrialState;
    return ['size', 'name', 'photos'].includes(step) ? { step, data } : undefined;
  },
  *ask({ state: { step, data } }) {
    if (step === 'size') return [choose('Which size?', [sizes.small, sizes.large], 'Sizes')];
    return [text(step === 'name' ? `${data.size}. Whose name?` : `Photos of ${data.name}?`)];
  },
  *step({ state: { step, data }, message }) {
    if (message.text === 'break') throw new Error('broken');
    if (step === 'size') {
      if (message.replyId === undefined) return { state: { step, data }, replies: [text('Small or large.')] };
      return { state: { step: 'name', data: { size: message.replyId } }, replies: [] };
    }
    if (step === 'name') return { state: { step: 'photos', data: { ...data, name: message.text } }, replies: [] };
    if (message.media.length > 0) {
      const photos = (data.photos ?? 0) + 1;
      return { state: { step, data: { ...data, photos } }, replies: photos === 1 ? [text('Got it.')] : [], quiet: true };
    }
    const effects = [{ type: 'hand_over', reason: `${data.name} with ${data.photos ?? 0}` } as const];
    return { state: undefined, replies: [text('Done.')], effects };
  },
};
const sizes = { small: { id: 'small', title: 'Small' }, large: { id: 'large', title: 'Large' } };

/** Keeps what a flow is given. */
function watching(reply?: Reply): { flow: Flow; seen: FlowMessage[] } {
  const seen: FlowMessage[] = [];
  const flow: Flow = {
    ...echoFlow,
    name: 'watching',
    *step({ state, message }) {
      seen.push(message);
      return { state, replies: reply ? [reply] : [] };
    },
  };
  return { flow, seen };
}

const run = (
  messages: readonly EngineMessage[],
  { lookups, ...about }: Partial<ConversationInput> & { lookups?: Lookups } = {},
): ConversationRun =>
  drive(
    runConversation({
      flow: trial as unknown as Flow,
      session: undefined,
      messages,
      now,
      language: 'en',
      timeZone: 'UTC',
      textLimit: 1000,
      ...about,
    }),
    lookups,
  );

/** One message after the other, each with the session that the one before left. */
function talk(messages: readonly (string | Partial<EngineMessage>)[], about: Partial<ConversationInput> = {}) {
  let session: Session | undefined = about.session;
  const answers = messages.map((message, index) => {
    const part = typeof message === 'string' ? { body: message } : message;
    const outcome = run([said({ id: `t${index}`, ...part })], { ...about, session });
    if (outcome.failure) throw outcome.failure.error;
    session = outcome.session;
    return outcome;
  });
  const last = answers.at(-1)!;
  return { last, session: last.session, said: answers.map(saidIn), answers };
}

const saidIn = ({ replies }: ConversationRun) => replies.map(({ reply }) => textOf(reply)).join(' | ');
const photo = { kind: 'image', body: '[image]', media: [{ id: 'f', kind: 'image', transcript: null }] } as const;

describe('a conversation', () => {
  it('goes from question to question, and each reply names the message that caused it', () => {
    const { session, handled, replies, failure } = run(written('hello', 'large', 'Ada'));
    expect(handled).to.deep.equal(['m0', 'm1', 'm2']);
    expect(replies.map(({ causedById, reply }) => `${causedById}: ${textOf(reply)}`)).to.deep.equal([
      'm0: Small or large.\n\nWhich size?',
      'm1: large. Whose name?',
      'm2: Photos of Ada?',
    ]);
    expect(session.state).to.deep.equal({ step: 'photos', data: { size: 'large', name: 'Ada' } });
    expect(session.expiresAt).to.deep.equal(new Date(now.getTime() + 3600_000));
    expect(failure).to.equal(undefined);
  });

  it('stops at a message its flow cannot handle, with what came before kept whole', () => {
    const outcome = run(written('hello', 'break', 'small'));
    expect(outcome).to.deep.include({ handled: ['m0'] });
    expect(outcome.replies).to.have.length(1);
    expect(outcome.failure?.messageId).to.equal('m1');
    expect(outcome.failure?.error).to.be.instanceOf(Error);
  });

  it('leaves what comes after an effect for later, which must see what it did', () => {
    const outcome = run(written('small', 'Ada', 'done', 'small'));
    expect(outcome.handled).to.deep.equal(['m0', 'm1', 'm2']);
    expect(outcome.unfinished).to.equal(true);
    expect(outcome.effects).to.deep.equal([
      { causedById: 'm2', effect: { type: 'hand_over', reason: 'Ada with 0' } },
    ]);
    expect(outcome.session).to.deep.include({ state: undefined, offered: [], earlier: [] });
  });

  it('begins anew when its stored state cannot be used any more', () => {
    const session = { ...newSession('en', now), state: { step: 'of an older version', data: {} } };
    expect(saidIn(run(written('hello'), { session }))).to.include('Which size?');
  });

  it('is nothing without messages', () => {
    const session = newSession('en', now);
    expect(run([], { session })).to.deep.include({ session, handled: [], replies: [], effects: [] });
  });

  it('says nothing to what is not said to it', () => {
    const kinds = ['reaction', 'system', 'edit', 'revoke', 'request_welcome', 'unsupported'];
    const outcome = run(kinds.map((kind, index) => said({ id: `s${index}`, kind, body: 'x' })));
    expect(outcome.handled).to.have.length(6);
    expect(outcome.replies).to.deep.equal([]);
  });
});

describe('a question of a flow to the engine', () => {
  const asking: Flow = {
    ...echoFlow,
    name: 'asking',
    *step({ state, message }) {
      const order = yield* findOrder(message.text);
      if (message.text === 'later') yield* extract(message);
      return { state, replies: [text(order?.number ?? 'none')] };
    },
  };

  it('is answered where it was asked', () => {
    const order = (number: string) => ({ ...unknownOrder, number });
    const lookups: Lookups = { order: ({ code }) => (code === '7' ? order('PO-7') : undefined) };
    expect(saidIn(run(written('7', '8'), { flow: asking, lookups }))).to.equal('PO-7 | none');
  });

  it('stops the run when the answer has to be waited for, with what came before kept', () => {
    const looking = runConversation({
      ...{ flow: asking, session: undefined, messages: written('7', 'later', '8'), now, language: 'en' },
      ...{ timeZone: 'UTC', textLimit: 1000 },
    });
    let next = looking.next();
    while (next.done !== true) {
      next = next.value.about === 'extraction' ? looking.throw(new NotYet()) : looking.next(undefined);
    }
    expect(next.value).to.deep.include({ handled: ['m0'], waiting: { messageId: 'm1' } });
    expect(next.value.failure).to.equal(undefined);
  });
  const unknownOrder = {
    ...{ id: 'o', number: '', status: 'planned' as const, title: null, progressPercent: null, expectedAt: null },
    ...{ slaDueAt: null, heldFor: null },
  } as const;
});

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

  it('to a question that an internal system asked is left to that system', () => {
    const foreign = { kind: 'interactive', body: 'Good', replyId: 'rating-5' };
    expect(talk(['large', foreign]).last).to.deep.include({ replies: [], handled: ['t1'] });
  });

  it('with files belongs to the step, and is not taken for a choice', () => {
    const { said: answers, session } = talk(['small', 'Ada', photo, photo, photo, 'done']);
    expect(answers.slice(2)).to.deep.equal(['Got it.', '', '', 'Done.']);
    expect(session.state).to.equal(undefined);
    expect(talk([{ ...photo, body: '2', caption: '2' }]).session.state?.step).to.equal('size');
  });
});

describe('a person who comes back', () => {
  const later = new Date(now.getTime() + 3600_001);

  it('is told when what had begun is over', () => {
    const { session } = talk(['small', 'Ada']);
    const outcome = run(written('hello'), { session, now: later });
    expect(saidIn(outcome)).to.equal(`${english['dialogue.expired']}\n\nSmall or large.\n\nWhich size?`);
    expect(outcome.session.state).to.deep.equal({ step: 'size', data: {} });
  });

  it('is not told when nothing had begun, or when there is still time', () => {
    expect(saidIn(run(written('hi'), { session: talk(['hello']).session, now: later }))).not.to.include('a while');
    const inTime = new Date(later.getTime() - 2);
    const { session } = talk(['small']);
    expect(saidIn(run(written('Ada'), { session, now: inTime }))).to.equal('Photos of Ada?');
  });
});

describe('guardrails around every flow', () => {
  it('stop listening to a flood, once said, until its minute is over', () => {
    const answers = talk(Array.from({ length: 40 }, (_, n) => `line ${n}`)).said;
    expect(answers.filter((answer) => answer === english['dialogue.slow_down'])).to.have.length(1);
    expect(answers.at(-1)).to.equal('');
    const { session } = talk(Array.from({ length: 40 }, (_, n) => `line ${n}`));
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

  it('mask personal numbers in what is kept and done', () => {
    const { session } = talk(['small', 'Ada 4111 1111 1111 1111']);
    expect(session.state?.data).to.have.property('name').that.matches(/^Ada .*1111$/).and.does.not.include('4111');
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
    run([said({ id: 'm', kind: 'image', body: ' \u202ehi\u0000 ', caption: ' \u202ehi\u0000 ', payload: ['odd'] })], { flow });
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

describe('choices that went out as numbered text', () => {
  const replyOptions = [
    { id: 'water', title: 'Water' },
    { id: 'roads', title: 'Roads & paths' },
    { id: 'other', title: '7' },
  ];
  const pick = (words: string, stored: unknown = replyOptions) => {
    const { flow, seen } = watching();
    const { optionsSpent } = run(written(words), { flow, replyOptions: stored });
    return { id: seen[0]?.replyId, text: seen[0]?.text, optionsSpent };
  };

  it('are chosen by number, however it is written, or by title', () => {
    for (const words of ['2', '2.', ' 2 ', '(2)', '２', '#2', '2️⃣', 'Roads & paths', ' roads &  PATHS'])
      expect(pick(words), words).to.deep.equal({ id: 'roads', text: 'Roads & paths', optionsSpent: true });
    expect(pick('7'), 'a title before a number').to.include({ id: 'other' });
  });

  it('are not chosen by anything else', () => {
    for (const words of ['0', '4', '-1', '22', 'road', '2 of them', '1.5', '1e0', ''])
      expect(pick(words), words).to.deep.include({ id: undefined, optionsSpent: false });
    for (const stored of [null, {}, 'x', [], [null, 5, { id: '' }]])
      expect(pick('2', stored).id, JSON.stringify(stored)).to.equal(undefined);
  });

  it('keep their numbers when one cannot be read', () => {
    expect(pick('2', [null, { id: 'b', title: 'B' }])).to.include({ id: 'b' });
  });

  it('stand until one is chosen, and then no more', () => {
    const { flow, seen } = watching();
    const outcome = run(written('what is this?', '1', '2'), { flow, replyOptions });
    expect(seen.map(({ replyId }) => replyId)).to.deep.equal([undefined, 'water', undefined]);
    expect(outcome.optionsSpent).to.equal(true);
  });

  it('do not stand any more once the flow said something else', () => {
    const { flow, seen } = watching({ kind: 'text', text: 'How many?' });
    expect(run(written('hello', '2'), { flow, replyOptions }).optionsSpent).to.equal(true);
    expect(seen.map(({ replyId }) => replyId)).to.deep.equal([undefined, undefined]);
  });

  it('of the flow itself are its choices, and those of others are left alone', () => {
    const own = [{ id: 'trial:large', title: 'Large' }];
    expect(talk(['1'], { replyOptions: own }).session.state).to.deep.include({ data: { size: 'large' } });
    expect(talk(['1'], { replyOptions }).last).to.deep.include({ replies: [], optionsSpent: true });
  });
});

describe('the echo flow', () => {
  const echo = (messages: readonly EngineMessage[], textLimit: number) => run(messages, { flow: echoFlow, textLimit });

  it('says back everything that was said, within the limit, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 4 }),
        fc.integer({ min: 20, max: 50 }),
        (texts, limit) => {
          const { replies, handled, failure } = echo(written(...texts), limit);
          expect(failure).to.equal(undefined);
          expect(handled).to.have.length(texts.length);
          for (const [index, words] of texts.entries()) {
            const parts = replies
              .filter(({ causedById }) => causedById === `m${index}`)
              .map(({ reply }) => textOf(reply));
            for (const part of parts) expect(part.length).to.be.within(1, limit);
            expect(bare(parts.join(''))).to.include(bare(`[Echo]${words}`));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('answers everything, also the same again and again', () => {
    const many = echo(written(...Array.from({ length: 60 }, () => 'again')), 100);
    expect(many.replies).to.have.length(60);
  });
});

/** What can be seen of a text. */
function bare(words: string): string {
  return words.replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '');
}

describe('the registry of flows', () => {
  it('has echo, and refuses two flows of one name', () => {
    expect(flows.get('echo')).to.equal(echoFlow);
    expect(() => flowMap([echoFlow, echoFlow])).to.throw('two flows are named echo');
  });
});
