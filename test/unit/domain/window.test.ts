// Free text may be sent for exactly 24 hours after the person's last message.
import { expect } from 'chai';
import { loadContent, storeContent } from '../../../src/domain/content.ts';
import { pausesChannel } from '../../../src/domain/failure.ts';
import { windowExpiry, windowIsOpen } from '../../../src/domain/window.ts';

describe('the customer-service window', () => {
  const wrote = new Date('2026-03-29T00:30:00Z');
  const expiry = windowExpiry(wrote);

  it('lasts 24 hours, also over a change to summer time', () => {
    expect(expiry.toISOString()).to.equal('2026-03-30T00:30:00.000Z');
  });

  it('is open until the last millisecond, and closed for who never wrote', () => {
    expect(windowIsOpen(expiry, wrote)).to.equal(true);
    expect(windowIsOpen(expiry, new Date(expiry.getTime() - 1))).to.equal(true);
    expect(windowIsOpen(expiry, expiry)).to.equal(false);
    expect(windowIsOpen(null, wrote)).to.equal(false);
  });
});

describe('outbound content', () => {
  it('comes back from its row as it went in', () => {
    for (const content of [
      { kind: 'text', text: 'a' },
      { kind: 'text', text: '', previewUrl: true },
    ] as const) {
      expect(loadContent(storeContent(content))).to.deep.equal(content);
    }
    expect(loadContent({ kind: 'text', body: null, payload: 'odd' })).to.deep.equal({ kind: 'text', text: '' });
  });

  it('is refused when it is of a kind that cannot be sent', () => {
    expect(() => loadContent({ kind: 'hologram', body: 'x', payload: null })).to.throw('hologram');
  });
});

describe('a failure', () => {
  it('pauses the channel only when it is about the account', () => {
    const kinds = [
      'retry',
      'rate',
      'pair',
      'window',
      'template',
      'media',
      'recipient',
      'opted_out',
      'policy',
      'auth',
      'permission',
      'permanent',
    ] as const;
    expect(kinds.filter((kind) => pausesChannel(kind))).to.deep.equal(['policy', 'auth', 'permission']);
  });
});
