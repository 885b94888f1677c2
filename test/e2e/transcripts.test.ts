// Every transcript of every flow, through the whole system, at both providers, and by SMS where it is words alone: choices are
// buttons or numbers, and mean the same. While writing one:
//   TRANSCRIPTS=menu/defect npx mocha test/e2e/transcripts.test.ts
import { expect } from 'chai';
import { flows } from '../../src/intake/registry.ts';
import { play, readFixtures, type Fixture } from '../support/transcripts.ts';
import { inPool } from '../support/transcripts/pool.ts';
import { openOwnStage, openSharedStage, type Stage } from '../support/transcripts/stage.ts';

const wanted = process.env['TRANSCRIPTS'] ?? '';
const all = readFixtures();
const fixtures = all.filter(({ name }) => name.startsWith(wanted));

describe('transcripts', function transcripts() {
  this.timeout(120_000);

  it('are there for every flow, and of no other', () => {
    expect(new Set(all.map(({ flow }) => flow))).to.deep.equal(new Set(flows.keys()));
  });

  for (const carrier of ['meta', 'twilio', 'sms'] as const) {
    const fitting = fixtures.filter(({ isPlain }) => isPlain || carrier !== 'sms');
    const disruptive = fitting.filter(({ isDisruptive }) => isDisruptive);
    const peaceful = fitting.filter(({ isDisruptive }) => !isDisruptive);

    describe(`over ${carrier}`, () => {
      let stage: Stage;
      let outcomes: Map<Fixture, Promise<void>>;
      before(async () => {
        stage = await openSharedStage(carrier);
        outcomes = inPool(peaceful, 8, (fixture) => play(fixture, stage));
      });
      after(async () => {
        await Promise.allSettled(outcomes.values());
        await stage.close();
      });
      for (const fixture of peaceful) it(titleOf(fixture), () => outcomes.get(fixture));
    });

    describe(`over ${carrier}, with workers that stop and time that passes`, () => {
      let outcomes: Map<Fixture, Promise<void>>;
      before(() => {
        outcomes = inPool(disruptive, 2, async (fixture) => {
          const stage = await openOwnStage(carrier);
          try {
            await play(fixture, stage);
          } finally {
            await stage.close();
          }
        });
      });
      after(async () => void (await Promise.allSettled(outcomes.values())));
      for (const fixture of disruptive) it(titleOf(fixture), () => outcomes.get(fixture));
    });
  }
});

function titleOf({ name, title }: Fixture): string {
  return `${name}: ${title}`;
}
