// The rows of a file as reminders in JSON (domain/reminder-request/json.ts), each with its line.
import { createReadStream } from 'node:fs';
import type { ReadStream } from 'node:fs';
import path from 'node:path';
import type { Json, JsonObject } from '../../domain/webhook.ts';
import { UsageError } from '../report.ts';
import { readCsv } from './csv.ts';

/** `line`: where it begins, from 1. */
export type Row = { line: number; value: JsonObject } | { line: number; problem: string };

export interface RowFile {
  rows: AsyncIterable<Row>;
  /** How much of it was read. */
  bytesRead(): number;
}

/** Throws UsageError when its name does not say what it is. The rows throw one when the columns are none that are known. */
export function openRows(file: string): RowFile {
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 256 * 1024 });
  return { rows: rowsOf(stream, path.extname(file).toLowerCase()), bytesRead: () => stream.bytesRead };
}

function rowsOf(stream: ReadStream, extension: string): AsyncIterable<Row> {
  switch (extension) {
    case '.csv':
    case '.tsv':
      return csvRows(stream);
    case '.ndjson':
    case '.jsonl':
      return jsonRows(stream);
    default:
      stream.destroy();
      throw new UsageError('Give a file whose name ends in .csv, .tsv, .ndjson or .jsonl.');
  }
}

async function* csvRows(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  let columns: string[] | undefined;
  for await (const { line, fields } of readCsv(chunks)) {
    if (columns === undefined) columns = readColumns(fields);
    else if (!Array.isArray(fields)) yield { line, ...fields };
    else if (fields.length !== columns.length) {
      yield { line, problem: `has ${fields.length} fields; there are ${columns.length} columns` };
    } else if (fields.some(isBroken)) yield { line, ...notUtf8 };
    else yield { line, value: toJson(columns, fields) };
  }
}

// A name in another encoding would reach people as "Mar\uFFFDa".
const notUtf8 = { problem: 'is not UTF-8' };

/** What is no UTF-8 has been decoded to this. */
function isBroken(text: string): boolean {
  return text.includes('\uFFFD');
}

const texts = ['phone', 'contact_id', 'channel_id', 'at', 'reference', 'request_id', 'quiet_hours', 'session_text'];
const places: { readonly [column: string]: readonly [string, string] } = {
  template: ['template', 'name'],
  language: ['template', 'language'],
  local_time: ['local', 'time'],
  rule: ['rule', 'rule'],
  starts_at: ['rule', 'starts_at'],
  ends_at: ['rule', 'ends_at'],
};
const known = [...texts, ...Object.keys(places), 'zone', 'count', 'send_within_seconds', 'sms_fallback'];

/** Throws UsageError: a row in their place would be taken for them, and its words told. */
function readColumns(fields: string[] | { problem: string }): string[] {
  const broken = Array.isArray(fields) ? headProblem(fields) : fields.problem;
  if (!Array.isArray(fields) || broken !== undefined) throw new UsageError(`The first line ${broken}.`);
  const columns = fields.map((field) => field.trim());
  const unknown = columns.filter((column) => !known.includes(column) && !/^param\.(?!__proto__$)\w+$/.test(column));
  if (unknown.length > 0) {
    const list = [...known.toSorted(), 'param.<placeholder>'].join(', ');
    throw new UsageError(`The first line names columns that are not known: ${unknown.join(', ')}. Known: ${list}.`);
  }
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice !== undefined) throw new UsageError(`The first line names the column ${twice} twice.`);
  return columns;
}

function headProblem(fields: readonly string[]): string | undefined {
  if (fields.some(isBroken)) return notUtf8.problem;
  return fields.some((field) => /[\r\n]/.test(field)) ? 'goes on over others: lines must end in LF or CRLF' : undefined;
}

/** An empty field is one that is not there. */
function toJson(columns: readonly string[], fields: readonly string[]): JsonObject {
  const json: { [name: string]: Json } = {};
  const into = (name: string) => (json[name] ??= {}) as JsonObject;
  for (const [index, column] of columns.entries()) {
    const field = fields[index]!;
    const [object, name] = places[column] ?? [];
    if (field === '' || column === 'zone') continue;
    if (object !== undefined && name !== undefined) into(object)[name] = field;
    else if (column.startsWith('param.'))
      ((into('template')['parameters'] ??= {}) as JsonObject)[column.slice(6)] = field;
    else if (column === 'count') into('rule')['count'] = numberOf(field);
    else if (column === 'send_within_seconds') json[column] = numberOf(field);
    else if (column === 'sms_fallback') json[column] = { true: true, false: false }[field.toLowerCase()] ?? field;
    else json[column] = field;
  }
  const zone = fields[columns.indexOf('zone')] ?? '';
  if (zone !== '') into('rule' in json ? 'rule' : 'local')['zone'] = zone;
  return json;
}

/** What is no number stays as it is, to be refused. */
function numberOf(field: string): Json {
  return /^-?\d{1,15}$/.test(field) ? Number(field) : field;
}

const longestLine = 64 * 1024;

async function* jsonRows(chunks: AsyncIterable<string>): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of linesOf(chunks)) {
    line += 1;
    if (typeof text !== 'string') yield { line, ...text };
    else if (text.trim() !== '') yield { line, ...parseLine(text) };
  }
}

function parseLine(text: string): { value: JsonObject } | { problem: string } {
  if (isBroken(text)) return notUtf8;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as JsonObject };
  } catch {
    // Told below.
  }
  return { problem: 'is not an object of JSON' };
}

const tooLong = { problem: `is longer than ${longestLine} characters` };

/** Lines without their ends. Of one that is too long nothing is kept. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string | { problem: string }> {
  let rest = '';
  let isLong = false;
  let isFirst = true;
  for await (const chunk of chunks) {
    const lines = (rest + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n');
    isFirst = false;
    rest = lines.pop()!;
    for (const line of lines) {
      yield isLong || line.length > longestLine ? tooLong : line;
      isLong = false;
    }
    isLong ||= rest.length > longestLine;
    if (isLong) rest = '';
  }
  if (isLong) yield tooLong;
  else if (rest !== '') yield rest;
}
