// The engine runs a conversation's messages through its flow in order, asks what the flow wants to know, and says what became of
// each message.
import { expect } from 'chai';
import fc from 'fast-check';
import { text } from '../../../src/intake/choices.ts';
import type { EngineMessage } from '../../../src/intake/engine-message.ts';
import { NotYet, runConversation } from '../../../src/intake/engine.ts';
import type { Flow } from '../../../src/intake/flow.ts';
import { cleanInput } from '../../../src/intake/guardrails/clean-input.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { extract, findOrder } from '../../../src/intake/lookups.ts';
import { flowMap, flows } from '../../../src/intake/registry.ts';
import { newSession } from '../../../src/intake/session.ts';
import type { Lookups } from '../../support/dialogue.ts';
import { now, run, said, saidIn, talk, textOf, watching, written } from './trial.ts';

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
    expect(outcome.effects).to.deep.equal([{ causedById: 'm2', effect: { type: 'hand_over', reason: 'Ada with 0' } }]);
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
      flow: asking,
      session: undefined,
      messages: written('7', 'later', '8'),
      now,
      language: 'en',
      timeZone: 'UTC',
      textLimit: 1000,
      flowNames: new Set(),
    });
    let next = looking.next();
    while (next.done !== true) {
      next = next.value.about === 'extraction' ? looking.throw(new NotYet(next.value)) : looking.next(undefined);
    }
    expect(next.value).to.deep.include({
      handled: ['m0'],
      waiting: { about: 'extraction', messageId: 'm1', text: 'later' },
    });
    expect(next.value.failure).to.equal(undefined);
  });
  const unknownOrder = {
    id: 'o',
    status: 'planned' as const,
    title: null,
    progressPercent: null,
    expectedAt: null,
    slaDueAt: null,
    heldFor: null,
  };
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
            expect(bare(parts.join(''))).to.include(bare(`[Echo]${cleanInput(words)}`));
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
