// The engine runs a conversation's messages through its flow in order, and says what became of each.
import { expect } from 'chai';
import fc from 'fast-check';
import { runConversation, type EngineMessage } from '../../../src/intake/engine.ts';
import type { Flow, FlowMessage, Reply } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { flowMap, flows } from '../../../src/intake/registry.ts';

const now = new Date('2026-11-21T10:00:00Z');

function written(...bodies: string[]): EngineMessage[] {
  return bodies.map((body, index) => said({ id: `m${index}`, body }));
}

function said(message: Partial<EngineMessage> & { id: string }): EngineMessage {
  return { kind: 'text', body: '', payload: null, replyId: null, media: [], ...message };
}

function textOf(reply: Reply): string {
  return reply.kind === 'text' ? reply.text : `[${reply.kind}]`;
}

/** Keeps what a flow is given. */
function watching(reply?: Reply): { flow: Flow; seen: FlowMessage[] } {
  const seen: FlowMessage[] = [];
  const flow: Flow = {
    name: 'watching',
    parseState: () => undefined,
    step: ({ message }) => (seen.push(message), { state: undefined, replies: reply ? [reply] : [] }),
  };
  return { flow, seen };
}

/** Counts; `hand over` hands over, `break` throws, `bye` ends the dialogue. */
const counting: Flow<number> = {
  name: 'counting',
  parseState: (stored) => (typeof stored === 'number' ? stored : undefined),
  step({ state = 0, message }) {
    if (message.text === 'break') throw new Error('broken');
    if (message.text === 'bye') return { state: undefined, replies: [{ kind: 'text', text: 'bye' }] };
    const effects = message.text === 'hand over' ? [{ type: 'hand_over', reason: 'asked' } as const] : [];
    return { state: state + 1, replies: [{ kind: 'text', text: `${state + 1} ${message.text}` }], effects };
  },
};

const run = (
  messages: readonly EngineMessage[],
  about: { flow?: Flow; stored?: unknown; textLimit?: number; replyOptions?: unknown } = {},
) => runConversation({ flow: counting, stored: undefined, messages, now, textLimit: 100, ...about });

describe('a conversation', () => {
  it('is answered message by message, each reply named after what caused it', () => {
    const { state, handled, replies, failure } = run(written('a', 'b'), { stored: 5 });
    expect(state).to.equal(7);
    expect(handled).to.deep.equal(['m0', 'm1']);
    expect(replies.map(({ causedById, reply }) => `${causedById}: ${textOf(reply)}`)).to.deep.equal([
      'm0: 6 a',
      'm1: 7 b',
    ]);
    expect(failure).to.equal(undefined);
  });

  it('begins anew after the dialogue ended, and when its stored state cannot be used any more', () => {
    expect(run(written('bye', 'a'), { stored: 3 })).to.deep.include({ state: 1, handled: ['m0', 'm1'] });
    expect(run(written('a'), { stored: { of: 'an older version' } }).state).to.equal(1);
    expect(run(written('bye'), { stored: 3 }).state).to.equal(undefined);
  });

  it('stops at a message its flow cannot handle, with what came before kept whole', () => {
    const outcome = run(written('a', 'break', 'c'));
    expect(outcome).to.deep.include({ state: 1, handled: ['m0'] });
    expect(outcome.replies).to.have.length(1);
    expect(outcome.failure?.messageId).to.equal('m1');
    expect(outcome.failure?.error).to.be.instanceOf(Error);
  });

  it('leaves the rest to a person once it is handed over', () => {
    const outcome = run(written('a', 'hand over', 'c'));
    expect(outcome.handled).to.deep.equal(['m0', 'm1']);
    expect(outcome.effects).to.deep.equal([{ type: 'hand_over', reason: 'asked' }]);
  });

  it('is nothing without messages', () => {
    expect(run([], { stored: 4 })).to.deep.equal({
      state: 4,
      handled: [],
      replies: [],
      effects: [],
      optionsSpent: false,
    });
  });

  it('gives the flow clean text and a payload that is always an object', () => {
    const { flow, seen } = watching();
    run([said({ id: 'm', kind: 'image', body: ' \u202ehi\u0000 ', payload: ['odd'] })], { flow });
    expect(seen).to.deep.equal([{ id: 'm', kind: 'image', text: 'hi', payload: {}, media: [] }]);
  });

  it('gives the flow what was tapped, the files, and the words of a voice note', () => {
    const { flow, seen } = watching();
    const voice = { id: 'f1', kind: 'audio', transcript: 'the tap drips' } as const;
    const silent = { id: 'f2', kind: 'audio', transcript: null } as const;
    run(
      [
        said({ id: 'm1', kind: 'interactive', body: 'Water', replyId: 'row-2' }),
        said({ id: 'm2', kind: 'audio', body: '[voice message]', media: [voice] }),
        said({ id: 'm3', kind: 'audio', body: '[voice message]', media: [silent] }),
      ],
      { flow },
    );
    expect(seen[0]).to.include({ text: 'Water', replyId: 'row-2' });
    expect(seen[1]).to.deep.include({ text: 'the tap drips', media: [{ id: 'f1', kind: 'audio' }] });
    expect(seen[1]).not.to.have.property('replyId');
    expect(seen[2]).to.include({ text: '[voice message]' });
  });

  it('passes replies of other kinds than text as they are', () => {
    const reply: Reply = { kind: 'location', latitude: 1, longitude: 2 };
    expect(run(written('where?'), { flow: watching(reply).flow }).replies).to.deep.equal([{ causedById: 'm0', reply }]);
  });
});

describe('choices that went out as numbered text', () => {
  const replyOptions = [
    { id: 'water', title: 'Water' },
    { id: 'roads', title: 'Roads & paths' },
    { id: 'other', title: '7' },
  ];
  const choose = (text: string, stored: unknown = replyOptions) => {
    const { flow, seen } = watching();
    const { optionsSpent } = run(written(text), { flow, replyOptions: stored });
    return { id: seen[0]?.replyId, text: seen[0]?.text, optionsSpent };
  };

  it('are chosen by number, however it is written, or by title', () => {
    for (const text of ['2', '2.', ' 2 ', '(2)', '２', '#2', '2️⃣', 'Roads & paths', ' roads &  PATHS'])
      expect(choose(text), text).to.deep.equal({ id: 'roads', text: 'Roads & paths', optionsSpent: true });
    expect(choose('7'), 'a title before a number').to.include({ id: 'other' });
  });

  it('are not chosen by anything else', () => {
    for (const text of ['0', '4', '-1', '22', 'road', '2 of them', '1.5', '1e0', ''])
      expect(choose(text), text).to.deep.include({ id: undefined, optionsSpent: false });
    for (const stored of [null, {}, 'x', [], [null, 5, { id: '' }]])
      expect(choose('2', stored).id, JSON.stringify(stored)).to.equal(undefined);
  });

  it('keep their numbers when one cannot be read', () => {
    expect(choose('2', [null, { id: 'b', title: 'B' }])).to.include({ id: 'b' });
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

  it('are not chosen by a tap, a caption or a message that failed', () => {
    const { flow, seen } = watching();
    run(
      [said({ id: 'm1', kind: 'button', body: '2', replyId: 'tapped' }), said({ id: 'm2', kind: 'image', body: '2' })],
      {
        flow,
        replyOptions,
      },
    );
    expect(seen.map(({ replyId }) => replyId)).to.deep.equal(['tapped', undefined]);
    expect(run(written('break'), { replyOptions: [{ id: 'x', title: 'x' }] }).optionsSpent).to.equal(false);
  });
});

describe('the echo flow', () => {
  const echo = (messages: readonly EngineMessage[], textLimit: number) =>
    runConversation({ flow: echoFlow, stored: undefined, messages, now, textLimit });

  it('says back everything that was said, within the limit, whatever it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 4 }),
        fc.integer({ min: 20, max: 50 }),
        (texts, limit) => {
          const { replies, handled, failure } = echo(written(...texts), limit);
          expect(failure).to.equal(undefined);
          expect(handled).to.have.length(texts.length);
          for (const [index, text] of texts.entries()) {
            const parts = replies
              .filter(({ causedById }) => causedById === `m${index}`)
              .map(({ reply }) => textOf(reply));
            for (const part of parts) expect(part.length).to.be.within(1, limit);
            expect(bare(parts.join(''))).to.include(bare(`[Echo]${text}`));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('says nothing to what is not said to it, and counts what it answered', () => {
    const kinds = ['reaction', 'system', 'edit', 'revoke', 'request_welcome', 'unsupported'];
    const silent = kinds.map((kind, index) => said({ id: `s${index}`, kind, body: 'x' }));
    const { replies, state, handled } = echo([...silent, ...written('hello')], 100);
    expect(replies.map(({ reply }) => textOf(reply))).to.deep.equal(['[Echo] hello']);
    expect(state).to.deep.equal({ answered: 1 });
    expect(handled).to.have.length(7);
  });

  it('goes on from its stored state, and anew from any other', () => {
    expect(echoFlow.parseState({ answered: 3 })).to.deep.equal({ answered: 3 });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.constant(undefined)), (stored) => void echoFlow.parseState(stored)),
    );
    for (const other of [null, undefined, 'x', {}, { answered: '3' }, []])
      expect(echoFlow.parseState(other)).to.equal(undefined);
  });
});

/** What can be seen of a text. */
function bare(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cf}]/gu, '');
}

describe('the registry of flows', () => {
  it('has echo, and refuses two flows of one name', () => {
    expect(flows.get('echo')).to.equal(echoFlow);
    expect(() => flowMap([echoFlow, echoFlow])).to.throw('two flows are named echo');
  });
});
