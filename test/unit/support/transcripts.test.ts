// How transcripts are read, and how what a phone shows is compared with them.
import { expect } from 'chai';
import type { PhoneMessage, ShownButton } from '../../../src/sandbox/index.ts';
import { parseTranscript } from '../../support/transcripts/format.ts';
import { difference, filled, fits } from '../../support/transcripts/match.ts';
import { inPool } from '../../support/transcripts/pool.ts';
import { choicesOf, shownLines } from '../../support/transcripts/shown.ts';

describe('a transcript', () => {
  const stepsOf = (...lines: string[]) => parseTranscript(['# Title', ...lines].join('\n')).steps;

  it('says what each person does, sees and leaves behind', () => {
    const { title, people, steps } = parseTranscript(
      ['# Title', '@ locale zu', 'B@ country MX', '> hi', 'B< yes', '', '  [1] Go', '# aside', '! tickets 1'].join(
        '\n',
      ),
    );
    expect(title).to.equal('Title');
    expect([...people]).to.deep.equal([
      ['A', { locale: 'zu' }],
      ['B', { country: 'MX' }],
    ]);
    expect(steps).to.deep.equal([
      { line: 4, person: 'A', type: 'says', act: { kind: 'text', text: 'hi' } },
      { line: 5, person: 'B', type: 'sees', lines: ['yes', '', '[1] Go'] },
      { line: 9, person: 'A', type: 'check', words: 'tickets 1' },
    ]);
  });

  it('knows what people do besides writing', () => {
    const steps = stepsOf(
      '> [tap] Yes, please',
      '> [photo]',
      '> [voice] good morning',
      '> [location] -33.92,18.42 Market',
      '> [restart]',
      '> [later 90m]',
      '> [close]',
      '> [resolve {ticket}]',
    );
    expect(steps.map((step) => ('act' in step ? step.act : 'ms' in step ? step.ms : step.type))).to.deep.equal([
      { kind: 'tap', title: 'Yes, please' },
      { kind: 'photo', caption: '' },
      { kind: 'voice', words: 'good morning' },
      { kind: 'location', latitude: -33.92, longitude: 18.42, name: 'Market' },
      'restart',
      5_400_000,
      'close',
      'resolve',
    ]);
  });

  it('says when numbers would say something else', () => {
    expect(parseTranscript('# Title\n> hi').notBySms).to.equal(false);
    expect(parseTranscript('# Title\n@ not by sms\n> hi').notBySms).to.equal(true);
  });

  it('that cannot be read is refused with the line at fault', () => {
    expect(() => parseTranscript('> hi')).to.throw('line 1');
    expect(() => stepsOf('> hi', 'hello')).to.throw('line 3');
    expect(() => stepsOf('> [dance]')).to.throw('line 2: nobody can [dance]');
    expect(() => stepsOf('> [later 40h]')).to.throw('23h at most');
    expect(() => stepsOf('@ colour blue')).to.throw('locale');
  });
});

describe('what is expected', () => {
  it('is met by the same words, with anything for an ellipsis', () => {
    expect(fits('Due … (*now*)', 'Due on Monday,\nlate (*now*)', new Map())).to.equal(true);
    expect(fits('Due …', 'Not due', new Map())).to.equal(false);
  });

  it('takes a tracking number once and holds to it', () => {
    const captures = new Map<string, string>();
    expect(fits('{ticket} and {ticket}', 'DEF-7KQ4MX and DEF-7KQ4MW', captures)).to.equal(false);
    expect(fits('{ticket} and {ticket}', 'DEF-7KQ4MX and DEF-7KQ4MX', captures)).to.equal(true);
    expect(fits('{ticket}', 'DEF-7KQ4MW', captures)).to.equal(false);
    expect(filled('where is {ticket}?', captures)).to.equal('where is DEF-7KQ4MX?');
    expect(filled('where is {ticket.bare}?', captures)).to.equal('where is 7KQ4MX?');
    expect(() => filled('{other}', captures)).to.throw('{other} is not known');
  });

  it('is shown beside what came', () => {
    expect(difference(['a', 'b …', 'c'], ['a', 'b 1', 'x', 'c'], new Map())).to.deep.equal([
      '  a',
      '  b 1',
      '+ x',
      '  c',
    ]);
    expect(difference(['a'], ['b'], new Map())).to.deep.equal(['- a', '+ b']);
  });
});

describe('a phone', () => {
  const message = (text: string, buttons?: ShownButton[]) =>
    ({ text, type: 'text', ...(buttons && { buttons }) }) as unknown as PhoneMessage;
  const rows: ShownButton[] = [
    { id: 'm7', title: 'M-07', type: 'row', description: 'Press 7' },
    { id: 'm12', title: 'M-12', type: 'row' },
  ];

  it('shows buttons, rows and numbered text alike', () => {
    const lines = ['Which machine?', '[1] M-07 – Press 7', '[2] M-12'];
    expect(shownLines([message('Which machine?', rows)])).to.deep.equal(lines);
    const numbered = message('Which machine?\n\n1. M-07 – Press 7\n2. M-12');
    expect(shownLines([numbered])).to.deep.equal(lines);
    expect(choicesOf(numbered)).to.deep.equal(choicesOf(message('', rows)));
  });

  it('shows several messages as it shows one of the same words', () => {
    const together = shownLines([message('Thank you.\n\nWhich machine?', rows)]);
    expect(shownLines([message('Thank you.'), message('Which machine?', rows)])).to.deep.equal(together);
    expect(shownLines([])).to.deep.equal([]);
  });
});

describe('a pool', () => {
  it('works on a few at once, in order, whatever becomes of each', async () => {
    let [active, most] = [0, 0];
    const begun: number[] = [];
    const outcomes = inPool([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      active += 1;
      most = Math.max(most, active);
      await new Promise((resolve) => setImmediate(resolve));
      active -= 1;
      if (item === 2) throw new Error('two');
    });
    const settled = await Promise.allSettled(outcomes.values());
    expect(settled.map(({ status }) => status === 'fulfilled')).to.deep.equal([true, false, true, true, true]);
    expect({ begun, most }).to.deep.equal({ begun: [1, 2, 3, 4, 5], most: 2 });
  });
});
