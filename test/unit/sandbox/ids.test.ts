import { expect } from 'chai';
import { bsuid, fbtraceId, twilioSid, wamid } from '../../../src/sandbox/ids.ts';
import { isBsuid } from '../../../src/sandbox/numbers.ts';

describe('the sandbox ids', () => {
  it('look like those of the providers', () => {
    expect(wamid('27821234567', 'outbound')).to.match(/^wamid\.HBgLMjc4MjEyMzQ1NjcVAgARGB[A-Za-z0-9+/]+=*$/);
    expect(wamid('27821234567', 'inbound')).to.match(/^wamid\.HBgLMjc4MjEyMzQ1NjcVAgASGB[A-Za-z0-9+/]+=*$/);
    expect(twilioSid('SM')).to.match(/^SM[0-9a-f]{32}$/);
    expect(fbtraceId()).to.match(/^A[\w-]{22}$/);
  });

  it('are new each time', () => {
    const made = new Set(Array.from({ length: 1_000 }, () => wamid('27821234567', 'outbound')));
    expect(made.size).to.equal(1_000);
  });

  it('name one person differently at two businesses and the same at one', () => {
    const first = bsuid('ZA', '27821234567', 'a');
    expect(isBsuid(first)).to.equal(true);
    expect(bsuid('ZA', '27821234567', 'a')).to.equal(first);
    expect(bsuid('ZA', '27821234567', 'b')).to.not.equal(first);
  });
});
