// Dialogues left alone for too long, and messages that wait to be handled: what counts is when a person wrote.
import { expect } from 'chai';
import type { Flow } from '../../../src/intake/flow.ts';
import { english, now, photo, run, said, saidIn, talk, trial, type TrialState, written } from './trial.ts';

describe('a person who comes back', () => {
  const later = new Date(now.getTime() + 3600_001);

  it('is told when what had begun is over', () => {
    const { session } = talk(['small', 'Ada']);
    const outcome = run(written('hello'), { session, now: later });
    expect(saidIn(outcome)).to.equal(`${english['dialogue.expired']}\n\nSmall or large.\n\nWhich size?`);
    expect(outcome.session.state).to.deep.equal({ step: 'size', data: {} });
  });

  it('is told so, too, when only the first question was on its way to an answer', () => {
    const keeping = (key: 'name' | 'photos') =>
      ({
        ...trial,
        *step({ state, message: { text } }) {
          return { state: { ...state, data: { [key]: key === 'name' ? text : 1 } }, replies: [] };
        },
      }) satisfies Flow<TrialState>;
    const comesBack = (flow: Flow<TrialState>) =>
      saidIn(run(written('hello'), { flow, session: talk(['Ada'], { flow }).session, now: later }));
    expect(comesBack(keeping('name'))).to.equal(`${english['dialogue.expired']}\n\nWhich size?`);
    expect(comesBack(keeping('photos')), 'only counted').to.equal('Which size?');
  });

  it('is told so, too, by an answer to what went out as numbered text', () => {
    const { session } = talk(['small']);
    const numbered = (id: string) => [
      { id: 'trial:then', title: 'Then' },
      { id, title: 'Now' },
    ];
    const answers = (id: string, flow: Flow<TrialState> = trial) =>
      run(written('now'), { flow, session, now: later, replyOptions: numbered(id) });
    expect(saidIn(answers('trial:now'))).to.equal(`${english['dialogue.expired']}\n\nSmall or large.\n\nWhich size?`);
    expect(
      answers('trial:now', { ...trial, knowsReply: () => true }).session.state?.data,
      'good at any time',
    ).to.deep.equal({
      size: 'now',
    });
    expect(saidIn(answers('rating-5')), 'of an internal system').to.equal(english['dialogue.expired']);
  });

  it('is not told when nothing had begun, or when there is still time', () => {
    expect(saidIn(run(written('hi'), { session: talk(['hello']).session, now: later }))).not.to.include('a while');
    const inTime = new Date(later.getTime() - 2);
    const { session } = talk(['small']);
    expect(saidIn(run(written('Ada'), { session, now: inTime }))).to.equal('Photos of Ada?');
  });
});

describe('what waited to be handled', () => {
  const hourLater = new Date(now.getTime() + 2 * 3600_000);
  const sentAt = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

  it('is in time when it was when it was written', () => {
    const { session } = talk(['small']);
    const inTime = said({ id: 'm', body: 'Ada', providerAt: sentAt(3599) });
    expect(saidIn(run([inTime], { session, now: hourLater }))).to.equal('Photos of Ada?');
    const late = said({ id: 'm', body: 'Ada', providerAt: sentAt(3601) });
    expect(saidIn(run([late], { session, now: hourLater }))).to.include(english['dialogue.expired']);
  });

  it('is no flood when it was none when it was written', () => {
    const slow = Array.from({ length: 40 }, (_, n) => said({ ...photo, id: `m${n}`, providerAt: sentAt(n * 10) }));
    const { session } = run(slow, { session: talk(['small', 'Ada']).session, now: hourLater });
    expect(session.state?.data).to.deep.include({ photos: 40 });
    const next = said({ id: 'next', body: 'hello', providerAt: hourLater });
    expect(run([next], { session, now: hourLater }).replies).to.have.length(1);
  });

  it('is of now when its time is said to be later', () => {
    const ahead = (n: number) => said({ id: `m${n}`, body: `line ${n}`, providerAt: sentAt(n * 600) });
    const { session, replies } = run(Array.from({ length: 40 }, (_, n) => ahead(n)));
    expect(replies.length).to.be.lessThan(40);
    expect(session.traffic.recent.every((time) => time <= now.getTime())).to.equal(true);
  });
});
