// What may be uploaded: the metadata of an upload, and whether what came can be sent by those who are to send it.
import { open } from 'node:fs/promises';
import { fileProblem } from '../domain/channel-rules.ts';
import { animatedStickerBytes, mediaKinds as kinds, mediaRules, type MediaKind } from '../domain/media.ts';
import type { ProviderName } from '../domain/webhook.ts';
import { invalidFields } from './errors.ts';
import { Fields } from './fields.ts';
import type { UploadMediaRequest__Output as Request } from './gen/switchboard/v1/UploadMediaRequest.ts';
import { mediaKinds } from './media-resources.ts';
import { findNamed } from './resources.ts';

export interface Upload {
  /** Undefined: what the bytes suggest. */
  kind: MediaKind | undefined;
  filename: string | undefined;
  contentType: string | undefined;
  size: number | undefined;
  /** Lower-case hex. */
  sha256: string | undefined;
  channelId: string | undefined;
}

/** At least one of them has to take it. */
export type Takers = readonly ProviderName[];

/** Throws a Refusal. */
export function readMetadata(first: Request | undefined): Upload {
  if (first?.part !== 'metadata' || !first.metadata) {
    throw invalidFields([{ field: 'metadata', description: 'is required in the first request' }]);
  }
  const { metadata } = first;
  const fields = new Fields('metadata.');
  const filename = fields.text('filename', metadata.filename, { max: 240 });
  if (/[/\\\p{Cc}]/u.test(filename)) fields.wrong('filename', 'must not hold slashes or control characters');
  const { contentType, size } = metadata;
  const isType = /^[\w.+-]{1,100}\/[\w.+-]{1,100}(;[\x20-\x7e]{0,100})?$/.test(contentType);
  if (contentType !== '' && !isType) fields.wrong('content_type', 'is not a content type such as image/png');
  if (size < 0) fields.wrong('size', 'is negative');
  const sha256 = metadata.sha256.toLowerCase();
  if (sha256 !== '' && !/^[0-9a-f]{64}$/.test(sha256)) fields.wrong('sha256', 'is not 64 characters of hex');
  const kind = readKind(fields, metadata.kind);
  const channelId = fields.optionalId('channel_id', metadata.channelId);
  fields.done();
  return {
    kind,
    filename: filename || undefined,
    contentType: contentType || undefined,
    size: size || undefined,
    sha256: sha256 || undefined,
    channelId,
  };
}

function readKind(fields: Fields, kind: string): MediaKind | undefined {
  if (kind === 'MEDIA_KIND_UNSPECIFIED') return undefined;
  const known = findNamed(mediaKinds, kind);
  if (!known) fields.wrong('kind', 'is not a kind of media');
  return known;
}

/** More cannot be sent, whatever it is. */
export function mostBytes({ kind }: Upload, takers: Takers): number {
  const wanted = kind === undefined ? kinds : [kind];
  return Math.max(...takers.flatMap((taker) => wanted.map((each) => limitOf(taker, each))));
}

function limitOf(provider: ProviderName, kind: MediaKind): number {
  return kind === 'sticker' ? animatedStickerBytes : mediaRules[provider][kind].maxBytes;
}

/** What the bytes suggest. */
export function kindOf(contentType: string): MediaKind {
  if (contentType === 'image/webp') return 'sticker';
  const top = contentType.split('/')[0];
  return kinds.find((kind) => kind === top) ?? 'document';
}

/** Why none of the takers sends it as this kind, if so. */
export async function takenProblem(
  kind: MediaKind,
  file: { contentType: string; size: number; path: string },
  takers: Takers,
): Promise<string | undefined> {
  const problems = takers.map((taker) => fileProblem(kind, file, taker));
  if (problems.every((problem) => problem !== undefined)) return problems[0];
  const still = Math.max(...takers.map((taker) => mediaRules[taker].sticker.maxBytes));
  if (kind !== 'sticker' || file.size <= still || (await isAnimated(file.path))) return undefined;
  return `has ${file.size} bytes: a sticker that does not move may have ${still}`;
}

/** Whether a WebP file moves: a flag of its extended header says so. */
async function isAnimated(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(21), 0, 21, 0);
    return bytesRead === 21 && buffer.toString('latin1', 12, 16) === 'VP8X' && (buffer[20]! & 0x02) !== 0;
  } finally {
    await file.close();
  }
}
