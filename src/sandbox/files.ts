// The files that lie at the providers: what people sent, until it expires, and what the platform uploaded. Remembers the
// newest; bytes of large ones need not be held, a file can be made while it is read.
import { createHash, randomInt } from 'node:crypto';
import { headBytes, isAnimatedWebp, kindOf } from './file-types.ts';
import type { FileKind } from './file-types.ts';
import type { StreamBody } from './http.ts';
import { twilioSid } from './ids.ts';
import type { ProviderName } from './options.ts';
import { Recent } from './recent.ts';
import { fromBytes } from './spoiling.ts';

/** Opened anew for every reader, and always the same. */
export type FileSource = { bytes: Uint8Array } | { size: number; open: () => AsyncIterable<Uint8Array> };

export type GivenFile = FileSource & {
  contentType: string;
  filename?: string;
  /** Default: what WhatsApp makes of the content type. */
  kind?: FileKind;
  /** Audio: recorded in the chat. Default false. */
  voice?: boolean;
  /** Stickers. Default: as the bytes say. */
  animated?: boolean;
  /** What the provider says the hash is, in hexadecimal. Default: the truth. */
  sha256?: string;
};

export interface FileRecord {
  /** Meta's media id, Twilio's ME sid. */
  readonly id: string;
  readonly provider: ProviderName;
  /** Phone number id at Meta, E.164 number at Twilio. */
  readonly number: string;
  /** WhatsApp id of who sent it; empty for what the platform uploaded. */
  readonly person: string;
  /** Twilio: the message it belongs to. */
  readonly messageId: string | undefined;
  readonly kind: FileKind;
  readonly contentType: string;
  readonly filename: string | undefined;
  readonly voice: boolean;
  readonly animated: boolean;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** As the provider reports it. */
  readonly reportedSha256: string;
  readonly createdAt: number;
  expiresAt: number;
  deletedAt: number | undefined;
  /** Raised to make the URLs given out so far useless. */
  generation: number;
  readonly body: StreamBody;
}

export interface Placement {
  provider: ProviderName;
  number: string;
  person: string;
  messageId?: string;
  at: number;
  livesMs: number;
}

const kept = 2_000;

export class FileStore {
  readonly #byId = new Map<string, FileRecord>();
  readonly #recent = new Recent<FileRecord>(kept, ({ id }) => this.#byId.delete(id));

  async add(given: GivenFile, place: Placement): Promise<FileRecord> {
    const body = 'bytes' in given ? fromBytes(given.bytes) : given;
    const { sha256, head } = await digest(body);
    const record: FileRecord = {
      id: place.provider === 'meta' ? metaFileId() : twilioSid('ME'),
      provider: place.provider,
      number: place.number,
      person: place.person,
      messageId: place.messageId,
      kind: given.kind ?? kindOf(given.contentType),
      contentType: given.contentType,
      filename: given.filename,
      voice: given.voice ?? false,
      animated: given.animated ?? isAnimatedWebp(head),
      size: body.size ?? 0,
      sha256,
      reportedSha256: given.sha256 ?? sha256,
      createdAt: place.at,
      expiresAt: place.at + place.livesMs,
      deletedAt: undefined,
      generation: 0,
      body,
    };
    this.#byId.set(record.id, record);
    this.#recent.push(record);
    return record;
  }

  /** What the provider still has. */
  find(provider: ProviderName, id: string, now: number): FileRecord | undefined {
    const record = this.#byId.get(id);
    if (record?.provider !== provider || record.deletedAt !== undefined) return undefined;
    return now < record.expiresAt ? record : undefined;
  }

  /** Whatever became of it. */
  get(id: string): FileRecord {
    const record = this.#byId.get(id);
    if (!record) throw new Error(`the sandbox has no file ${id}`);
    return record;
  }

  ofMessage(messageId: string): FileRecord[] {
    return this.#recent.toArray().filter((record) => record.messageId === messageId && record.deletedAt === undefined);
  }

  uploads(): FileRecord[] {
    return this.#recent.toArray().filter(({ person }) => person === '');
  }
}

export interface Digest {
  /** Hexadecimal. */
  sha256: string;
  head: Buffer;
}

async function digest(body: StreamBody): Promise<Digest> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  for await (const chunk of body.open()) {
    hash.update(chunk);
    if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
  }
  return { sha256: hash.digest('hex'), head };
}

export async function bytesOf({ open }: StreamBody): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of open()) parts.push(chunk);
  return Buffer.concat(parts);
}

function metaFileId(): string {
  return `${randomInt(1e7, 1e8)}${String(randomInt(0, 1e8)).padStart(8, '0')}`;
}
