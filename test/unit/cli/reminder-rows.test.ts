// Files of reminders as rows.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../src/cli/report.ts';
import { openRows } from '../../../src/cli/reminders/rows.ts';
import { scratchDir } from '../../support/scratch.ts';

describe('the rows of a file of reminders', () => {
  let scratch: { dir: string; remove(): Promise<void> };
  before(async () => {
    scratch = await scratchDir('rows');
  });
  after(() => scratch.remove());

  const read = async (name: string, text: string, encoding: BufferEncoding = 'utf8') => {
    const file = path.join(scratch.dir, name);
    await writeFile(file, text, encoding);
    return Array.fromAsync(openRows(file).rows);
  };

  const csv = 'phone,param.1\n+27821,María\n+27822,Ana\n+27823,"Nuñ"\n';
  const ndjson = '{"reference":"María"}\n{"reference":"Ana"}\n';

  it('in another encoding are refused where it matters, instead of sending broken names', async () => {
    const ana = { phone: '+27822', template: { parameters: { 1: 'Ana' } } };
    expect(await read('latin1.csv', csv, 'latin1')).to.deep.equal([
      { line: 2, problem: 'is not UTF-8' },
      { line: 3, value: ana },
      { line: 4, problem: 'is not UTF-8' },
    ]);
    expect(await read('latin1.ndjson', ndjson, 'latin1')).to.deep.equal([
      { line: 1, problem: 'is not UTF-8' },
      { line: 2, value: { reference: 'Ana' } },
    ]);
  });

  const heads: [string, string, BufferEncoding, string][] = [
    ['that is broken', '"phone"x,param.1\n+27821,Ana\n', 'utf8', 'has something behind a closing quote'],
    ['in another encoding', '\uFEFFphone,param.1\n+27821,Ana\n', 'utf16le', 'is not UTF-8'],
    [
      'and lines that end in CR',
      'phone,param.1\r+27821,Ana\r',
      'utf8',
      'goes on over others: lines must end in LF or CRLF',
    ],
  ];
  for (const [what, text, encoding, problem] of heads) {
    it(`with a first line ${what} are refused, without a word of theirs`, async () => {
      const failure = await read('head.csv', text, encoding).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(UsageError).with.property('message', `The first line ${problem}.`);
    });
  }

  it('in UTF-8 say what they say', async () => {
    const rows = await read('utf8.csv', csv);
    expect(rows[0]).to.deep.equal({ line: 2, value: { phone: '+27821', template: { parameters: { 1: 'María' } } } });
    expect((await read('utf8.ndjson', ndjson))[0]).to.deep.equal({ line: 1, value: { reference: 'María' } });
  });
});
