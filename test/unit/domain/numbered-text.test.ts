// Choices as numbered lines, where there are no buttons to tap.
import { expect } from 'chai';
import type { InteractiveAction, InteractiveContent } from '../../../src/domain/message.ts';
import { numberedText } from '../../../src/domain/numbered-text.ts';

const asked = (action: InteractiveAction, more: Partial<InteractiveContent> = {}) =>
  numberedText({ kind: 'interactive', body: 'What is it about?', action, ...more });

describe('numbered text', () => {
  it('numbers buttons, and gives their ids in the order of the numbers', () => {
    const buttons = [
      { id: 'water', title: 'Water' },
      { id: 'roads', title: 'Roads' },
    ];
    const { text, options } = asked({ type: 'buttons', buttons });
    expect(text).to.equal('What is it about?\n\n1. Water\n2. Roads');
    expect(options).to.deep.equal(buttons);
  });

  it('numbers the rows of a list through all its sections, with their titles and descriptions', () => {
    const sections = [
      { title: 'Streets', rows: [{ id: 'hole', title: 'Pothole', description: 'A hole in the road' }] },
      { title: 'Water', rows: [{ id: 'leak', title: 'Leak' }] },
    ];
    const { text, options } = asked({ type: 'list', button: 'Choose', sections });
    expect(text).to.equal('What is it about?\n\nStreets\n1. Pothole – A hole in the road\nWater\n2. Leak');
    expect(options).to.deep.equal([
      { id: 'hole', title: 'Pothole' },
      { id: 'leak', title: 'Leak' },
    ]);
  });

  it('keeps the header above and the footer below', () => {
    const header = { type: 'text', text: 'City of Cape Town' } as const;
    const { text } = asked(
      { type: 'buttons', buttons: [{ id: 'a', title: 'Yes' }] },
      { header, footer: 'Free of charge' },
    );
    expect(text).to.equal('City of Cape Town\n\nWhat is it about?\n\n1. Yes\n\nFree of charge');
  });

  it('writes a link out, and a request for a location as its words: neither has choices', () => {
    const link = asked({ type: 'link', title: 'Pay', url: 'https://example.org/p?a=1' });
    expect(link).to.deep.equal({ text: 'What is it about?\n\nPay: https://example.org/p?a=1', options: [] });
    expect(asked({ type: 'location_request' })).to.deep.equal({ text: 'What is it about?', options: [] });
  });
});
