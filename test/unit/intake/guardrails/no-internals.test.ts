// What only we understand is found in a reply, and ordinary words in every language are not taken for it.
import { expect } from 'chai';
import { leaksInternals } from '../../../../src/intake/guardrails/no-internals.ts';
import { languages } from '../../../../src/domain/language.ts';
import { catalogues } from '../../../../src/intake/locales/index.ts';

const id = '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const internal = [
  `Your ticket ${id} is open`,
  `see ${id.toUpperCase()}`,
  'wamid.HBgLMjc4MjEyMzQ1NjcVAgASGBQzQTdE',
  'key sb_live_4fGh7Jk2Lm9Q',
  'authorization: Bearer abcDEF123456.xyz',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  'EAAGm0PX4ZCpsBAKZCx7ZBZC8y0ZBqZAZBz',
  `AC${'0a'.repeat(16)}`,
  'sk-proj-abcdefghijklmnop',
  'postgres://app:secret@db:5432/app',
  'Error: something broke',
  'TypeError: x is not a function',
  'java.lang.NullPointerException: at',
  '    at runFlow (/app/src/intake/engine.ts:42:13)',
  'failed in src/intake/engine.ts:42',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'SELECT id FROM tickets WHERE',
  'INSERT INTO tickets (id)',
  'duplicate key value violates unique constraint "tickets_number_key"',
  'null value in column "x" violates not-null constraint',
  'relation "tickets" does not exist',
  'Order [object Object] is on hold',
  'Due on undefined',
  'Progress: NaN %',
  'Status: null',
  'Expected: Invalid Date',
];

const ordinary = [
  'Your defect was reported: DEF-7KQ4MX. Order PO-1001 is on hold.',
  'Please select one from the list, and update us on what is set.',
  'An error was reported on machine M-12: error 43, see page 12:30.',
  'Le match nul, une nullité. Erreur : essayez encore.',
  'Hubo un error: intente de nuevo.',
  'Die fout is nul. Ongeldige datum.',
  'https://example.org/where?x=1 – 2026-11-21 10:00, +27 82 123 4567, -33.92, 18.42',
  'Bearer of bad news',
  'Part sb_12 fits.',
];

describe('what only we understand', () => {
  it('is found, whatever stands around it', () => {
    for (const text of internal) {
      expect(leaksInternals(text, ''), text).to.equal(true);
      expect(leaksInternals(`Thanks. ${text}\nGoodbye.`, 'hello'), text).to.equal(true);
    }
  });

  it('is not found in ordinary replies, nor in any text of ours', () => {
    for (const text of ordinary) expect(leaksInternals(text, ''), text).to.equal(false);
    for (const language of languages)
      for (const [key, text] of Object.entries(catalogues[language]))
        expect(leaksInternals(text, ''), `${language} ${key}`).to.equal(false);
  });

  it('may be repeated to the person who wrote it, and only that', () => {
    for (const text of internal) expect(leaksInternals(`You wrote: ${text}`, text), text).to.equal(false);
    expect(leaksInternals(`You wrote ${id}, row ${id.replace('0', '1')}`, id)).to.equal(true);
  });
});
