// A report that is left alone is over after a day: what comes then begins a new one, and the person is told so.
import { expect } from 'chai';
import { runConversation } from '../../../../src/intake/engine.ts';
import type { EngineMessage } from '../../../../src/intake/engine-message.ts';
import { reportFlow } from '../../../../src/intake/flows/report/index.ts';
import type { Session } from '../../../../src/intake/session.ts';
import { corner, pothole } from '../../../support/city.ts';
import { drive } from '../../../support/dialogue.ts';

const hourMs = 3_600_000;
const begun = new Date('2026-11-21T10:00:00Z');

function say(body: string, hours: number, session?: Session) {
  return send({ body }, hours, session);
}

function send(part: Partial<EngineMessage>, hours: number, session?: Session) {
  const now = new Date(begun.getTime() + hours * hourMs);
  const unsaid = { body: '', payload: null, replyId: null, replyTo: null, media: [] };
  const message: EngineMessage = { id: `m${hours}`, kind: 'text', providerAt: now, ...unsaid, ...part };
  const about = { language: 'en', timeZone: 'UTC', textLimit: 4_096, flowNames: new Set<string>() } as const;
  const run = drive(runConversation({ flow: reportFlow, session, messages: [message], now, ...about }), {
    extraction: () => undefined,
  });
  if (run.failure) throw run.failure.error;
  const said = run.replies.map(({ reply }) => (reply.kind === 'interactive' ? reply.body : JSON.stringify(reply)));
  return { said: said.join('\n'), session: run.session };
}

describe('a report left alone', () => {
  it('waits for a day, and each message makes it wait again', () => {
    const { session } = say('hello', 0);
    const told = say(pothole, 23, session);
    expect(say(corner, 46, told.session).said)
      .to.contain(pothole)
      .and.to.contain('Shall I send this?');
  });

  it('is over then, and another begins', () => {
    const { session } = say(pothole, 1, say('hello', 0).session);
    const { said, session: fresh } = say('The streetlight at the crossing is out', 26, session);
    expect(said).to.match(/^It has been a while.*\n\nThank you.*\n\nWhere is it\?/);
    expect(fresh.state?.data).to.deep.include({
      category: 'lighting',
      description: 'The streetlight at the crossing is out',
    });
  });

  it('is told to be over when it was a photo alone, and is not spoken of when it was nothing', () => {
    const photo = send({ kind: 'image', media: [{ id: 'p', kind: 'image', transcript: null }] }, 0);
    expect(say('hello', 25, photo.session).said).to.match(/^It has been a while/);
    for (const nothing of ['hello', '🤷']) expect(say('hello', 25, say(nothing, 0).session).said).to.match(/^Hello!/);
  });
});
