// What providers call files of ours: uploaded once for each channel, and used again as long as the provider keeps them.
import { sql } from 'kysely';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface UploadKey {
  channelId: string;
  fileId: string;
}

export interface Upload extends UploadKey {
  externalId: string;
  expiresAt: Date;
}

/** In the order of the keys: what the provider knows the file by at that time. */
export async function findUploads(db: DbOrTrx, keys: readonly UploadKey[], now: Date): Promise<(string | undefined)[]> {
  if (keys.length === 0) return [];
  const rows = keys.map(({ channelId, fileId }, n) => ({ n, channel_id: channelId, file_id: fileId }));
  const { rows: found } = await sql<{ n: number; externalId: string }>`
    select r.n, u.external_id as "externalId"
    from ${recordset(rows, 'n integer, channel_id uuid, file_id uuid')}
    join media_uploads u on u.channel_id = r.channel_id and u.file_id = r.file_id and u.expires_at > ${now}`.execute(
    db,
  );
  const byIndex = new Map(found.map(({ n, externalId }) => [n, externalId]));
  return keys.map((_, n) => byIndex.get(n));
}

/** Of two uploads of the same file at once, the later one stands. */
export async function saveUpload(db: DbOrTrx, { channelId, fileId, externalId, expiresAt }: Upload): Promise<void> {
  await sql`
    insert into media_uploads (channel_id, file_id, external_id, expires_at)
    values (${channelId}, ${fileId}, ${externalId}, ${expiresAt})
    on conflict (channel_id, file_id) do update set external_id = excluded.external_id, expires_at = excluded.expires_at`.execute(
    db,
  );
}

/** What stands for the files of messages that failed because of them: the next message starts afresh. */
export async function forgetUploadsOf(
  trx: Trx,
  failed: readonly { messageId: string; channelId: string }[],
): Promise<void> {
  if (failed.length === 0) return;
  const rows = failed.map(({ messageId, channelId }) => ({ message_id: messageId, channel_id: channelId }));
  const ids = failed.map(({ messageId }) => messageId);
  await sql`
    delete from media_uploads u
    using ${recordset(rows, 'message_id uuid, channel_id uuid')}
    join messages m on m.id = r.message_id and m.id = any(${ids}::uuid[])
    join media d on d.id = any(m.media_ids)
    where u.channel_id = r.channel_id and u.file_id = d.file_id`.execute(trx);
}

/** Only while it is still that upload: another message may have made a new one meanwhile. */
export async function forgetUpload(
  db: DbOrTrx,
  { channelId, fileId, externalId }: Omit<Upload, 'expiresAt'>,
): Promise<void> {
  await db
    .deleteFrom('media_uploads')
    .where('channel_id', '=', channelId)
    .where('file_id', '=', fileId)
    .where('external_id', '=', externalId)
    .execute();
}
