// How a file that a person sends appears in Meta's webhook.
import type { Context } from './context.ts';
import { largestAtMeta } from './file-types.ts';
import type { FileRecord, GivenFile } from './files.ts';
import type { JsonObject } from './http.ts';
import { webhookError } from './meta-errors.ts';
import { sentFileLifeMs } from './meta-files.ts';
import type { MetaFiles } from './meta-files.ts';

export interface PlacedFile {
  id: string;
  /** Where it can be downloaded now. */
  url: string;
}

export function keepSentFile(
  { files }: Context,
  file: GivenFile,
  phoneNumberId: string,
  person: string,
  at: number,
): Promise<FileRecord> {
  return files.add(file, { provider: 'meta', number: phoneNumberId, person, at, livesMs: sentFileLifeMs });
}

/** The message's type and its object. */
export function fileMessage(record: FileRecord, caption: string | undefined, files: MetaFiles): JsonObject {
  const { id, kind, contentType, reportedSha256, filename, voice, animated, size } = record;
  if (size > largestAtMeta) {
    return { type: 'unsupported', errors: [webhookError(131052)], unsupported: { type: 'media_placeholder' } };
  }
  const captioned = kind === 'image' || kind === 'video' || kind === 'document';
  const object = {
    ...(caption !== undefined && captioned && { caption }),
    ...(kind === 'document' && { filename: filename ?? 'file' }),
    mime_type: contentType,
    sha256: Buffer.from(reportedSha256, 'hex').toString('base64'),
    id,
    url: files.urlOf(record),
    ...(kind === 'audio' && { voice }),
    ...(kind === 'sticker' && { animated }),
  };
  return { type: kind, [kind]: object };
}
