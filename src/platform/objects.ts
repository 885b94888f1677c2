// Object storage, always spoken to by the S3 protocol: a bucket of files under keys that we choose.
import type { Readable } from 'node:stream';

export interface StoredObject {
  stream: Readable;
  /** Bytes. */
  size: number;
  contentType: string;
}

export interface ObjectStore {
  /** Durable once it resolves; an object of the same key is replaced. A file goes up in parts, so memory stays flat. */
  put(key: string, body: Buffer | { path: string; size: number }, contentType: string): Promise<void>;
  /** Throws ObjectMissing, ObjectStoreFailure. */
  get(key: string): Promise<StoredObject>;
  /** Throws ObjectStoreFailure. */
  has(key: string): Promise<boolean>;
  /** Quiet when it is not there. */
  remove(key: string): Promise<void>;
  /**
   * An address for anyone who has it, for 6 hours at most; whoever gives one to people keeps to minutes. `filename` is what a
   * browser saves it under; it never shows it in a page of its own, whatever the file is.
   */
  presign(key: string, options: { expiresInSeconds: number; contentType?: string; filename?: string }): Promise<string>;
  /** Throws ObjectStoreFailure with what to do about it when the bucket cannot be used; makes it where that is allowed. */
  check(): Promise<void>;
  close(): void;
}

/** There is no object of that key. */
export class ObjectMissing extends Error {
  override name = 'ObjectMissing';
}

/** The store cannot be reached, or refuses: worth trying again later. Says what to do about it, and no secret. */
export class ObjectStoreFailure extends Error {
  override name = 'ObjectStoreFailure';
  /** Without the advice, which the message ends with. */
  readonly problem: string;
  readonly advice: string;

  constructor(problem: string, advice = '', options?: ErrorOptions) {
    super(advice === '' ? problem : `${problem}. ${advice}`, options);
    this.problem = problem;
    this.advice = advice;
  }
}

export interface ObjectStoreSettings {
  /** Amazon's too: https://s3.eu-central-1.amazonaws.com. */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  forcePathStyle: boolean;
  /** Whether a missing bucket may be made. Default: no, a name that is wrong would make one. */
  createBucket?: boolean;
}
