// What providers call files of ours: uploaded once for each channel, and used again as long as the provider keeps them.
import { sql } from 'kysely';
import type { DbOrTrx } from '../platform/db.ts';
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
