// When a file is tried again, and when it is given up.
import { expect } from 'chai';
import { idFloor, newId } from '../../../../src/domain/ids.ts';
import { nextStep, type Again } from '../../../../src/jobs/media/outcome.ts';
import type { ClaimedMedia } from '../../../../src/store/media-work.ts';

const now = new Date('2026-11-25T12:00:00Z');
const hour = 3600_000;
const day = 24 * hour;

function claimed(about: Partial<ClaimedMedia> = {}): ClaimedMedia {
  return {
    id: idFloor(now),
    tenantId: newId(),
    origin: 'inbound',
    kind: 'image',
    lane: newId(),
    source: '1',
    channelId: null,
    conversationId: null,
    messageId: null,
    declaredType: null,
    declaredSha256: null,
    expiresAt: null,
    attempt: 1,
    flaws: 0,
    awaitsTranscript: false,
    wantsThumbnails: false,
    file: null,
    ...about,
  };
}

function again(cause: Again['cause'], retryAfterMs?: number): Again {
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { type: 'again', cause, problem: { code: 'x', text: 'X.' }, ...later };
}

/** Milliseconds until the next try; undefined when it is given up. */
function delay(claim: ClaimedMedia, outcome: Again, random = 0.5, at = now): number | undefined {
  const step = nextStep(claim, outcome, at, random);
  return step.type === 'postpone' ? step.notBefore.getTime() - at.getTime() : undefined;
}

describe('the next try for a file', () => {
  it('comes later each time, jittered by half, and half an hour apart at most', () => {
    const delays = [1, 2, 3, 10, 40].map((attempt) => delay(claimed({ attempt }), again('source')));
    expect(delays).to.deep.equal([1_000, 2_000, 4_000, 512_000, 30 * 60_000]);
    expect(delay(claimed(), again('source'), 0)).to.equal(500);
    expect(delay(claimed(), again('source'), 1)).to.equal(1_500);
  });

  it('comes within a minute and a half once our own store or disk was at fault', () => {
    expect(delay(claimed({ attempt: 40 }), again('ours'), 1)).to.equal(90_000);
  });

  it('never comes before the provider said', () => {
    expect(delay(claimed(), again('source', 77_000))).to.equal(77_000);
    expect(delay(claimed({ attempt: 20 }), again('source', 1_000))).to.equal(30 * 60_000);
  });

  it('comes as long as the provider keeps the file, with a last one at the very end', () => {
    const expiresAt = new Date(now.getTime() + 10_000);
    expect(delay(claimed({ attempt: 12, expiresAt }), again('source'))).to.equal(10_000);
    expect(delay(claimed({ attempt: 12, expiresAt }), again('source'), 0.5, expiresAt)).to.equal(undefined);
  });

  it('comes for seven days where the provider names no end', () => {
    const at = (ms: number) => new Date(now.getTime() + ms);
    expect(delay(claimed({ attempt: 300 }), again('ours'), 0.5, at(7 * day - hour))).to.equal(60_000);
    expect(delay(claimed({ attempt: 300 }), again('ours'), 0.5, at(7 * day))).to.equal(undefined);
  });

  it('is made six times when what comes is not the file', () => {
    expect(nextStep(claimed({ flaws: 4 }), again('content'), now, 0.5)).to.include({ type: 'postpone', isFlaw: true });
    expect(nextStep(claimed({ flaws: 5 }), again('content'), now, 0.5).type).to.equal('give_up');
    expect(nextStep(claimed({ flaws: 5 }), again('source'), now, 0.5)).to.include({ type: 'postpone', isFlaw: false });
  });

  it('is made four times for a link whose host fails, and for an hour while we do', () => {
    const link = (flaws: number) => claimed({ origin: 'link', flaws });
    expect(nextStep(link(2), again('source'), now, 0.5)).to.include({ type: 'postpone', isFlaw: true });
    expect(nextStep(link(3), again('source'), now, 0.5).type).to.equal('give_up');
    expect(nextStep(link(0), again('ours'), now, 0.5)).to.include({ type: 'postpone', isFlaw: false });
    expect(nextStep(link(0), again('ours'), new Date(now.getTime() + hour), 0.5).type).to.equal('give_up');
  });
});
