// Every flow, whatever anybody does: it never throws, never leaves a person without a way on, says nothing that its channel
// cannot send or that is nobody's business, and one confirmation makes one ticket.
import { expect } from 'chai';
import fc from 'fast-check';
import { channelProblems } from '../../../src/domain/channel-rules.ts';
import { contentProblems } from '../../../src/domain/content-rules.ts';
import { languages } from '../../../src/domain/language.ts';
import { textLimit } from '../../../src/domain/message.ts';
import { prefixOf } from '../../../src/domain/ticket.ts';
import type { ConversationRun } from '../../../src/intake/engine.ts';
import type { EngineMessage } from '../../../src/intake/engine-message.ts';
import type { Flow, Reply } from '../../../src/intake/flow.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import { flows } from '../../../src/intake/registry.ts';
import { anyAct, bracedWords, cardNumber } from '../../support/anybody.ts';
import { oddWords, oracle } from '../../support/oracle.ts';
import { chosen, planOf, typed, Walker } from '../../support/walker.ts';

/** Flows of which walks are known to reach a ticket: that they do shows that the walks get anywhere. */
const makeTickets = new Set(['menu', 'report']);

const walks = fc.record({
  seed: fc.nat(),
  provider: fc.constantFrom('meta' as const, 'twilio' as const),
  language: fc.constantFrom(...languages),
  // What comes in one go is handled in one run.
  bursts: fc.array(fc.array(anyAct, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 20, size: 'max' }),
});

for (const flow of flows.values()) {
  describe(`the flow ${flow.name}, whatever anybody does`, () => {
    let tickets = 0;

    const walk = (each: (walker: Walker, message: EngineMessage, run: ConversationRun) => void, numRuns: number) => {
      const property = fc.property(walks, ({ seed, bursts, ...way }) => {
        const walker = new Walker({ ...way, flow, oracle: oracle(seed) });
        for (const burst of bursts) {
          const messages = burst.flatMap((act) => walker.messageOf(act) ?? []);
          for (const run of walker.send(messages))
            each(
              walker,
              messages.find(({ id }) => id === run.handled.at(-1))!,
              run,
            );
        }
      });
      fc.assert(property, { numRuns });
    };

    it('goes on, says what can be sent, and keeps what it can read again', () => {
      walk((walker, _message, run) => {
        checkRun(walker, run);
        checkKept(flow, walker, run);
        tickets += ticketsOf(run).length;
      }, 150);
    });

    it('has a way out and a way on at every point', () => {
      walk((walker) => checkWays(flow, walker), 25);
    });

    it('takes each choice that it offers, by a tap, its number, its title or its words, for the same', () => {
      walk((walker) => checkChoices(flow, walker), 25);
    });

    it('makes one ticket of one confirmation', () => {
      walk((walker, message, run) => {
        const made = ticketsOf(run);
        const causes = made.map(({ causedById }) => causedById);
        expect(causes).to.deep.equal([...new Set(causes)]);
        for (const { ticket } of made) expect(ticket.number).to.match(new RegExp(`^${prefixOf[ticket.kind]}-`));
        if (made.length === 0) return;
        // Sent again, as by an impatient thumb or a second phone.
        const again = walker.fork();
        again.messageOf({ act: 'wait', minutes: 1 });
        const runs = again.say({ ...message, id: `${message.id} again` });
        expect(runs.flatMap(ticketsOf), 'of the same confirmation').to.deep.equal([]);
      }, 150);
    });

    if (makeTickets.has(flow.name)) {
      it('gets as far as a ticket', () => {
        expect(tickets).to.be.greaterThan(0);
      });
    }
  });
}

function ticketsOf({ effects }: ConversationRun) {
  return effects.flatMap(({ causedById, effect }) =>
    effect.type === 'create_ticket' ? [{ causedById, ticket: effect.ticket }] : [],
  );
}

function checkRun({ way: { provider } }: Walker, run: ConversationRun): void {
  if (run.failure) throw run.failure.error;
  expect(run.withheld).to.deep.equal([]);
  expect(run.handled.length > 0 || run.waiting !== undefined, 'it goes on').to.equal(true);
  for (const { reply } of run.replies) {
    expect(contentProblems(reply), JSON.stringify(reply)).to.deep.equal([]);
    expect(channelProblems(reply, { provider, transport: 'whatsapp' }, new Map())).to.deep.equal([]);
    for (const text of textsOf(reply, provider)) {
      expect(text.length, text).to.be.within(1, textLimit[provider]);
      expect(text.trim(), 'words').not.to.equal('');
      checkWords(text);
    }
  }
}

/** As they stand in the message. */
function textsOf(reply: Reply, provider: 'meta' | 'twilio'): string[] {
  if (reply.kind === 'text') return [reply.text];
  if (reply.kind !== 'interactive') return [];
  const plan = provider === 'twilio' ? planOf(reply) : undefined;
  expect(plan?.type).not.to.equal('refused');
  return plan?.type === 'plain' ? [plan.request.body ?? ''] : [reply.body];
}

const internals =
  /\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date|[0-9a-f]{8}-[0-9a-f]{4}-7|\w+Error\b|tickets?\.\w+\.\w+/;

function checkWords(text: string): void {
  const ours = [...bracedWords, ...oddWords].reduce((rest, word) => rest.replaceAll(word, ''), text);
  expect(ours).not.to.match(/[{}]/);
  expect(ours).not.to.match(internals);
}

const cards = new RegExp(cardNumber.replaceAll(' ', '\\D?'));

function checkKept(flow: Flow, { session }: Walker, run: ConversationRun): void {
  expect(JSON.stringify([session, run.effects])).not.to.match(cards);
  for (const state of [session?.state, ...(session?.earlier ?? [])]) {
    if (state) expect(flow.parseState(state), `${state.step} can be read again`).to.deep.equal(state);
  }
}

/** Says it to somebody who stands here, and returns who that has become. */
function after(
  walker: Walker,
  ...said: readonly EngineMessage[]
): { there: Walker; replies: Reply[]; effects: string[] } {
  const there = walker.fork();
  const runs = said.flatMap((message) => there.say(message));
  for (const run of runs) checkRun(there, run);
  return {
    there,
    replies: runs.flatMap(({ replies }) => replies.map(({ reply }) => reply)),
    effects: runs.flatMap(({ effects }) => effects.map(({ effect }) => JSON.stringify(effect))),
  };
}

function checkWays(flow: Flow, walker: Walker): void {
  const hello = after(walker, typed('one two three'));
  expect(hello.replies, 'an answer').not.to.deep.equal([]);
  if (flow.bare) return;
  const help = after(walker, typed('help'));
  expect(help.replies, 'help').not.to.deep.equal([]);
  expect(help.there.session?.state, 'help asks').not.to.equal(undefined);
  const menu = after(walker, typed('menu'));
  expect(menu.there.session?.state).to.deep.equal(JSON.parse(JSON.stringify(flow.start())));
  expect(menu.there.session?.earlier).to.deep.equal([]);
  // Where it may be about something else it is asked once what is to be cancelled.
  const once = after(walker, typed('cancel'));
  const isAsked = flow.takesCommand !== undefined && once.there.session?.state !== undefined;
  const cancel = isAsked ? after(once.there, typed('cancel')) : once;
  expect(cancel.there.session?.state, 'cancel ends').to.equal(undefined);
  expect(cancel.replies).not.to.deep.equal([]);
  if (!flow.takesCommand) expect(cancel.effects).to.deep.equal([]);
  for (const { replies, effects } of [help, menu]) {
    expect(replies).not.to.deep.equal([]);
    expect(effects).to.deep.equal([]);
  }
  const steps = (walker.session?.earlier.length ?? 0) + 1;
  const back = after(walker, ...Array.from({ length: steps }, (_, n) => typed(n % 2 === 0 ? 'back' : 'volver')));
  expect(back.replies, 'back').not.to.deep.equal([]);
  expect(back.there.session?.earlier).to.deep.equal([]);
}

function checkChoices(flow: Flow, walker: Walker): void {
  const { offered = [], expiresAt } = walker.session ?? {};
  if (expiresAt && expiresAt.getTime() < walker.now.getTime() + 60_000) return;
  const stale = catalogues[walker.way.language]['dialogue.stale_choice'];
  for (const [at, option] of offered.entries()) {
    const [first, ...others] = (['tap', 'number', 'title', 'voice'] as const).map((by) => {
      const { there, replies, effects } = after(walker, chosen(option, at, by, flow.name));
      expect(JSON.stringify(replies), `${option.title} by ${by}`).not.to.include(stale);
      expect(replies.length + effects.length, `${option.title} by ${by}`).to.be.greaterThan(0);
      return { by, leadsTo: { state: there.session?.state, effects } };
    });
    for (const { by, leadsTo } of others) {
      expect(leadsTo, `${option.title} by ${by}`).to.deep.equal(first!.leadsTo);
    }
  }
}
