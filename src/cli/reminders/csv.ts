// CSV as RFC 4180 has it, read from chunks of text: quotes, line breaks within them, CRLF or LF, a byte order mark, and commas,
// semicolons or tabs. A record that is broken or too long is told, and reading goes on with the line behind its first.

export interface CsvRecord {
  /** Of the file, from 1: where the record begins. */
  line: number;
  fields: string[] | { problem: string };
}

const longestRecord = 64 * 1024;

/** Every record that is not an empty line; the first names the columns. Memory holds one record and one chunk. */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader();
  for await (const chunk of chunks) {
    reader.add(chunk);
    yield* reader.records(false);
  }
  yield* reader.records(true);
}

type Parsed =
  | { fields: string[] | { problem: string }; next: number }
  /** It does not end in what has come so far. */
  | 'more';

class CsvReader {
  #text = '';
  #at = 0;
  #line = 1;
  #delimiter: string | undefined;
  /** Within a line that is too long to be kept. */
  #skipping = false;

  add(chunk: string): void {
    this.#text = this.#text.slice(this.#at) + chunk;
    this.#at = 0;
    if (this.#line === 1 && this.#delimiter === undefined) this.#text = this.#text.replace(/^\uFEFF/, '');
  }

  *records(atEnd: boolean): Generator<CsvRecord> {
    while (this.#at < this.#text.length) {
      if (this.#skipping && !this.#skipLine(atEnd)) return;
      if (this.#at === this.#text.length) return;
      const delimiter = this.#findDelimiter(atEnd);
      const parsed = delimiter === undefined ? 'more' : parseRecord(this.#text, this.#at, delimiter, atEnd);
      if (parsed === 'more' && this.#text.length - this.#at <= longestRecord) return;
      const record = { line: this.#line, fields: parsed === 'more' ? tooLong : parsed.fields };
      if (parsed === 'more') this.#skipping = true;
      else this.#moveTo(parsed.next);
      if (!isEmptyLine(record.fields)) yield record;
    }
  }

  /** The one that the first line has most of. */
  #findDelimiter(atEnd: boolean): string | undefined {
    if (this.#delimiter !== undefined) return this.#delimiter;
    const end = this.#text.indexOf('\n');
    if (end === -1 && !atEnd && this.#text.length <= longestRecord) return undefined;
    const first = end === -1 ? this.#text : this.#text.slice(0, end);
    const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
    this.#delimiter = counted.reduce((most, each) => (each.count > most.count ? each : most)).delimiter;
    return this.#delimiter;
  }

  /** False: the line's end has not come yet. */
  #skipLine(atEnd: boolean): boolean {
    const end = this.#text.indexOf('\n', this.#at);
    this.#moveTo(end === -1 ? this.#text.length : end + 1);
    this.#skipping = end === -1 && !atEnd;
    return !this.#skipping;
  }

  #moveTo(next: number): void {
    for (let at = this.#text.indexOf('\n', this.#at); at !== -1 && at < next; at = this.#text.indexOf('\n', at + 1)) {
      this.#line += 1;
    }
    this.#at = next;
  }
}

const tooLong = { problem: `is longer than ${longestRecord} characters, or has a quote that is never closed` };

function isEmptyLine(fields: CsvRecord['fields']): boolean {
  return Array.isArray(fields) && fields.length === 1 && fields[0] === '';
}

function parseRecord(text: string, start: number, delimiter: string, atEnd: boolean): Parsed {
  const fields: string[] = [];
  for (let at = start; ;) {
    const field = text[at] === '"' ? quoted(text, at, atEnd) : unquoted(text, at, delimiter, atEnd);
    if (field === 'more') return atEnd ? broken(text, start, atEnd, 'has a quote that is never closed') : 'more';
    fields.push(field.value);
    const { next } = field;
    if (text[next] === delimiter) {
      at = next + 1;
      continue;
    }
    if (next >= text.length) return { fields, next };
    if (text[next] === '\n') return { fields, next: next + 1 };
    if (text[next] === '\r' && text[next + 1] === '\n') return { fields, next: next + 2 };
    return broken(text, start, atEnd, 'has something behind a closing quote');
  }
}

/** The record is given up; what comes next begins behind its first line, once that has ended. */
function broken(text: string, start: number, atEnd: boolean, problem: string): Parsed {
  const end = text.indexOf('\n', start);
  if (end === -1 && !atEnd) return 'more';
  return { fields: { problem }, next: end === -1 ? text.length : end + 1 };
}

function unquoted(text: string, start: number, delimiter: string, atEnd: boolean) {
  let next = start;
  while (next < text.length && text[next] !== delimiter && text[next] !== '\n') next += 1;
  if (next === text.length && !atEnd) return 'more' as const;
  const endsLine = next === text.length || text[next] === '\n';
  const end = endsLine && next > start && text[next - 1] === '\r' ? next - 1 : next;
  // A CR at the very end has lost its LF.
  return { value: text.slice(start, end), next: endsLine && next < text.length ? end : next };
}

function quoted(text: string, start: number, atEnd: boolean) {
  let value = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    // Whether a quote at the very end is doubled, or what ends the line, is not known before the next chunk.
    if (quote === -1 || (!atEnd && quote + 2 >= text.length)) return 'more' as const;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"')
      return { value, next: text[quote + 1] === '\r' && quote + 2 === text.length ? quote + 2 : quote + 1 };
    value += '"';
    at = quote + 2;
  }
}
