// Whatever part of a reply shows what must not be shown, the reply does not go out.
import { expect } from 'chai';
import type { MediaKind } from '../../../../src/domain/media.ts';
import type { InteractiveContent } from '../../../../src/domain/message.ts';
import type { Reply } from '../../../../src/intake/flow.ts';
import { safeReply } from '../../../../src/intake/guardrails/check-reply.ts';

const id = '0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071';
const sorry = 'Please try again.';

const interactive = (more: Partial<InteractiveContent>): Reply => ({
  kind: 'interactive',
  body: 'Which?',
  action: { type: 'location_request' },
  ...more,
});
const buttons = (title: string, optionId: string) =>
  interactive({ action: { type: 'buttons', buttons: [{ id: optionId, title }] } });
const list = (words: { button?: string; section?: string; title?: string; description?: string }) =>
  interactive({
    action: {
      type: 'list',
      button: words.button ?? 'Options',
      sections: [
        {
          title: words.section ?? 'S',
          rows: [{ id, title: words.title ?? 'R', description: words.description ?? 'D' }],
        },
      ],
    },
  });
const contact = (name: string): Reply => ({
  kind: 'contacts',
  contacts: [{ formattedName: name, phones: [], emails: [], urls: [] }],
});
const template = (text: string, header = 'h'): Reply => ({
  kind: 'template',
  name: 'due',
  language: 'en',
  header: { type: 'text', value: { text: header } },
  body: [{ text: 'fine' }, { text }],
  buttons: [{ type: 'quick_reply', index: 0, payload: id }],
});

/** A reply for each place where it shows `words`. */
function showing(words: string): Reply[] {
  const source = { mediaId: id };
  const files = (['image', 'video', 'audio', 'document', 'sticker'] as MediaKind[]).flatMap((kind): Reply[] => [
    { kind, source, caption: words },
    { kind, source, filename: words },
  ]);
  return [
    { kind: 'text', text: words },
    interactive({ body: words }),
    interactive({ footer: words }),
    interactive({ header: { type: 'text', text: words } }),
    interactive({ header: { type: 'document', source, filename: words } }),
    buttons(words, 'y'),
    ...[{ button: words }, { section: words }, { title: words }, { description: words }].map(list),
    interactive({ action: { type: 'link', title: words, url: 'https://a.example' } }),
    interactive({ action: { type: 'flow', title: words, flowId: '1', flowToken: id } }),
    template(words),
    template('fine', words),
    { kind: 'location', latitude: 1, longitude: 2, name: words },
    { kind: 'location', latitude: 1, longitude: 2, address: words },
    contact(words),
    { kind: 'reaction', to: 'wamid.1', emoji: words },
    ...files,
  ];
}

describe('a reply', () => {
  it('goes out as it is when all it shows may be shown, whatever its ids are', () => {
    for (const reply of [...showing('Thank you'), buttons('Yes', id)])
      expect(safeReply(reply, '', sorry), JSON.stringify(reply)).to.deep.equal({ reply });
  });

  it('becomes a plain word, with a reason, when any part shows an internal or a placeholder', () => {
    const instead: Reply = { kind: 'text', text: sorry };
    for (const reply of showing(`row ${id}`))
      expect(safeReply(reply, '', sorry), JSON.stringify(reply)).to.deep.equal({
        reply: instead,
        problem: 'shows_internals',
      });
    for (const reply of showing('Hello {name}'))
      expect(safeReply(reply, '', sorry), JSON.stringify(reply)).to.deep.equal({
        reply: instead,
        problem: 'shows_placeholder',
      });
  });

  it('may repeat what the person said', () => {
    for (const words of [`row ${id}`, 'Hello {name}'])
      for (const reply of showing(`You said: ${words}`))
        expect(safeReply(reply, words, sorry)).to.deep.equal({ reply });
  });
});
