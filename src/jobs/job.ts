// What a job is: settings, a batch size and a handler that writes a batch set-based, in one transaction with the jobs'
// completion and the jobs that follow. A job never imports another job; it enqueues by name.
import type { JobName } from '../domain/job.ts';
import type { Extract } from '../intake/extractor.ts';
import type { Flows } from '../intake/registry.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ObjectStore } from '../platform/objects.ts';
import type { BatchHandler, Queue, QueueSettings } from '../platform/queue.ts';
import type { SafeFetch } from '../platform/safe-fetch.ts';
import type { Providers } from '../providers/registry.ts';
import type { ChannelDirectory } from '../store/channel-directory.ts';

export interface JobContext {
  db: Database;
  queue: Queue;
  channels: ChannelDirectory;
  providers: Providers;
  flows: Flows;
  metrics: Metrics;
  log: Logger;
  objects: ObjectStore;
  /** For URLs that callers gave. */
  fetchUrl: SafeFetch;
  /** Words of a voice note; undefined where no endpoint is configured. */
  transcribe: Transcribe | undefined;
  /** What a text says, read by a language model; undefined where none is configured. */
  extract: Extract | undefined;
  /** A directory for files on their way: local disk, as a file may be larger than what memory is to spare. */
  workDir: string;
  clock: Clock;
  /** For channels that have none of their own. */
  registrationUrl: string | undefined;
  /** How long an ambiguous send waits for its receipt before it is looked up, in milliseconds. */
  settleAfterMs: number;
  /** Longest a provider's call may take, in milliseconds. */
  sendTimeoutMs: number;
}

/**
 * Throws when there is no transcript. Takes the file's bytes (16 MB at most) and its content type.
 * @param language a hint, ISO 639-1.
 */
export type Transcribe = (audio: Buffer, contentType: string, language?: string) => Promise<string>;

export interface JobDefinition<Name extends JobName> extends QueueSettings {
  batchSize: number;
  /** Called once when the worker starts. */
  start(context: JobContext): RunningJob<Name>;
}

export interface RunningJob<Name extends JobName> {
  handle: BatchHandler<Name>;
  /** Resolves when nothing that a handler began is still going on. */
  drained?(): Promise<void>;
}

export type JobDefinitions = { readonly [Name in JobName]: JobDefinition<Name> };
