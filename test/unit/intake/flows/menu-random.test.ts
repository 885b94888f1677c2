// The menu in every language, and whatever is written to it.
import { expect } from 'chai';
import fc from 'fast-check';
import { contentProblems } from '../../../../src/domain/content-rules.ts';
import { languages } from '../../../../src/domain/language.ts';
import { menuFlow } from '../../../../src/intake/flows/menu/index.ts';
import { steps } from '../../../../src/intake/flows/menu/state.ts';
import { speaker } from '../../../../src/intake/locales/index.ts';
import { drive } from '../../../support/dialogue.ts';
import { meet, now, ticket, world } from '../../../support/factory.ts';

describe('the menu in every language', () => {
  // Every question of every option, as far as it is sent: its limits hold in each language.
  const full = { order: 'PO-1001', type: 'internal_reject', severity: 'high', description: 'x'.repeat(4000) } as const;
  const data = { ...full, machine: 'M-07', issue: 'hydraulic', mediaIds: ['a', 'b'] } as const;

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
