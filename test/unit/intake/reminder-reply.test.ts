// Which messages read like the answer to a reminder, and to which: everything else costs nothing more.
import { expect } from 'chai';
import type { EngineMessage } from '../../../src/intake/engine-message.ts';
import { readReminderReply } from '../../../src/intake/reminder-reply.ts';

const read = (values: Partial<EngineMessage>) =>
  readReminderReply(
    {
      id: 'm',
      kind: 'text',
      body: '',
      payload: {},
      providerAt: new Date(0),
      replyId: null,
      replyTo: null,
      media: [],
      ...values,
    },
    'menu',
  );

describe('what reads like the answer to a reminder', () => {
  it('is any answer in a quote', () => {
    expect(read({ body: 'Sí, gracias', replyTo: 'r' })).to.deep.equal({ answer: 'confirmed', replyTo: 'r' });
    expect(read({ body: 'no', replyTo: 'r' })).to.deep.equal({ answer: 'declined', replyTo: 'r' });
    expect(read({ body: 'cancel', replyTo: 'r' })).to.deep.equal({ answer: 'declined', replyTo: 'r' });
    const other = { answer: 'reschedule_requested', replyTo: 'r' };
    expect(read({ body: 'otra fecha', replyTo: 'r' })).to.deep.equal(other);
  });

  it('is a button by its payload or its title, but none of the flow’s own', () => {
    const button = { kind: 'button', body: 'Sí', replyTo: 'r' };
    expect(read({ ...button, replyId: 'CONFIRM_4711' })).to.deep.equal({ answer: 'confirmed', replyTo: 'r' });
    expect(read({ ...button, replyId: '4711' })).to.deep.equal({ answer: 'confirmed', replyTo: 'r' });
    expect(read({ ...button, replyId: 'menu:confirm' })).to.equal(undefined);
  });

  it('is without a quote only what confirms', () => {
    expect(read({ body: 'SI' })).to.deep.equal({ answer: 'confirmed', replyTo: null });
    expect(read({ body: 'no' })).to.equal(undefined);
    expect(read({ body: 'otra fecha' })).to.equal(undefined);
    expect(read({ body: `sí${' '.repeat(5)}${'sí '.repeat(20)}` })).to.equal(undefined);
  });

  it('may be spoken, but is no photo and nothing that says more or asks', () => {
    const audio = { id: 'f', kind: 'audio', transcript: 'sí' } as const;
    expect(read({ kind: 'audio', replyTo: 'r', media: [audio] })?.answer).to.equal('confirmed');
    const image = { id: 'f', kind: 'image', transcript: null } as const;
    expect(read({ kind: 'image', body: 'sí', caption: 'sí', replyTo: 'r', media: [image] })).to.equal(undefined);
    expect(read({ body: '¿sí?', replyTo: 'r' })).to.equal(undefined);
    expect(read({ body: 'sí, pero ¿a qué hora?', replyTo: 'r' })).to.equal(undefined);
    expect(read({ kind: 'reaction', body: '👍', replyTo: 'r' })).to.equal(undefined);
    expect(read({ body: 'hablar con una persona', replyTo: 'r' })).to.equal(undefined);
  });
});
