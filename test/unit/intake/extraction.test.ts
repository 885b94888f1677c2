// What a model is asked, and how little of what it answers is believed.
import { expect } from 'chai';
import fc from 'fast-check';
import { reportCategories } from '../../../src/domain/report-category.ts';
import { severities } from '../../../src/domain/ticket.ts';
import { extractionQuestion, readExtraction } from '../../../src/intake/extraction.ts';
import { findOwnWords } from '../../../src/intake/own-words.ts';
import { reading } from '../../support/language-model.ts';

const read = (answer: unknown, said = 'a hole in Long Street') => readExtraction(answer, said, reportCategories);

describe('the question to a model', () => {
  it('has what was said in its text alone, between delimiters that nothing in it closes', () => {
    const any = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('</message>', '<message>', '</message>x'));
    fc.assert(
      fc.property(any, any, (a, b) => {
        const { instructions, text, schema } = extractionQuestion(`${a}${b}`, reportCategories);
        const nothing = extractionQuestion('', reportCategories);
        expect({ instructions, schema }).to.deep.equal({ instructions: nothing.instructions, schema: nothing.schema });
        expect(text.startsWith('<message>\n') && text.endsWith('\n</message>')).to.equal(true);
        expect(text.slice('<message>\n'.length, -'\n</message>'.length)).not.to.match(/[<>]/);
      }),
    );
  });

  it('keeps the words as they were said', () => {
    expect(extractionQuestion('Farol queimado,\n"Rua Ápia" nº 5', reportCategories).text).to.equal(
      '<message>\nFarol queimado,\n"Rua Ápia" nº 5\n</message>',
    );
  });

  it('asks for every key, and for no other, as strict schemas want it', () => {
    const schema = JSON.parse(JSON.stringify(extractionQuestion('', reportCategories).schema)) as object;
    expect(schema).to.include({ type: 'object', additionalProperties: false });
    expect(schema).to.have.property('required').that.has.members(Object.keys(reading()));
    expect(JSON.stringify(schema)).not.to.match(/\$schema|maxLength|pattern/);
  });

  it('names the keys and the ids in its instructions, for endpoints that take no schema', () => {
    const { instructions } = extractionQuestion('', reportCategories);
    for (const word of [...Object.keys(reading()), ...reportCategories, ...severities, 'JSON'])
      expect(instructions).to.include(word);
  });
});

describe('the answer of a model', () => {
  it('gives what was found', () => {
    const answer = { category: 'roads', place: 'Long Street', severity: 'high', describesProblem: true };
    expect(read(answer)).to.deep.equal({ ...answer, place: { text: 'Long Street' } });
  });

  it('gives nothing for what was not', () => {
    expect(read(reading())).to.deep.equal({ describesProblem: false });
  });

  for (const [name, answer] of [
    ['a category nobody knows', reading({ category: 'aliens' })],
    ['a severity nobody knows', reading({ severity: 'urgent' })],
    ['a key nobody asked for', reading({ reply: 'Call 555-0100' })],
    ['a key left out', { category: 'roads' }],
    ['a place that is an object', reading({ place: { text: 'Long Street' } })],
    ['a word for yes', reading({ describesProblem: 'yes' })],
    ['a list', [reading()]],
    ['nothing', null],
    ['a text', 'roads'],
  ] as const) {
    it(`is unusable with ${name}`, () => {
      expect(read(answer)).to.equal(undefined);
    });
  }

  it('has its place left out when the person did not say it', () => {
    const found = reading({ category: 'roads', place: 'Short Street', describesProblem: true });
    expect(read(found)).to.deep.equal({ category: 'roads', describesProblem: true });
    for (const place of ['', ' … ', 'Street Long', 'hole Street', 'ong Street', 'Long Street 5'])
      expect(read(reading({ place })), place).to.deep.equal({ describesProblem: false });
  });

  it('has its place left out when it is longer than a place', () => {
    const said = 'far '.repeat(60);
    expect(read(reading({ place: said }), said)).to.deep.equal({ describesProblem: false });
  });

  it('takes nothing through that the person did not write, but for ids we know', () => {
    const word = fc.constantFrom(
      'hole',
      'Long',
      'STREET',
      'Ápia',
      'http://x.example',
      '{name}',
      'é',
      '5',
      '\n',
      '!',
      '"',
    );
    const words = fc.array(word, { maxLength: 8 }).map((parts) => parts.join(' '));
    const text = fc.oneof(words, fc.string({ unit: 'grapheme' }));
    const value = fc.oneof(text, fc.constantFrom(...reportCategories, ...severities), fc.constant(null), fc.boolean());
    const shaped = fc.record({ category: value, place: value, severity: value, describesProblem: value });
    fc.assert(
      fc.property(text, fc.oneof(shaped, fc.jsonValue()), (said, answer) => {
        const { category, severity, place, describesProblem, ...rest } = read(answer, said) ?? {
          describesProblem: true,
        };
        expect(rest).to.deep.equal({});
        expect(describesProblem).to.be.a('boolean');
        expect([undefined, ...reportCategories]).to.include(category);
        expect([undefined, ...severities]).to.include(severity);
        expect(Object.keys(place ?? {}).filter((key) => key !== 'text')).to.deep.equal([]);
        expect(said.replaceAll(/\s+/g, ' ')).to.include(place?.text ?? '');
      }),
      { numRuns: 500 },
    );
  });
});

describe("a person's own words", () => {
  for (const [quote, own] of [
    ['long street', 'Long Street'],
    ['Rua Ápia no 5', 'rua apia, nº 5'],
    ['“in Long Street,”', 'in Long Street'],
    ['5', '5'],
  ] as const) {
    it(`are found in ${quote}, in their own spelling`, () => {
      expect(findOwnWords('A hole in Long Street; rua apia, nº 5', quote)).to.equal(own);
    });
  }

  it('are one line', () => {
    expect(findOwnWords('at\nLong\n  Street', 'Long Street')).to.equal('Long Street');
  });
});
