// MediaService: uploads. The bytes go to a temporary file, are looked at there, and then to object storage; never into memory.
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '../../domain/ids.ts';
import type { MediaKind } from '../../domain/media.ts';
import { isUnreachable } from '../../platform/db.ts';
import { canonicalType, isRaster, sniffType } from '../../platform/sniff.ts';
import { findFile, findMedia, insertMedia, saveFile, type Media, type MediaFile } from '../../store/media.ts';
import { listSendingChannels } from '../../store/send.ts';
import { inTenant, type ApiContext, type Caller, type UploadMethod } from '../call.ts';
import { invalidFields, notFound, type Refusal } from '../errors.ts';
import type { UploadMediaRequest__Output as Request } from '../gen/switchboard/v1/UploadMediaRequest.ts';
import type { UploadMediaResponse } from '../gen/switchboard/v1/UploadMediaResponse.ts';
import { toMedia } from '../media-resources.ts';
import { receiveChunks, type Received } from '../upload-file.ts';
import { kindOf, mostBytes, readMetadata, takenProblem, type Takers, type Upload } from '../upload-rules.ts';

export const uploadMedia: UploadMethod<Request, UploadMediaResponse> = async (api, caller, requests) => {
  const parts = requests[Symbol.asyncIterator]();
  const first = await parts.next();
  const upload = readMetadata(first.done === true ? undefined : first.value);
  const takers = await takersOf(api, caller, upload);
  const most = mostBytes(upload, takers);
  if ((upload.size ?? 0) > most) throw wrong('metadata.size', `is more than the ${most} bytes that may be sent`);
  await mkdir(api.workDir, { recursive: true, mode: 0o700 });
  const file = path.join(api.workDir, randomUUID());
  try {
    const received = await receiveChunks(parts, file, most);
    checkAnnounced(upload, received);
    const media = await store(api, caller, upload, { ...received, ...(await judge(upload, takers, received)) });
    return { media: toMedia(media) };
  } finally {
    await rm(file, { force: true });
  }
};

function wrong(field: string, description: string): Refusal {
  return invalidFields([{ field, description }]);
}

/** Whose limits count: those of the channel's provider, or of any. */
async function takersOf(api: ApiContext, caller: Caller, { channelId }: Upload): Promise<Takers> {
  if (channelId === undefined) return ['meta', 'twilio'];
  const channels = await inTenant(api, caller, listSendingChannels);
  const channel = channels.find(({ id }) => id === channelId);
  if (!channel) throw notFound('channel', channelId);
  if (channel.transport === 'sms') throw wrong('metadata.channel_id', 'sends SMS, which carries no files');
  return [channel.provider];
}

function checkAnnounced({ size, sha256 }: Upload, received: Received): void {
  if (size !== undefined && received.size !== size)
    throw wrong('metadata.size', `is ${size}, and ${received.size} came`);
  if (sha256 !== undefined && received.sha256 !== sha256) throw wrong('metadata.sha256', 'is not that of the bytes');
}

interface Judged {
  contentType: string;
  kind: MediaKind;
}

async function judge(upload: Upload, takers: Takers, { path: file, size }: Received): Promise<Judged> {
  const contentType = await sniffType(file, upload.contentType);
  if (upload.contentType !== undefined && canonicalType(upload.contentType) !== contentType) {
    throw wrong('metadata.content_type', `is ${canonicalType(upload.contentType)}, and the bytes are ${contentType}`);
  }
  const kind = upload.kind ?? kindOf(contentType);
  const problem = await takenProblem(kind, { contentType, size, path: file }, takers);
  if (problem !== undefined) throw wrong(upload.kind ? 'metadata.kind' : 'chunk', problem);
  return { contentType, kind };
}

/** Durable once it resolves. */
async function store(
  api: ApiContext,
  caller: Caller,
  { filename }: Upload,
  { path: file, size, sha256, contentType, kind }: Received & Judged,
): Promise<Media> {
  const { tenantId } = caller;
  const id = newId();
  const known = await inTenant(api, caller, (trx) => findFile(trx, tenantId, sha256));
  // An object that went from the store is put back where it was.
  const objectKey = known?.objectKey ?? `${tenantId}/${id}`;
  const isThere = known !== undefined && (await api.objects.has(objectKey));
  const ours: MediaFile = { id: newId(), sha256, size, contentType, objectKey, ...notLookedAtYet };
  if (!isThere) await api.objects.put(ours.objectKey, { path: file, size }, contentType);
  const discard = () => (known ? Promise.resolve() : remove(api, ours.objectKey));
  let standing = known;
  const media = await inTenant(api, caller, async (trx) => {
    standing = known ?? (await saveFile(trx, { ...ours, tenantId }));
    // Whoever brought the bytes first has them made, for all who bring the same.
    const wantsThumbnails = !isThere && standing.objectKey === ours.objectKey && isRaster(contentType);
    const row = { id, tenantId, origin: 'upload', kind, fileId: standing.id, wantsThumbnails } as const;
    await insertMedia(trx, [{ ...row, ...(filename === undefined ? {} : { filename }) }]);
    if (wantsThumbnails) await api.queue.enqueue(trx, [{ queue: 'media', data: { mediaId: id } }]);
    return (await findMedia(trx, [id])).get(id)!;
  }).catch(async (error: unknown) => {
    // When the database is lost, nobody knows whether it has come to know of the object.
    if (!isUnreachable(error)) await discard();
    throw error;
  });
  // Somebody else may have brought the same bytes meanwhile.
  if (standing?.objectKey !== ours.objectKey) await discard();
  return media;
}

const notLookedAtYet = { width: null, height: null, thumbnails: [] };

async function remove({ objects, log }: ApiContext, key: string): Promise<void> {
  await objects
    .remove(key)
    .catch((err: unknown) => log.warn({ err, key }, 'an object that is not needed stays behind'));
}
