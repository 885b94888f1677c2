// The parameters of a reminder's template, by name.
import { expect } from 'chai';
import { readParameters } from '../../../src/domain/reminder-request/parameters.ts';

describe('the parameters of a reminder', () => {
  const read = (...names: string[]) => {
    const parameters = Object.fromEntries(names.map((name) => [name, name]));
    return readParameters({ name: 'visit', language: 'en', parameters }).content;
  };

  it('with the name of another part of the template fill that part, and no placeholder of the body', () => {
    const parts = ['header', 'url0', 'payload1', 'code2'];
    expect(read(...parts)).to.deep.include({ body: [], header: { type: 'text', value: { text: 'header' } } });
    expect(read(...parts).buttons.map(({ type, index }) => [type, index])).to.deep.equal([
      ['url', 0],
      ['quick_reply', 1],
      ['copy_code', 2],
    ]);
  });

  it('with names that only look like these fill placeholders of the body', () => {
    const names = ['url', 'url10', 'code', 'headers', 'header_text', 'payload_0'];
    expect(read(...names)).to.deep.include({ body: names.map((name) => ({ name, text: name })), buttons: [] });
  });
});
