// Files at Meta as the platform sees them: uploads, metadata, downloads by URLs that live five minutes, deletion.
import { createHash, randomBytes } from 'node:crypto';
import { answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import type { FaultTarget } from './faults.ts';
import { essence, isAnimatedWebp, kindOf, problemAtMeta, uploadTypes } from './file-types.ts';
import type { FileRecord } from './files.ts';
import { json } from './http.ts';
import type { Call, Outcome } from './http.ts';
import type { NumberRecord } from './meta-accounts.ts';
import { GraphError, gone, metaErrors } from './meta-errors.ts';
import { parseMultipart } from './multipart.ts';
import type { Part } from './multipart.ts';

const dayMs = 24 * 60 * 60 * 1_000;
export const sentFileLifeMs = 7 * dayMs;
const uploadLifeMs = 30 * dayMs;
const urlLifeMs = 5 * 60 * 1_000;

/** Below the API's base, or the base of the origin apart. */
export const downloadPath = '/whatsapp_business/attachments/';

export class MetaFiles {
  readonly #context: Context;
  readonly #secret = randomBytes(16).toString('hex');

  constructor(context: Context) {
    this.#context = context;
  }

  find(id: string): FileRecord | undefined {
    return this.#context.files.find('meta', id, this.#context.settings.now());
  }

  upload(call: Call, number: NumberRecord): Promise<Outcome> {
    const file = uploadOf(call);
    const target = { provider: 'meta', from: number.phoneNumberId, to: '', operation: 'upload' } as const;
    return answerCall(this.#context, metaErrors, target, async () => {
      const { id } = await this.#context.files.add(
        { bytes: file.bytes, contentType: file.contentType, ...(file.filename && { filename: file.filename }) },
        {
          provider: 'meta',
          number: number.phoneNumberId,
          person: '',
          at: this.#context.settings.now(),
          livesMs: uploadLifeMs,
        },
      );
      return json(200, { id });
    });
  }

  describe(record: FileRecord): Promise<Outcome> {
    return answerCall(this.#context, metaErrors, targetOf(record, 'media'), () =>
      json(200, {
        messaging_product: 'whatsapp',
        url: this.urlOf(record),
        mime_type: record.contentType,
        sha256: record.reportedSha256,
        file_size: record.size,
        id: record.id,
      }),
    );
  }

  delete(record: FileRecord): Promise<Outcome> {
    return answerCall(this.#context, metaErrors, targetOf(record, 'media'), () => {
      record.deletedAt = this.#context.settings.now();
      return json(200, { success: true });
    });
  }

  /** @param mayRead whether the caller's token is good for the file's number. */
  async download({ query }: Call, mayRead: (record: FileRecord) => boolean): Promise<Outcome> {
    const record = this.find(query.get('mid') ?? '');
    const expiresAt = Number(query.get('ext')) * 1_000;
    const isGood = record && query.get('hash') === this.#hash(record, query.get('ext') ?? '');
    if (!record || !isGood || !mayRead(record) || this.#context.settings.now() >= expiresAt) return gone();
    return answerCall(this.#context, metaErrors, targetOf(record, 'download'), () => ({
      status: 200,
      body: record.body,
      contentType: record.contentType,
      headers: { 'content-disposition': `inline; filename="${record.kind}"` },
    }));
  }

  urlOf(record: FileRecord): string {
    const ext = String(Math.floor((this.#context.settings.now() + urlLifeMs) / 1_000));
    const query = new URLSearchParams({ mid: record.id, ext, hash: this.#hash(record, ext) });
    return `${this.#context.origins.metaFiles}/meta${downloadPath}?${query.toString()}`;
  }

  #hash({ id, generation }: FileRecord, ext: string): string {
    return createHash('sha256').update(`${this.#secret}|${id}|${generation}|${ext}`).digest('base64url');
  }
}

function targetOf({ number, person }: FileRecord, operation: 'media' | 'download'): FaultTarget {
  return { provider: 'meta', from: number, to: person, operation };
}

function uploadOf(call: Call): { bytes: Buffer; contentType: string; filename: string | undefined } {
  const parts = parseMultipart(call.headers['content-type'], call.body);
  if (!parts) throw new GraphError(100, { message: '(#100) The parameter file is required.' });
  const field = (name: string) => parts.find((part) => part.name === name);
  if (field('messaging_product')?.bytes.toString() !== 'whatsapp') {
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' });
  }
  const file = field('file');
  if (!file) throw new GraphError(100, { message: '(#100) The parameter file is required.' });
  if (!field('type')) throw new GraphError(100, { message: '(#100) The parameter type is required.' });
  const contentType = file.contentType ?? 'application/octet-stream';
  checkFile(file, contentType);
  return { bytes: file.bytes, contentType, filename: file.filename };
}

function checkFile({ bytes }: Part, contentType: string): void {
  if (!uploadTypes.includes(essence(contentType))) {
    const types = uploadTypes.join(', ');
    throw new GraphError(100, {
      message: `(#100) Param file must be a file with one of the following types: ${types}. Received file of type '${contentType}'.`,
    });
  }
  if (bytes.length === 0) throw new GraphError(131053, { details: 'The file is empty.' });
  const measured = { contentType, size: bytes.length, animated: isAnimatedWebp(bytes) };
  const problem = problemAtMeta(kindOf(contentType), measured);
  if (problem !== undefined) throw new GraphError(131053, { details: problem });
}
