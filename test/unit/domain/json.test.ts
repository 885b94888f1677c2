// Strangers' JSON: every accessor takes anything, and what Postgres cannot hold is replaced, nothing else.
import { expect } from 'chai';
import fc from 'fast-check';
import { asArray, asObject, asOptionalText, asText, storable, storableText } from '../../../src/domain/json.ts';
import { weirdJson, weirdText } from '../providers/weird.ts';

// As it arrives: through JSON, where numbers have lost what JSON cannot say.
const arrived = weirdJson.map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('reading JSON', () => {
  it('gives a value of the type asked for, whatever is there', () => {
    fc.assert(
      fc.property(fc.oneof(arrived, fc.anything()), (value) => {
        expect(asText(value)).to.be.a('string');
        expect(asOptionalText(value)).not.to.equal('');
        expect(Array.isArray(asArray(value))).to.equal(true);
        expect(Array.isArray(asObject(value))).to.equal(false);
        expect(asObject(value)).to.be.an('object');
      }),
    );
  });
});

describe('a storable value', () => {
  it('has neither NUL nor half of a pair left, in texts and in names', () => {
    fc.assert(
      fc.property(arrived, (value) => {
        expect(JSON.stringify(storable(value))).not.to.match(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 500 },
    );
  });

  it('is the very same where there was nothing to replace', () => {
    for (const value of [
      null,
      1,
      'a 👋 \u2028',
      ['x'],
      { a: { b: ['c', null, true] } },
      JSON.parse('{"__proto__": {"x": 1}}'),
    ]) {
      expect(storable(value)).to.equal(value);
    }
  });

  it('keeps everything else as it was, also what only looks like an escape', () => {
    const value = JSON.parse(
      '{"a":"\\u0000","__proto__":{"b":"\\ud800x"},"c":["\\\\u0000",1,null],"\\u0000k":"👋"}',
    ) as unknown;
    const expected = JSON.parse(
      '{"a":"\ufffd","__proto__":{"b":"\ufffdx"},"c":["\\\\u0000",1,null],"\ufffdk":"👋"}',
    ) as unknown;
    expect(JSON.stringify(storable(value))).to.equal(JSON.stringify(expected));
    expect(Object.getPrototypeOf(storable(value))).to.equal(Object.prototype);
  });

  it('does not change when it is made storable again', () => {
    fc.assert(
      fc.property(arrived, (value) => {
        const once = storable(value);
        expect(JSON.stringify(storable(once))).to.equal(JSON.stringify(once));
      }),
    );
  });
});

describe('a storable text', () => {
  it('has as many characters as before', () => {
    fc.assert(
      fc.property(weirdText, (text) => {
        const result = storableText(text);
        expect(result).to.have.length(text.length);
        expect(result.isWellFormed() && !result.includes('\0')).to.equal(true);
      }),
    );
  });
});
