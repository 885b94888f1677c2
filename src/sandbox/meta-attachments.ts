// The files in a message that goes out by Meta: named by the id of an upload, which must be there, or by a link, which is
// fetched after the message was accepted.
import type { AttachedFile } from './accepted.ts';
import type { Context } from './context.ts';
import { fetchFile } from './fetching.ts';
import { essence, isVoiceType, largestFor, problemAtMeta } from './file-types.ts';
import type { FileKind, Measured } from './file-types.ts';
import { isObject } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';

const kinds = new Set<string>(['image', 'video', 'audio', 'document', 'sticker']);

/** What the send names. Throws GraphError for an id that the number does not have. */
export function attachmentsOf(context: Context, body: JsonObject, phoneNumberId: string): AttachedFile[] {
  return holdersOf(body).map(({ kind, object }) => {
    const common = {
      kind,
      ...(typeof object.filename === 'string' && { filename: object.filename }),
      ...(object.voice === true && { voice: true }),
    };
    if (typeof object.link === 'string') return { ...common, url: object.link };
    const id = String(object.id);
    const record = context.files.find('meta', id, context.settings.now());
    if (record?.number !== phoneNumberId) {
      throw new GraphError(131009, {
        details: `Parameter '${kind}.id' is not the id of a file of this number: ${id}.`,
      });
    }
    const { contentType, size, sha256, animated } = record;
    const problem = problemOf(kind, { contentType, size, animated }, object.voice === true);
    return { ...common, id, contentType, size, sha256, ...(problem !== undefined && { problem }) };
  });
}

/** Fetches what is named by link. The code that the message fails with, or undefined. */
export async function collect({ settings }: Context, files: readonly AttachedFile[]): Promise<number | undefined> {
  for (const file of files) {
    if (file.url !== undefined) await fetchInto(file, file.url, settings.fetchTimeoutMs);
    if (file.problem !== undefined) return 131053;
  }
  return undefined;
}

async function fetchInto(file: AttachedFile, url: string, timeoutMs: number): Promise<void> {
  const fetched = await fetchFile(url, { maxBytes: largestFor(file.kind), timeoutMs });
  if (fetched.type === 'failed') file.problem = fetched.why;
  if (fetched.type !== 'fetched') return;
  const { contentType, size, sha256, sniffed } = fetched.file;
  Object.assign(file, { contentType, size, sha256 });
  const mislabelled = sniffed !== undefined && sniffed !== essence(contentType);
  const problem = mislabelled
    ? `served as ${contentType}, but it is ${sniffed}`
    : problemOf(file.kind, fetched.file, file.voice === true);
  if (problem !== undefined) file.problem = problem;
}

function problemOf(kind: FileKind, file: Measured, voice: boolean): string | undefined {
  if (voice && !isVoiceType(file.contentType)) return `a voice note cannot be ${file.contentType}`;
  return problemAtMeta(kind, file);
}

interface Holder {
  kind: FileKind;
  object: JsonObject;
}

function holdersOf(body: JsonObject): Holder[] {
  const { type, interactive, template } = body;
  if (isKind(type)) return held(type, body[type]);
  if (isObject(interactive) && isObject(interactive.header)) return ofParameter(interactive.header);
  if (!isObject(template) || !Array.isArray(template.components)) return [];
  return template.components
    .filter(isObject)
    .flatMap(({ parameters }) => (Array.isArray(parameters) ? parameters.filter(isObject) : []))
    .flatMap(ofParameter);
}

function ofParameter(parameter: JsonObject): Holder[] {
  return isKind(parameter.type) ? held(parameter.type, parameter[parameter.type]) : [];
}

function held(kind: FileKind, object: unknown): Holder[] {
  return isObject(object) ? [{ kind, object }] : [];
}

function isKind(value: unknown): value is FileKind {
  return typeof value === 'string' && kinds.has(value);
}
