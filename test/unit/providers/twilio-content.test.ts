// Which choices become Content objects at Twilio, and which messages share one.
import { expect } from 'chai';
import fc from 'fast-check';
import type { InteractiveAction, InteractiveContent } from '../../../src/domain/message.ts';
import { shapeContent } from '../../../src/providers/twilio/content.ts';
import { weirdText } from './weird.ts';

const buttons: InteractiveAction = { type: 'buttons', buttons: [{ id: 'y', title: 'Yes' }] };
const row = { id: 'r', title: 'Row', description: 'More' };
const list: InteractiveAction = { type: 'list', button: 'Choose', sections: [{ rows: [row] }] };
const link: InteractiveAction = { type: 'link', title: 'Pay', url: 'https://pay.example/t/1?x=2' };

const shape = (action: InteractiveAction, body = 'Hello', more: Partial<InteractiveContent> = {}) =>
  shapeContent({ kind: 'interactive', body, action, ...more });

/** What the person reads: the shape with its variables filled in. */
function filled({ types, variables }: { types: object; variables: { [name: string]: string } }): { body: string } {
  const [content] = Object.values(types) as { body: string }[];
  return JSON.parse(JSON.stringify(content), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\{\{(\d+)\}\}/g, (_match, name: string) => variables[name]!) : value,
  ) as { body: string };
}

describe('the shape of choices at Twilio', () => {
  it('is a quick reply, a list picker or a call to action', () => {
    expect(shape(buttons)).to.deep.include({
      types: { 'twilio/quick-reply': { body: '{{1}}', actions: [{ type: 'QUICK_REPLY', title: 'Yes', id: 'y' }] } },
      variables: { 1: 'Hello' },
    });
    expect(shape(list)?.types).to.deep.equal({
      'twilio/list-picker': { body: '{{1}}', button: 'Choose', items: [{ id: 'r', item: 'Row', description: 'More' }] },
    });
    expect(shape(link)).to.deep.include({
      types: {
        'twilio/call-to-action': {
          body: '{{1}}',
          actions: [{ type: 'URL', title: 'Pay', url: 'https://pay.example/{{2}}' }],
        },
      },
      variables: { 1: 'Hello', 2: 't/1?x=2' },
    });
  });

  it('is the same for other words and another path, and another for other choices or another host', () => {
    expect(shape(buttons, 'Other words')?.types).to.deep.equal(shape(buttons)?.types);
    expect(shape({ ...link, url: 'https://pay.example/t/2' })?.types).to.deep.equal(shape(link)?.types);
    expect(shape({ ...link, url: 'https://other.example/t/1' })?.types).not.to.deep.equal(shape(link)?.types);
    const renamed: InteractiveAction = { type: 'buttons', buttons: [{ id: 'y2', title: 'Yes' }] };
    expect(shape(renamed)?.types).not.to.deep.equal(shape(buttons)?.types);
  });

  it('puts the header above the words and the footer below them', () => {
    const shaped = shape(buttons, 'Words', { header: { type: 'text', text: 'Title' }, footer: 'Small print' })!;
    expect(filled(shaped).body).to.equal('Title\n\nWords\n\nSmall print');
  });

  it('keeps whatever is said, and no variable holds what Twilio refuses in one', () => {
    fc.assert(
      fc.property(
        fc.oneof(weirdText, fc.string({ unit: fc.constantFrom(' ', 'a', '\n', '\t', '\r', '{', '}') })),
        (body) => {
          const shaped = shape(buttons, body);
          if (!shaped) return;
          expect(filled(shaped).body).to.equal(body);
          for (const value of Object.values(shaped.variables)) expect(value).to.match(/^(?!.* {5})[^\n\r\t]+$/);
        },
      ),
    );
  });

  it('is none for what the type cannot carry: it goes out as numbered text', () => {
    const four = [1, 2, 3, 4].map((n) => ({ id: `${n}`, title: `Option ${n}` }));
    const rows = Array.from({ length: 11 }, (_, n) => ({ id: `${n}`, title: `Row ${n}` }));
    const file = { type: 'image', source: { mediaId: 'm' } } as const;
    const none = [
      shape({ type: 'location_request' }),
      shape({ type: 'flow', flowId: '1', title: 'Start', flowToken: 't' }),
      shape({ type: 'buttons', buttons: four }),
      shape({ type: 'buttons', buttons: [{ id: 'y', title: 'x'.repeat(21) }] }),
      shape({ type: 'buttons', buttons: [{ id: 'y', title: 'Hi {{1}}' }] }),
      shape({ type: 'list', button: 'Choose', sections: [{ rows }] }),
      shape({ type: 'list', button: 'Choose', sections: [{ title: 'A', rows: [row] }] }),
      shape({ type: 'list', button: 'Choose', sections: [{ rows: [row] }, { rows: [row] }] }),
      shape({ type: 'list', button: 'Choose', sections: [{ rows: [{ ...row, description: 'x'.repeat(73) }] }] }),
      shape(buttons, 'x'.repeat(1025)),
      shape(link, 'x'.repeat(641)),
      shape({ ...link, url: 'not a url' }),
      shape(buttons, 'Hello', { header: file }),
    ];
    for (const [index, shaped] of none.entries()) expect(shaped, String(index)).to.equal(undefined);
  });
});
