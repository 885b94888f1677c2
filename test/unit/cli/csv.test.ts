import { expect } from 'chai';
import fc from 'fast-check';
import { readCsv, type CsvRecord } from '../../../src/cli/reminders/csv.ts';

/** Fed in pieces of that size: where a chunk ends must not matter. */
async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 7): Promise<CsvRecord[]> {
  return Array.fromAsync(readCsv(pieces(text, size)));
}

const fieldsOf = async (text: string, size?: number) => (await read(text, size)).map(({ fields }) => fields);

describe('reading CSV', () => {
  const cases: [string, string, string[][]][] = [
    [
      'plain fields',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line break at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'line breaks of Windows',
      'a,b\r\n1,"2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes, and what they protect',
      'a,b\n"x, ""y""","1\n2"\n',
      [
        ['a', 'b'],
        ['x, "y"', '1\n2'],
      ],
    ],
    ['a quote at the very end', 'a\n"x"', [['a'], ['x']]],
    ['a field at the very end, with CR', 'a\nx\r', [['a'], ['x']]],
    ['a quoted field at the very end, with CR', 'a\n"x"\r', [['a'], ['x']]],
    [
      'empty fields',
      'a,b,c\n,,\n"",x,\n',
      [
        ['a', 'b', 'c'],
        ['', '', ''],
        ['', 'x', ''],
      ],
    ],
    ['empty lines', '\na\n\n\r\n1\n\n', [['a'], ['1']]],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes inside an unquoted field', 'a\n5" pipe\n', [['a'], ['5" pipe']]],
    ['nothing', '', []],
  ];
  for (const [what, text, fields] of cases) {
    it(`takes ${what}`, async () => {
      for (const size of [1, 2, 7, 1_000])
        expect(await fieldsOf(text, size), `pieces of ${size}`).to.deep.equal(fields);
    });
  }

  it('names the line on which each record begins', async () => {
    expect((await read('a,b\n"1\n2\n3",x\n\n4,5\n')).map(({ line }) => line)).to.deep.equal([1, 2, 6]);
  });

  it('tells of a broken record, and goes on with the next line', async () => {
    const records = await read('a,b\n"x"y,1\n2,3\n"never closed,4\n5,6\n');
    expect(records.map(({ line, fields }) => [line, Array.isArray(fields) ? fields.join() : 'broken'])).to.deep.equal([
      [1, 'a,b'],
      [2, 'broken'],
      [3, '2,3'],
      [4, 'broken'],
      [5, '5,6'],
    ]);
  });

  it('tells of a record that is too long, and keeps none of it', async () => {
    const long = 'x'.repeat(300_000);
    const records = await read(`a\n${long}\n1\n"${long}\n2\n`, 10_000);
    expect(records.map(({ line, fields }) => [line, Array.isArray(fields) ? fields.join() : 'broken'])).to.deep.equal([
      [1, 'a'],
      [2, 'broken'],
      [3, '1'],
      [4, 'broken'],
      [5, '2'],
    ]);
  });

  it('gives back whatever was written as CSV, wherever it is cut into pieces', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r', ' ', 'é', '😀'), maxLength: 8 });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 2 }), { maxLength: 6 });
    const write = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 20 }), async (rows, size) => {
        const text = ['a,b', ...rows.map((row) => row.map(write).join())].join('\r\n');
        expect(await fieldsOf(text, size)).to.deep.equal([['a', 'b'], ...rows]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives up a broken record once, wherever a chunk ends in it', async () => {
    for (const size of [1, 2, 3, 100]) {
      expect(await read('a\n""aaa\nb', size)).to.deep.equal([
        { line: 1, fields: ['a'] },
        { line: 2, fields: { problem: 'has something behind a closing quote' } },
        { line: 3, fields: ['b'] },
      ]);
    }
  });

  it('ends on any text, with no line lost from the count', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (given, size) => {
        const records = await read(given, size);
        expect(records).to.deep.equal(await read(given, 1_000));
        const lines = given.split('\n').length;
        for (const { line } of records) expect(line).to.be.within(1, lines);
      }),
      { numRuns: 300 },
    );
  });
});
