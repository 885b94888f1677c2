// Files of messages: where each came from, whether it is stored, and what it is. Fetching them is in media-work.ts.
import { sql } from 'kysely';
import type { MediaKind, MediaOrigin, MediaStatus, TranscriptStatus } from '../domain/media.ts';
import { RowConflict, type DbOrTrx, type Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface NewMedia {
  id: string;
  tenantId: string;
  origin: MediaOrigin;
  kind: MediaKind;
  /** Inbound: the provider's reference; link: the URL. An upload has none. */
  source?: string;
  /** Set when it is stored already. */
  fileId?: string;
  filename?: string;
  voice?: boolean;
  /** Inbound: where the provider's copy is. */
  channelId?: string;
  /** What waits for it. */
  conversationId?: string;
  messageId?: string;
  declaredType?: string;
  /** Lower-case hex. */
  declaredSha256?: string;
  /** The provider keeps it until then. */
  expiresAt?: Date;
  /** The conversation waits for the words of this voice note. */
  awaitsTranscript?: boolean;
  /** It is stored, and an image: its thumbnails are still to be made. */
  wantsThumbnails?: boolean;
}

/**
 * Stores files that are to be fetched, or that are stored already (with a fileId). The caller enqueues `media` jobs for
 * those that leave something to do.
 */
export async function insertMedia(trx: Trx, media: readonly NewMedia[]): Promise<void> {
  if (media.length === 0) return;
  const rows = media.map((one) => ({
    id: one.id,
    tenant_id: one.tenantId,
    origin: one.origin,
    kind: one.kind,
    status: one.fileId === undefined ? 'pending' : 'ready',
    source: one.source,
    file_id: one.fileId,
    filename: one.filename,
    voice: one.voice ?? false,
    channel_id: one.channelId,
    conversation_id: one.conversationId,
    message_id: one.messageId,
    declared_type: one.declaredType,
    declared_sha256: one.declaredSha256 === undefined ? undefined : `\\x${one.declaredSha256}`,
    expires_at: one.expiresAt,
    transcript_status: one.awaitsTranscript ? 'pending' : 'none',
    thumbnails_wanted: one.wantsThumbnails ?? false,
  }));
  const columns = `id uuid, tenant_id uuid, origin text, kind text, status text, source text, file_id uuid, filename text, voice boolean,
    channel_id uuid, conversation_id uuid, message_id uuid, declared_type text, declared_sha256 bytea, expires_at timestamptz,
    transcript_status text, thumbnails_wanted boolean`;
  const names = sql.raw(columns.replaceAll(/ (uuid|text|boolean|bytea|timestamptz)/g, ''));
  await sql`insert into media (${names}) select ${names} from ${recordset(rows, columns)}`.execute(trx);
}

export interface Thumbnail {
  size: 'small' | 'large';
  /** Pixels. */
  width: number;
  height: number;
  key: string;
}

/** What the bytes are, once they are stored. */
export interface MediaFile {
  id: string;
  /** Lower-case hex. */
  sha256: string;
  size: number;
  contentType: string;
  objectKey: string;
  width: number | null;
  height: number | null;
  thumbnails: Thumbnail[];
}

export interface Media {
  id: string;
  tenantId: string;
  origin: MediaOrigin;
  kind: MediaKind;
  status: MediaStatus;
  filename: string | null;
  voice: boolean;
  messageId: string | null;
  declaredType: string | null;
  errorCode: string | null;
  errorText: string | null;
  transcriptStatus: TranscriptStatus;
  transcript: string | null;
  /** Null until it is stored. */
  file: MediaFile | null;
}

/** Those that exist (and, for the api's role, are the tenant's), by id. */
export async function findMedia(trx: Trx, ids: readonly string[]): Promise<Map<string, Media>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('media as m')
    .leftJoin('media_files as f', 'f.id', 'm.file_id')
    .selectAll('m')
    .select(['f.sha256', 'f.size', 'f.content_type', 'f.object_key', 'f.width', 'f.height', 'f.thumbnails'])
    .where('m.id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        tenantId: row.tenant_id,
        origin: row.origin,
        kind: row.kind,
        status: row.status,
        filename: row.filename,
        voice: row.voice,
        messageId: row.message_id,
        declaredType: row.declared_type,
        errorCode: row.error_code,
        errorText: row.error_text,
        transcriptStatus: row.transcript_status,
        transcript: row.transcript,
        file: row.file_id === null ? null : toFile({ ...row, id: row.file_id } as FileRow),
      },
    ]),
  );
}

export type NewMediaFile = MediaFile & { tenantId: string };

/** The tenant's file of these bytes, by their sha256 in lower-case hex. */
export async function findFile(db: DbOrTrx, tenantId: string, sha256: string): Promise<MediaFile | undefined> {
  const row = await db
    .selectFrom('media_files')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
  return row && toFile(row);
}

/**
 * Keeps the file unless the tenant has one of the same bytes already, and returns the one that stands. When that is
 * another, its object is the one in use, and the caller's is to be removed.
 */
export async function saveFile(trx: Trx, file: NewMediaFile): Promise<MediaFile> {
  const inserted = await trx
    .insertInto('media_files')
    .values({
      id: file.id,
      tenant_id: file.tenantId,
      sha256: Buffer.from(file.sha256, 'hex'),
      size: file.size,
      content_type: file.contentType,
      object_key: file.objectKey,
      width: file.width,
      height: file.height,
      thumbnails: JSON.stringify(file.thumbnails),
    })
    .onConflict((conflict) => conflict.constraint('media_files_content_key').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return file;
  const standing = await findFile(trx, file.tenantId, file.sha256);
  if (!standing) throw new RowConflict('the file of the same bytes was removed meanwhile');
  return standing;
}

interface FileRow {
  id: string;
  sha256: Buffer;
  size: string;
  content_type: string;
  object_key: string;
  width: number | null;
  height: number | null;
  thumbnails: unknown;
}

function toFile(row: FileRow): MediaFile {
  return {
    id: row.id,
    sha256: row.sha256.toString('hex'),
    size: Number(row.size),
    contentType: row.content_type,
    objectKey: row.object_key,
    width: row.width,
    height: row.height,
    thumbnails: row.thumbnails as Thumbnail[],
  };
}
