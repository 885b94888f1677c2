// Makes the files of a message known to its provider before the call. A file goes up once, however many messages of the
// channel wait for it at the same time.
import type { Failure, SendOutcome } from '../../domain/failure.ts';
import { mediaSources } from '../../domain/content.ts';
import { uploadMs } from '../../domain/media.ts';
import type { OutboundContent } from '../../domain/message.ts';
import { ObjectMissing, ObjectStoreFailure } from '../../platform/objects.ts';
import type { FileReference, NotSent, PreparedFile, StoredFile } from '../../providers/provider.ts';
import { forgetUpload, saveUpload } from '../../store/media-uploads.ts';
import { endPreparation, type Preparation } from '../../store/preparations.ts';
import { timed } from '../api-latency.ts';
import type { JobContext } from '../job.ts';
import type { NeededFile } from './needs.ts';
import { recordingMs, type OutboundTask } from './task.ts';

export interface FilePreparer {
  /** Never throws. `late`: the files are ready, but the message needs another slot. */
  prepare(
    task: OutboundTask,
  ): Promise<{ type: 'ready'; files: Map<string, FileReference> } | NotSent | { type: 'late' }>;
}

/** While its files are made ready, a message is held for as long as that may take. Undefined: they are ready. */
export function preparationOf(context: JobContext, task: OutboundTask): Preparation | undefined {
  const { messageId, attemptId, startedAt } = task;
  const missing = task.files.filter(({ uploadedAs }) => uploadedAs === undefined);
  if (missing.length === 0) return undefined;
  const upload = missing.reduce((ms, { file }) => ms + context.sendTimeoutMs + uploadMs(file.size), 0);
  return { messageId, attemptId, leaseUntil: new Date(startedAt.getTime() + upload + recordingMs) };
}

export function createFilePreparer(context: JobContext): FilePreparer {
  const inFlight = new Map<string, Promise<PreparedFile>>();

  const prepareOnce = (task: OutboundTask, needed: NeededFile): Promise<PreparedFile> => {
    const key = `${task.channel.id} ${needed.file.id} ${needed.kind}`;
    const running = inFlight.get(key);
    if (running) return running;
    const work = prepareFile(context, task, needed).finally(() => inFlight.delete(key));
    inFlight.set(key, work);
    return work;
  };

  const prepare: FilePreparer['prepare'] = async (task) => {
    const files = new Map<string, FileReference>();
    let wentUp = false;
    for (const needed of task.files) {
      const { mediaId, uploadedAs } = needed;
      const prepared: PreparedFile =
        uploadedAs === undefined ? await prepareOnce(task, needed) : { type: 'ready', reference: { id: uploadedAs } };
      if (prepared.type !== 'ready') return prepared;
      files.set(mediaId, prepared.reference);
      wentUp ||= isKept(prepared);
    }
    if (wentUp && Date.now() - task.callAtMs > latestMs) return { type: 'late' };
    return (await mayCall(context, task)) ? { type: 'ready', files } : { type: 'retry', failure: tookTooLong };
  };

  return {
    prepare: async (task) => {
      try {
        return await prepare(task);
      } catch (error) {
        return failedPreparation(context, task, error);
      }
    },
  };
}

// Messages that waited for one upload would all go at the moment it ends, faster than the number may send. The next time
// the file is there, so none comes late twice for it.
const latestMs = 200;

type KeptFile = Extract<PreparedFile, { type: 'ready' }> & { reference: { id: string }; until: Date };

/** An address is good for so short a time that it is not worth keeping. */
function isKept(prepared: PreparedFile): prepared is KeptFile {
  return prepared.type === 'ready' && prepared.until !== undefined && 'id' in prepared.reference;
}

async function prepareFile(context: JobContext, task: OutboundTask, needed: NeededFile): Promise<PreparedFile> {
  const { channel } = task;
  const provider = context.providers[channel.provider];
  const prepared = await timed(context, `${provider.name}.upload`, () =>
    provider.prepareFile(channel, storedFile(context, needed)),
  );
  if (isKept(prepared)) {
    const externalId = prepared.reference.id;
    await saveUpload(context.db, {
      channelId: channel.id,
      fileId: needed.file.id,
      externalId,
      expiresAt: prepared.until,
    });
  }
  return prepared;
}

function storedFile({ objects }: JobContext, { kind, file, filename }: NeededFile): StoredFile {
  const { contentType, size, objectKey } = file;
  return {
    kind,
    contentType,
    size,
    filename,
    url: (expiresInSeconds) =>
      objects.presign(objectKey, { expiresInSeconds, contentType, ...(filename === null ? {} : { filename }) }),
    open: async () => (await objects.get(objectKey)).stream,
  };
}

/** From here on the attempt is in doubt when nothing more is heard of it. */
async function mayCall(context: JobContext, task: OutboundTask): Promise<boolean> {
  const { messageId, attemptId } = task;
  if (!preparationOf(context, task)) return true;
  const leaseUntil = new Date(context.clock.now().getTime() + context.sendTimeoutMs + recordingMs);
  return endPreparation(context.db, { messageId, attemptId, leaseUntil });
}

// Of kind `media`, as the provider is not to blame: its circuit breaker must not open.
const tookTooLong: Failure = { kind: 'media', code: 'upload_slow', text: 'The file took too long to upload.' };
const gone: Failure = { kind: 'media', code: 'file_missing', text: 'The file of the message does not exist.' };
const unreachable: Failure = { kind: 'media', code: 'object_store', text: 'The object store could not be reached.' };
const internal: Failure = { kind: 'media', code: 'internal', text: 'The file could not be made ready.' };
// The usual attempts last for some minutes then: a store that is restarted loses no message.
const storeAwayMs = 30_000;

/** Nothing was sent, whatever it was. */
function failedPreparation(context: JobContext, task: OutboundTask, error: unknown): NotSent {
  if (error instanceof ObjectMissing) return { type: 'rejected', failure: gone };
  if (error instanceof ObjectStoreFailure) return { type: 'retry', failure: unreachable, retryAfterMs: storeAwayMs };
  context.log.error({ err: error, message: task.messageId }, 'the files of a message could not be made ready');
  return { type: 'retry', failure: internal };
}

/**
 * A refusal that may be about what stands for a file is worth one more attempt: with another upload when the one in use was
 * from before, and once where the provider had to fetch the file itself.
 */
export async function reconsider(context: JobContext, task: OutboundTask, outcome: SendOutcome): Promise<SendOutcome> {
  if (outcome.type !== 'rejected' || !outcome.fileInQuestion) return outcome;
  const { failure } = outcome;
  const known = task.files.filter(({ uploadedAs }) => uploadedAs !== undefined);
  try {
    for (const { file, uploadedAs } of known)
      await forgetUpload(context.db, { channelId: task.channel.id, fileId: file.id, externalId: uploadedAs! });
  } catch (err) {
    context.log.warn({ err, message: task.messageId }, 'an upload that the provider does not know was not forgotten');
    return outcome;
  }
  const isFetched = known.length === 0 && task.attempts === 0 && mediaSources(task.content).some(isLink);
  return known.length > 0 || (isFetched && failure.kind === 'media') ? { type: 'retry', failure } : outcome;
}

function isLink(source: object): boolean {
  return 'link' in source;
}

/** A document goes under its own name where the message gives it none. */
export function withFilename(content: OutboundContent, files: readonly NeededFile[]): OutboundContent {
  const filename = files[0]?.filename;
  if (!filename) return content;
  if (content.kind === 'document') return { filename, ...content };
  if (!('header' in content) || content.header?.type !== 'document') return content;
  return { ...content, header: { filename, ...content.header } };
}
