// What tests see and do about the files that lie at the providers.
import type { Context } from './context.ts';
import type { FileKind } from './file-types.ts';
import { bytesOf } from './files.ts';
import type { FileRecord, GivenFile } from './files.ts';
import type { PlacedFile } from './meta-sent-files.ts';
import type { Via } from './phone.ts';

export interface UploadedFile {
  id: string;
  phoneNumberId: string;
  kind: FileKind;
  contentType: string;
  filename?: string;
  size: number;
  /** Hexadecimal. */
  sha256: string;
  at: number;
  deleted: boolean;
  bytes(): Promise<Buffer>;
}

export interface FileBoard {
  /** What the platform uploaded to Meta, oldest first. */
  readonly uploads: UploadedFile[];
  /** Puts a file of a person at the provider without telling the platform. */
  add(via: Via, file: GivenFile, person?: string): Promise<PlacedFile>;
  /** From now on the provider does not have it: its days there are over. */
  expire(id: string): void;
  /** The URLs given out so far answer 404; asking for a new one works. Meta only. */
  expireUrls(id: string): void;
  /** Whoever owns it removed it. */
  delete(id: string): void;
  /** Whether the platform deleted it, or `delete` did. */
  isDeleted(id: string): boolean;
}

type Place = (via: Via, person: string, file: GivenFile) => Promise<PlacedFile>;

export function fileBoard({ files, people, settings }: Context, place: Place): FileBoard {
  return {
    get uploads() {
      return files.uploads().map(uploaded);
    },
    add: (via, file, person = '+27820000000') => place(via, people.keyOf(person), file),
    expire(id) {
      files.get(id).expiresAt = settings.now();
    },
    expireUrls(id) {
      files.get(id).generation += 1;
    },
    delete(id) {
      files.get(id).deletedAt = settings.now();
    },
    isDeleted: (id) => files.get(id).deletedAt !== undefined,
  };
}

function uploaded({ id, number, kind, contentType, filename, size, sha256, ...record }: FileRecord): UploadedFile {
  return {
    id,
    phoneNumberId: number,
    kind,
    contentType,
    ...(filename !== undefined && { filename }),
    size,
    sha256,
    at: record.createdAt,
    deleted: record.deletedAt !== undefined,
    bytes: () => bytesOf(record.body),
  };
}
