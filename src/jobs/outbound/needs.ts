// What a message needs beside itself: its files and its template. Read while claiming, in one query each, and only for
// messages that have them.
import { loadContent } from '../../domain/content.ts';
import type { Failure } from '../../domain/failure.ts';
import type { MediaKind } from '../../domain/media.ts';
import type { MediaSource, OutboundContent } from '../../domain/message.ts';
import type { ProviderTemplate } from '../../domain/template.ts';
import type { Trx } from '../../platform/db.ts';
import type { Channel } from '../../store/channels.ts';
import { findUploads } from '../../store/media-uploads.ts';
import { findMedia, type Media, type MediaFile } from '../../store/media.ts';
import type { OutboxHead } from '../../store/outbox.ts';
import { findTemplates, type StoredTemplate } from '../../store/templates.ts';
import type { JobContext } from '../job.ts';

export interface NeededFile {
  mediaId: string;
  /** What it is sent as. */
  kind: MediaKind;
  file: MediaFile;
  filename: string | null;
  /** What the provider knows it by from before. */
  uploadedAs?: string;
}

export type Needs =
  | { type: 'there'; files: readonly NeededFile[]; template?: ProviderTemplate }
  /** A file is still being fetched; whoever fetches it wakes the conversation. */
  | { type: 'wait' }
  | { type: 'missing'; failure: Failure };

const nothing: Needs = { type: 'there', files: [] };

interface Needy {
  head: OutboxHead;
  channel: Channel;
  content: OutboundContent;
}

/** Answers for every head; those of channels that do not exist need nothing. */
export async function loadNeeds(
  context: JobContext,
  trx: Trx,
  heads: readonly OutboxHead[],
): Promise<(head: OutboxHead) => Needs> {
  const needy = heads.flatMap((head): Needy[] => {
    const channel = head.kind === 'text' ? undefined : context.channels.findById(head.channelId);
    return channel ? [{ head, channel, content: loadContent(head) }] : [];
  });
  const withFiles = await loadFiles(context, trx, needy);
  const templates = await loadTemplates(trx, needy);
  return ({ messageId }) => {
    const files = withFiles.get(messageId) ?? nothing;
    const template = templates.get(messageId) ?? nothing;
    if (files.type !== 'there') return files;
    return template.type === 'there' ? { ...template, files: files.files } : template;
  };
}

async function loadFiles(context: JobContext, trx: Trx, needy: readonly Needy[]): Promise<Map<string, Needs>> {
  const wanted = needy.flatMap((one) => {
    const asked = storedFileOf(one.content);
    return asked ? [{ ...one, ...asked }] : [];
  });
  if (wanted.length === 0) return new Map();
  const media = await findMedia(
    trx,
    wanted.map(({ mediaId }) => mediaId),
  );
  const found = wanted.map((one) => ({ ...one, media: media.get(one.mediaId) }));
  const stored = found.flatMap((one) => (one.media?.file ? [{ ...one, file: one.media.file }] : []));
  const uploads = await findUploads(
    trx,
    stored.map(({ channel, file }) => ({ channelId: channel.id, fileId: file.id })),
    context.clock.now(),
  );
  const uploadOf = new Map(stored.map(({ head }, index) => [head.messageId, uploads[index]]));
  return new Map(
    found.map(({ head, kind, media: one }) => [
      head.messageId,
      fileNeeds(head, kind, one, uploadOf.get(head.messageId)),
    ]),
  );
}

function fileNeeds(head: OutboxHead, kind: MediaKind, media: Media | undefined, uploadedAs: string | undefined): Needs {
  // The api has checked it; another tenant's file must not go out even so.
  if (media?.tenantId !== head.tenantId) return { type: 'missing', failure: noFile };
  if (media.status === 'pending') return { type: 'wait' };
  const { file, filename, errorCode, errorText } = media;
  if (media.status === 'failed' || !file)
    return {
      type: 'missing',
      failure: { kind: 'media', code: errorCode ?? noFile.code, text: errorText ?? noFile.text },
    };
  return {
    type: 'there',
    files: [{ mediaId: media.id, kind, file, filename, ...(uploadedAs === undefined ? {} : { uploadedAs }) }],
  };
}

const noFile: Failure = { kind: 'media', code: 'file_missing', text: 'The file of the message does not exist.' };

/** A message has one file at most: its own, or its header's. */
function storedFileOf(content: OutboundContent): { kind: MediaKind; mediaId: string } | undefined {
  if ('source' in content) return stored(content.kind, content.source);
  const header = 'header' in content ? content.header : undefined;
  return header && 'source' in header ? stored(header.type, header.source) : undefined;
}

function stored(kind: MediaKind, source: MediaSource) {
  return 'mediaId' in source ? { kind, mediaId: source.mediaId } : undefined;
}

async function loadTemplates(trx: Trx, needy: readonly Needy[]): Promise<Map<string, Needs>> {
  const wanted = needy.flatMap(({ head, channel, content }) =>
    content.kind === 'template' ? [{ head, channel, content }] : [],
  );
  const found = await findTemplates(
    trx,
    wanted.map(({ head, channel, content: { name, language } }) => {
      const { provider, account } = channel;
      return { tenantId: head.tenantId, provider, account, name, language };
    }),
  );
  return new Map(wanted.map(({ head, channel }, index) => [head.messageId, templateNeeds(channel, found[index])]));
}

/** Where the account's templates were never read, Meta decides; Twilio knows a template only by an id that we must have. */
function templateNeeds({ provider, templatesSyncedAt }: Channel, found: StoredTemplate | undefined): Needs {
  if (found === undefined || found.externalId === null) {
    if (templatesSyncedAt !== null || provider === 'twilio') return { type: 'missing', failure: noTemplate };
    return nothing;
  }
  const { definition, status, externalId } = found;
  if (templatesSyncedAt !== null && status !== 'approved') return { type: 'missing', failure: unapproved(status) };
  return { type: 'there', files: [], template: { externalId, definition, status } };
}

const noTemplate: Failure = {
  kind: 'template',
  code: 'template_unknown',
  text: 'The provider has no template of this name and language.',
};

function unapproved(status: StoredTemplate['status']): Failure {
  return { kind: 'template', code: `template_${status}`, text: `The template is ${status}, not approved.` };
}
