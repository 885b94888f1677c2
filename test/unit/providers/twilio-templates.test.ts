// How a template's placeholders become the variables of a Content object, which has one set of names for all parts.
import { expect } from 'chai';
import type { TemplateContent } from '../../../src/domain/message.ts';
import type { TemplateDefinition } from '../../../src/domain/template.ts';
import { fillTemplate, variableNames } from '../../../src/providers/twilio/template-variables.ts';

const defined = (about: Partial<TemplateDefinition>): TemplateDefinition => ({
  name: 'order_ready',
  language: 'en',
  category: 'utility',
  parameterFormat: 'positional',
  body: 'Order {{1}} of {{2}} is ready.',
  buttons: [],
  samples: {},
  ...about,
});
const said = (about: Partial<TemplateContent> = {}): TemplateContent => ({
  kind: 'template',
  name: 'order_ready',
  language: 'en',
  body: [{ text: '17' }, { text: 'Monday' }],
  buttons: [],
  ...about,
});
const fill = (definition: TemplateDefinition, content: TemplateContent, url?: string) =>
  fillTemplate(definition, content, () => url);

describe('the variables of a template at Twilio', () => {
  it('are the body’s values by number, in whichever order they stand there', () => {
    expect(fill(defined({}), said())).to.deep.equal({ variables: { 1: '17', 2: 'Monday' } });
    expect(fill(defined({ body: 'On {{2}}: order {{1}}.' }), said())).to.deep.equal({
      variables: { 1: '17', 2: 'Monday' },
    });
  });

  it('are the body’s values by name', () => {
    const named = defined({ parameterFormat: 'named', body: 'Hello {{who}}, order {{order}}.' });
    const body = [
      { name: 'order', text: '17' },
      { name: 'who', text: 'Thandi' },
    ];
    expect(fill(named, said({ body }))).to.deep.equal({ variables: { who: 'Thandi', order: '17' } });
  });

  const parts = defined({
    header: { type: 'text', text: 'For {{1}}' },
    buttons: [
      { type: 'quick_reply', text: 'Fine' },
      { type: 'url', text: 'Track', url: 'https://example.org/{{1}}' },
      { type: 'copy_code', text: 'Copy', code: '{{1}}' },
    ],
  });

  it('of other parts get numbers that the body does not have', () => {
    expect(variableNames(parts)).to.deep.equal({ body: ['1', '2'], header: '3', buttons: [undefined, '4', '5'] });
  });

  it('keep the names that Twilio’s own definition has', () => {
    const own = defined({
      header: { type: 'text', text: 'For {{7}}' },
      buttons: [{ type: 'url', text: 'T', url: 'https://e/{{9}}' }],
    });
    expect(variableNames(own)).to.deep.equal({ body: ['1', '2'], header: '7', buttons: ['9'] });
  });

  it('hold the header’s value, the end of a link and a code', () => {
    const content = said({
      header: { type: 'text', value: { text: 'Thandi' } },
      buttons: [
        { type: 'quick_reply', index: 0, payload: 'fixed in the content' },
        { type: 'url', index: 1, text: 'orders/17' },
        { type: 'copy_code', index: 2, code: 'SAVE5' },
      ],
    });
    const variables = { 1: '17', 2: 'Monday', 3: 'Thandi', 4: 'orders/17', 5: 'SAVE5' };
    expect(fill(parts, content)).to.deep.equal({ variables });
  });

  it('hold what follows the fixed start of a file’s address', () => {
    const pictured = defined({ header: { type: 'image', url: 'https://files.example/{{3}}' } });
    const content = said({ header: { type: 'image', source: { mediaId: 'm' } } });
    const variables = { 1: '17', 2: 'Monday', 3: 'a/b.jpg?signature=x' };
    expect(fill(pictured, content, 'https://files.example/a/b.jpg?signature=x')).to.deep.equal({ variables });
    for (const url of ['https://elsewhere.example/a.jpg', undefined])
      expect(fill(pictured, content, url), url).to.have.property('problem');
  });

  it('leave a file that is fixed in the content alone', () => {
    const fixed = defined({ header: { type: 'image', url: 'https://files.example/logo.png' } });
    expect(fill(fixed, said())).to.deep.equal({ variables: { 1: '17', 2: 'Monday' } });
  });

  it('are refused, with the variable’s name, when one has no value', () => {
    expect(fill(defined({}), said({ body: [{ text: '17' }] }))).to.deep.equal({
      problem: 'The template’s variable 2 has no usable value.'.replace('’', "'"),
    });
    expect(fill(defined({}), said({ body: [{ text: '17' }, { text: '' }] }))).to.have.property('problem');
    expect(fill(parts, said())).to.have.property('problem');
    const draft = defined({ header: { type: 'image' } });
    expect(fill(draft, said(), 'https://files.example/a.jpg')).to.have.property('problem');
  });
});
