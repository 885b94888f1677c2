// What belongs together is one message, where it fits into one; nothing is lost or changes its order.
import { expect } from 'chai';
import fc from 'fast-check';
import type { InteractiveContent } from '../../../src/domain/message.ts';
import type { Reply } from '../../../src/intake/flow.ts';
import { mergeReplies } from '../../../src/intake/merge-replies.ts';

const text = (words: string, previewUrl?: boolean): Reply => ({
  kind: 'text',
  text: words,
  ...(previewUrl ? { previewUrl } : {}),
});
const question = (body: string, more: Partial<InteractiveContent> = {}): InteractiveContent => ({
  kind: 'interactive',
  body,
  action: { type: 'buttons', buttons: [{ id: 'y', title: 'Yes' }] },
  ...more,
});
const place: Reply = { kind: 'location', latitude: 1, longitude: 2 };
const merge = (...replies: Reply[]) => mergeReplies(replies, 4_096);

describe('merging replies', () => {
  it('makes one text of several, with a blank line between', () => {
    expect(merge(text('a'), text('b\nc'), text('d'))).to.deep.equal([text('a\n\nb\nc\n\nd')]);
    expect(merge(text('a'), text(''), text('b'))).to.deep.equal([text('a\n\nb')]);
    expect([merge(), merge(text('a'))]).to.deep.equal([[], [text('a')]]);
  });

  it('puts what is said before a question above it, whatever can be chosen', () => {
    const list = question('Which?', {
      footer: 'f',
      action: { type: 'list', button: 'o', sections: [{ rows: [{ id: 'r', title: 'R' }] }] },
    });
    expect(merge(text('Thanks.'), text('Next:'), list)).to.deep.equal([
      { ...list, body: 'Thanks.\n\nNext:\n\nWhich?' },
    ]);
    const where = question('Where?', { action: { type: 'location_request' } });
    expect(merge(text('Thanks.'), where)).to.deep.equal([{ ...where, body: 'Thanks.\n\nWhere?' }]);
  });

  it('leaves apart what would be too long together', () => {
    const long = 'x'.repeat(1_000);
    expect(mergeReplies([text('aaaa'), text('bbbb')], 10)).to.deep.equal([text('aaaa\n\nbbbb')]);
    expect(mergeReplies([text('aaaa'), text('bbbbb')], 10)).to.deep.equal([text('aaaa'), text('bbbbb')]);
    expect(merge(text(long), question('y'.repeat(22)))).to.have.length(1);
    expect(merge(text(long), question('y'.repeat(23)))).to.have.length(2);
    expect(mergeReplies([text('aaaa'), question('bbbbb')], 10)).to.have.length(2);
  });

  it('leaves alone what has a header, a preview, or is no text', () => {
    const headed = question('b', { header: { type: 'text', text: 'h' } });
    const untouched: Reply[][] = [
      [text('a'), headed],
      [text('https://a.example', true), text('b')],
      [text('a'), text('https://b.example', true)],
      [text('https://a.example', true), question('b')],
      [question('a'), text('b')],
      [question('a'), question('b')],
      [text('a'), place, text('b')],
    ];
    for (const replies of untouched) expect(merge(...replies)).to.deep.equal(replies);
  });

  it('keeps every word in its order, within the limits, and changes nothing when done twice', () => {
    const words = fc.stringMatching(/^[a-z]{1,30}$/);
    const any = fc.array(
      fc.oneof(
        words.map((word) => text(word)),
        words.map((word) => question(word)),
        words.map((word) => text(word, true)),
        fc.constant(place),
      ),
      { maxLength: 12 },
    );
    const read = (replies: readonly Reply[]) =>
      replies.flatMap((reply) =>
        (reply.kind === 'text' ? reply.text : reply.kind === 'interactive' ? `${reply.body}[y]` : '[place]').split(
          '\n\n',
        ),
      );
    fc.assert(
      fc.property(any, fc.integer({ min: 30, max: 100 }), (replies, limit) => {
        const merged = mergeReplies(replies, limit);
        expect(read(merged).join(' ')).to.equal(read(replies).join(' '));
        for (const reply of merged) if (reply.kind === 'text') expect(reply.text.length).to.be.at.most(limit);
        expect(mergeReplies(merged, limit)).to.deep.equal(merged);
      }),
    );
  });
});
