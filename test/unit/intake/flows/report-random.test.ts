// Whatever people do, in whatever order: nothing throws, states can be read again, every question can be answered, and a
// report is made by a confirmation and by nothing else.
import fc from 'fast-check';
import { expect } from 'chai';
import { city, corner, point, pothole, shareLocation, type Citizen } from '../../../support/city.ts';
import type { Turn } from '../../../support/dialogue.ts';

type Act = (person: Citizen, last: Turn | undefined) => Turn;

const texts = fc.oneof(
  fc.constantFrom(
    pothole,
    corner,
    'hola',
    'yes',
    'no',
    'status',
    'agent',
    'thanks',
    'REP-7KQ4MX',
    'noise',
    'bache',
    '?',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 2_100, maxLength: 2_110 }),
);
const acts: fc.Arbitrary<Act> = fc.oneof(
  texts.map(
    (text): Act =>
      (person) =>
        person.write(text),
  ),
  texts.map(
    (text): Act =>
      (person) =>
        person.photo(text),
  ),
  fc.constant<Act>((person) => person.photo()),
  texts.map(
    (text): Act =>
      (person) =>
        person.voice(text),
  ),
  texts.map(
    (text): Act =>
      (person) =>
        shareLocation(person, { ...point, text }),
  ),
  // What was offered, most often.
  ...[1, 2, 3, 4].map((weight) => ({
    weight,
    arbitrary: fc.nat({ max: 9 }).map((index): Act => (person, last) => {
      const offered = last?.options ?? [];
      return offered.length === 0 ? person.write(corner) : person.tap((index % offered.length) + 1);
    }),
  })),
  fc.constant<Act>((person) => person.send({ kind: 'interactive', replyId: 'start:report' })),
);

describe('any dialogue about reports', () => {
  it('goes on, and makes a report only when the summary was confirmed', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 40 }), (all) => {
        const person = city();
        let last: Turn | undefined;
        for (const act of all) {
          const before = person.state()?.step;
          last = act(person, last);
          const made = last.effects.filter(({ type }) => type === 'create_ticket');
          if (made.length > 0) expect([before, made.length, last.state]).to.deep.equal(['confirm', 1, undefined]);
          // Told or asked something, but for one of several photos.
          if (last.said === '') expect(last.state).to.have.nested.property('data.afterPhoto', true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
