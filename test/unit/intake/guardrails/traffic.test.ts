// Floods and machines that answer machines are told so once and then left alone; people are always answered.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  countIdle,
  emptyTraffic,
  parseTraffic,
  watchTraffic,
  type Traffic,
  type Verdict,
} from '../../../../src/intake/guardrails/traffic.ts';

const start = Date.parse('2026-11-21T10:00:00Z');

interface Said {
  text?: string;
  step?: string;
  /** Seconds since the message before. */
  after: number;
}

/** What becomes of messages that come one after the other. The traffic is stored and read between them. */
function watch(messages: readonly Said[]): Verdict[] {
  let traffic: unknown = null;
  let at = start;
  return messages.map(({ text = '', step = 'menu', after }) => {
    at += after * 1_000;
    const seen = watchTraffic(parseTraffic(traffic), { text, step, at: new Date(at) });
    traffic = JSON.parse(JSON.stringify(seen.traffic));
    return seen.verdict;
  });
}

const times = (count: number, message: Said) => Array.from({ length: count }, () => message);
const different = (count: number, after: number) =>
  Array.from({ length: count }, (_, n) => ({ text: `text ${n}`, after }));
const answers = (count: number): Verdict[] => Array.from({ length: count }, () => 'answer');

describe('a flood', () => {
  it('is told to slow down once, and then met with silence', () => {
    const verdicts = watch(different(60, 1));
    expect(verdicts.slice(0, 30)).to.deep.equal(answers(30));
    expect(verdicts[30]).to.equal('slow_down');
    expect(new Set(verdicts.slice(31))).to.deep.equal(new Set(['silent']));
  });

  it('is over when a minute has passed, and can be told again after that', () => {
    const verdicts = watch([...different(35, 0), { text: 'sorry', after: 59 }, { text: 'sorry', after: 2 }]);
    expect(verdicts.slice(-3)).to.deep.equal(['silent', 'silent', 'answer']);
    expect(watch([...different(31, 0), ...different(31, 60).slice(0, 1), ...different(30, 0)]).at(-1)).to.equal(
      'slow_down',
    );
  });

  it('is not a person who writes steadily, nor an album of photos', () => {
    expect(watch(different(200, 2))).to.deep.equal(answers(200));
    expect(watch(times(30, { after: 0 }))).to.deep.equal(answers(30));
  });

  it('may consist of photos', () => {
    expect(watch(times(32, { after: 0 })).slice(-2)).to.deep.equal(['slow_down', 'silent']);
  });

  it('gets at most thirty answers and one word about it within any minute, at whatever pace', () => {
    const pace = fc.array(fc.record({ after: fc.nat(5) }), { maxLength: 200 });
    fc.assert(
      fc.property(pace, (messages) => {
        const verdicts = watch(messages);
        let at = 0;
        const log = messages.map(({ after }, index) => ({ at: (at += after), verdict: verdicts[index] }));
        for (const { at: end } of log) {
          const minute = log.filter((one) => one.at > end - 60 && one.at <= end);
          expect(minute.filter(({ verdict }) => verdict === 'answer').length).to.be.at.most(30);
          expect(minute.filter(({ verdict }) => verdict === 'slow_down').length).to.be.at.most(1);
        }
      }),
    );
  });
});

describe('the same text again and again', () => {
  const hello = { text: 'I am away', after: 3 };

  it('is called automatic the fifth time, and then met with silence for as long as it comes', () => {
    expect(watch(times(8, hello))).to.deep.equal([...answers(4), 'automatic', 'silent', 'silent', 'silent']);
    const slow = watch(times(30, { ...hello, after: 120 }));
    expect(slow.slice(0, 5)).to.deep.equal([...answers(4), 'automatic']);
    expect(new Set(slow.slice(5))).to.deep.equal(new Set(['silent']));
  });

  it('does not keep other texts from being answered, and is known again after them', () => {
    const verdicts = watch([...times(6, hello), { text: 'a leak', after: 3 }, ...times(3, hello)]);
    expect(verdicts.slice(5)).to.deep.equal(['silent', 'answer', 'silent', 'silent', 'silent']);
  });

  it('is known although others come in between, as from machines that take turns with a few', () => {
    const away = { text: 'We are closed until Monday.', after: 3 };
    const two = watch(Array.from({ length: 40 }, (_, n) => (n % 2 ? hello : away)));
    expect(two.slice(0, 10)).to.deep.equal([...answers(8), 'automatic', 'automatic']);
    expect(new Set(two.slice(10))).to.deep.equal(new Set(['silent']));
    const six = watch(
      Array.from({ length: 60 }, (_, n) => ({ text: `our answer of kind ${'abcdef'[n % 6]}`, after: 3 })),
    );
    expect(new Set(six.slice(30))).to.deep.equal(new Set(['silent']));
  });

  it('may differ in its digits, as a number of a case does', () => {
    const verdicts = watch(
      Array.from({ length: 12 }, (_, n) => ({ text: `Thank you, Ref ${4_000 + n * 7}`, after: 3 })),
    );
    expect(verdicts).to.deep.equal([...answers(7), 'automatic', ...Array.from({ length: 4 }, () => 'silent')]);
  });

  it('is none when it is short and other answers come in between, as when one order after the other is asked for', () => {
    const orders = Array.from({ length: 12 }, (_, n) => [
      { text: '1', step: '', after: 20 },
      { text: `PO-${1_000 + n}`, step: 'order_number', after: 20 },
    ]);
    expect(watch(orders.flat())).to.deep.equal(answers(24));
  });

  it('is none at another step, or when it comes seldom', () => {
    const steps = Array.from({ length: 20 }, (_, n) => ({ text: '1', step: `step ${n}`, after: 3 }));
    expect(watch(steps)).to.deep.equal(answers(20));
    expect(watch(times(20, { text: 'good morning', after: 200 }))).to.deep.equal(answers(20));
    expect(watch([...times(6, hello), { ...hello, after: 601 }]).at(-1)).to.equal('answer');
  });

  it('is none when there are no words, and photos in between change nothing', () => {
    expect(watch(times(10, { text: ' ', after: 3 }))).to.deep.equal(answers(10));
    const verdicts = watch([hello, { after: 1 }, hello, { after: 1 }, hello, hello, hello]);
    expect(verdicts).to.deep.equal([...answers(6), 'automatic']);
  });

  it('is not kept: what is stored does not hold it', () => {
    const secret = 'my name is Thandi Nkosi';
    const { traffic } = watchTraffic(emptyTraffic, { text: secret, step: 'name', at: new Date(start) });
    const stored = JSON.stringify(traffic);
    for (const word of [...secret.split(' '), 'name']) expect(stored).not.to.include(word);
  });
});

describe('answers that lead nowhere', () => {
  const ask = (
    count: number,
    { text = 'text', moves = -1, after = 3 } = {},
  ): { verdicts: Verdict[]; traffic: Traffic } => {
    let traffic = emptyTraffic;
    const verdicts = Array.from({ length: count }, (_, n) => {
      const at = new Date(start + n * after * 1_000);
      const arrival = { text: text && `${text} ${n}`, step: 'menu', at };
      const seen = watchTraffic(traffic, arrival);
      traffic = parseTraffic(JSON.parse(JSON.stringify(seen.traffic)));
      if (seen.verdict === 'answer') traffic = countIdle(traffic, n !== moves, arrival, at);
      return seen.verdict;
    });
    return { verdicts, traffic };
  };

  it('are fifteen in a row, then a word about it, then silence for as long as messages come', () => {
    const { verdicts } = ask(40, { after: 30 });
    expect(verdicts.slice(0, 17)).to.deep.equal([...answers(15), 'no_progress', 'silent']);
    expect(new Set(verdicts.slice(17))).to.deep.equal(new Set(['silent']));
  });

  it('are none to what was written before an answer could be read', () => {
    const [earlier, now] = [new Date(start), new Date(start + 3_600_000)];
    let traffic = emptyTraffic;
    for (let n = 0; n < 25; n++)
      traffic = countIdle(traffic, true, { text: `text ${n}`, step: 'menu', at: earlier }, now);
    expect(traffic.idle?.count).to.equal(1);
  });

  it('are none to photos, nor to taps', () => {
    expect(ask(29, { text: '' }).verdicts).to.deep.equal(answers(29));
    expect(ask(29, { text: '' }).traffic.idle).to.equal(undefined);
  });

  it('are counted anew after one that does, and after ten minutes', () => {
    expect(ask(20, { moves: 10 }).verdicts).to.deep.equal(answers(20));
    expect(ask(40, { after: 600 }).verdicts).to.deep.equal(answers(40));
    const { traffic } = ask(20);
    const later = (text: string, seconds: number) =>
      watchTraffic(traffic, { text, step: 'menu', at: new Date(start + seconds * 1_000) }).verdict;
    expect([later('hello', 60), later('', 60), later('hello', 19 * 3 + 600)]).to.deep.equal([
      'silent',
      'answer',
      'answer',
    ]);
  });
});

describe('stored traffic', () => {
  it('that cannot be read counts from nothing, and stays small', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.record({ recent: fc.jsonValue() }));
    fc.assert(
      fc.property(
        odd,
        (stored) => void watchTraffic(parseTraffic(stored), { text: 'x', step: 's', at: new Date(start) }),
      ),
    );
    for (const stored of [undefined, null, {}, 'x', { recent: 'x' }, { recent: [null] }])
      expect(parseTraffic(stored)).to.deep.equal(emptyTraffic);
    let traffic = emptyTraffic;
    for (let n = 0; n < 500; n++)
      traffic = watchTraffic(traffic, { text: 'x', step: 's', at: new Date(start + n) }).traffic;
    expect(JSON.stringify(traffic).length).to.be.below(1_000);
    for (let n = 0; n < 500; n++)
      traffic = watchTraffic(traffic, {
        text: `we are away ${'abcdefghijk'[n % 11]}`,
        step: 's',
        at: new Date(start + n * 2_000),
      }).traffic;
    expect(JSON.stringify(traffic).length).to.be.below(1_400);
  });
});
