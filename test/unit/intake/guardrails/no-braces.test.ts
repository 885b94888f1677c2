// A placeholder that nobody filled in is found; braces that people write are theirs.
import { expect } from 'chai';
import { languages } from '../../../../src/domain/language.ts';
import { hasBraces } from '../../../../src/intake/guardrails/no-braces.ts';
import { speaker } from '../../../../src/intake/locales/index.ts';

const unfilled = [
  'Hello {{1}}',
  'Hello {{ name }}',
  'Hello {{}}',
  'Order {number} is on hold',
  'Order {order.number} is on hold',
  'Order { número }',
  '{0} of {1}',
  'Order {} is on hold',
  'You have {n, plural, one {# ticket} other {# tickets}}',
  'Due on {due, date, when}',
  'Order ${order.number}',
  'Hello <%= name %>',
  'Hello %(name)s',
];

describe('a placeholder', () => {
  it('is found when nobody filled it in', () => {
    for (const text of unfilled) expect(hasBraces(text, ''), text).to.equal(true);
  });

  it('is not found in ordinary text', () => {
    const ordinary = ['100 % of $20', 'a smile :-} or {:', 'x < y > z', 'the set {3; 4}', '(name)', '%', ''];
    for (const text of ordinary) expect(hasBraces(text, ''), text).to.equal(false);
  });

  it('is not left in what the engine says', () => {
    for (const language of languages)
      expect(hasBraces(speaker(language, 'UTC')('dialogue.commands'), ''), language).to.equal(false);
  });

  it('may be repeated to the person who wrote it, and only that', () => {
    for (const text of unfilled) expect(hasBraces(`You wrote: ${text}`, text), text).to.equal(false);
    expect(hasBraces('You wrote {a}, {name}', 'the label says {a}')).to.equal(true);
  });
});
