// Whatever a file is called, the header that names it is one header, names one file, and hides nothing.
import { expect } from 'chai';
import fc from 'fast-check';
import { attachment } from '../../../src/platform/objects-disposition.ts';

const nameIn = (header: string) => decodeURIComponent(header.replace("attachment; filename*=UTF-8''", ''));

describe('the content-disposition of a file', () => {
  const names: [given: string, kept: string][] = [
    ['report.pdf', 'report.pdf'],
    ["it's (1)*.pdf", "it's (1)_.pdf"],
    ['größe 写真 🙂.jpg', 'größe 写真 🙂.jpg'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\x.doc', 'C__Users_x.doc'],
    ['.htaccess', 'htaccess'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie_ x'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['trailing. . ', 'trailing'],
    ['\uD800.txt', '\uFFFD.txt'],
    [`${'长'.repeat(200)}.docx`, `${'长'.repeat(58)}.docx`],
  ];
  for (const [given, kept] of names) {
    it(`keeps ${JSON.stringify(kept).slice(0, 40)} of ${JSON.stringify(given).slice(0, 40)}`, () => {
      expect(nameIn(attachment(given))).to.equal(kept);
    });
  }

  it('is a plain download where nothing is left of the name', () => {
    for (const name of [undefined, '', '...', '\u0000', ' . ']) expect(attachment(name)).to.equal('attachment');
  });

  it('is one short line of harmless characters for any name at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        expect(attachment(name)).to.match(/^attachment(; filename\*=UTF-8''[\w!.~%-]+)?$/);
        expect(attachment(name).length).to.be.below(600);
      }),
      { numRuns: 500 },
    );
  });
});
