// Files that are to be fetched, or looked at once more, as the media job works on them. Whoever claims one holds it by its lease, and may write
// only while the attempt is still its own: another worker that took over has counted on.
import { sql } from 'kysely';
import type { MediaKind, MediaOrigin, TranscriptStatus } from '../domain/media.ts';
import type { MediaFile } from './media.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface DueMedia {
  id: string;
  /** Who shares places with whom: a channel, or for links the tenant. */
  lane: string;
}

/**
 * Files to be fetched, voice notes to be transcribed and images that want thumbnails, that no worker is at: what is awaited
 * first, then the longest due. Locks the rows; those that another worker has locked are passed over.
 */
export async function lockDueMedia(
  trx: Trx,
  { now, fullLanes, limit }: { now: Date; fullLanes: readonly string[]; limit: number },
): Promise<DueMedia[]> {
  const { rows } = await sql<DueMedia>`
    select id, ${lane} as lane from media
    where ${isDue(now)} and ${lane} <> all(${[...fullLanes]}::uuid[])
    order by (transcript_status = 'pending' or origin = 'link') desc, not_before
    limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

/** Ids of due files, for the upkeep that looks for forgotten ones. */
export async function listDueMedia(db: DbOrTrx, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from media where ${isDue(now)} limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

const lane = sql`case when origin = 'link' or channel_id is null then tenant_id else channel_id end`;

function isDue(now: Date) {
  return sql`(status = 'pending' or transcript_status = 'pending' or thumbnails_wanted) and not_before <= ${now}
    and (lease_until is null or lease_until <= ${now})`;
}

/** A file that this worker is at. */
export interface ClaimedMedia {
  id: string;
  tenantId: string;
  origin: MediaOrigin;
  kind: MediaKind;
  lane: string;
  source: string | null;
  channelId: string | null;
  conversationId: string | null;
  messageId: string | null;
  declaredType: string | null;
  /** Lower-case hex. */
  declaredSha256: string | null;
  expiresAt: Date | null;
  /** This one included: the number under which this worker writes. */
  attempt: number;
  /** Earlier attempts that brought something other than the file. */
  flaws: number;
  awaitsTranscript: boolean;
  wantsThumbnails: boolean;
  /** There when it is stored and only its transcript or its thumbnails are missing. */
  file: { objectKey: string; size: number; contentType: string } | null;
}

/** Leases files whose rows are locked. */
export async function leaseMedia(trx: Trx, ids: readonly string[], until: Date): Promise<ClaimedMedia[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ClaimedMedia>`
    with leased as (
      update media set lease_until = ${until}, attempts = attempts + 1 where id = any(${[...ids]}::uuid[])
      returning *, ${lane} as lane)
    select m.id, m.tenant_id as "tenantId", m.origin, m.kind, m.lane, m.source, m.channel_id as "channelId",
      m.conversation_id as "conversationId", m.message_id as "messageId", m.declared_type as "declaredType",
      encode(m.declared_sha256, 'hex') as "declaredSha256", m.expires_at as "expiresAt", m.attempts as attempt, m.flaws,
      m.transcript_status = 'pending' as "awaitsTranscript", m.thumbnails_wanted as "wantsThumbnails",
      case when f.id is not null then
        json_build_object('objectKey', f.object_key, 'size', f.size, 'contentType', f.content_type) end as file
    from leased m left join lateral (select * from media_files where id = m.file_id) f on true`.execute(trx);
  return rows;
}

/** A claim as it is written under: void once another worker has counted on. */
export type MediaClaim = Pick<ClaimedMedia, 'id' | 'attempt'>;

/** Keeps files leased to this worker; returns those that are still its own. */
export async function renewLeases(db: DbOrTrx, claims: readonly MediaClaim[], until: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update media m set lease_until = ${until}
    from ${recordset(claims.map(toRow), 'id uuid, attempt integer')}
    where m.id = r.id and m.attempts = r.attempt and m.lease_until is not null returning m.id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

function toRow({ id, attempt }: MediaClaim) {
  return { id, attempt };
}

/** The file is stored. One that awaits its transcript stays leased. Whether the claim still held, as for all that follow. */
export function markReady(trx: Trx, claim: MediaClaim, fileId: string, declaredType?: string): Promise<boolean> {
  return change(
    trx,
    claim,
    sql`status = 'ready', file_id = ${fileId}, error_code = null, error_text = null,
      declared_type = coalesce(declared_type, ${declaredType ?? null}),
      lease_until = case when transcript_status = 'pending' then lease_until end`,
  );
}

export interface MediaProblem {
  code: string;
  /** Safe for callers to see. */
  text: string;
}

/** Try again, not before then. A file that is stored has no problem that callers need to know of. */
export function postponeMedia(
  trx: Trx,
  claim: MediaClaim,
  { problem, notBefore, isFlaw }: { problem: MediaProblem; notBefore: Date; isFlaw: boolean },
): Promise<boolean> {
  return change(
    trx,
    claim,
    sql`not_before = ${notBefore}, lease_until = null, flaws = flaws + ${isFlaw ? 1 : 0}::integer,
      error_code = case when status = 'pending' then ${problem.code} end,
      error_text = case when status = 'pending' then ${problem.text} end`,
  );
}

/** It will not come, and with it no transcript. */
export function markFailed(trx: Trx, claim: MediaClaim, problem: MediaProblem): Promise<boolean> {
  return change(
    trx,
    claim,
    sql`status = 'failed', lease_until = null, error_code = ${problem.code}, error_text = ${problem.text},
      transcript_status = case when transcript_status = 'pending' then 'failed' else transcript_status end`,
  );
}

/** Lets another worker have it at once. */
export function giveBackMedia(trx: Trx, claim: MediaClaim): Promise<boolean> {
  return change(trx, claim, sql`lease_until = null`);
}

export interface TranscriptResult {
  status: Exclude<TranscriptStatus, 'none' | 'pending'>;
  text?: string;
}

export function setTranscript(trx: Trx, claim: MediaClaim, { status, text }: TranscriptResult): Promise<boolean> {
  return change(trx, claim, sql`transcript_status = ${status}, transcript = ${text ?? null}, lease_until = null`);
}

/** What is known of the image now; undefined where nothing could be told. Either way nobody looks again. */
export async function setThumbnails(
  trx: Trx,
  claim: MediaClaim,
  made?: Pick<MediaFile, 'width' | 'height' | 'thumbnails'>,
): Promise<boolean> {
  if (!(await change(trx, claim, sql`thumbnails_wanted = false, lease_until = null`))) return false;
  if (!made) return true;
  await sql`
    update media_files f set width = ${made.width}, height = ${made.height},
      thumbnails = ${JSON.stringify(made.thumbnails)}::jsonb
    from media m where m.id = ${claim.id} and f.id = m.file_id`.execute(trx);
  return true;
}

/**
 * Where the file of a claim that held belongs now: conversations may have been merged since. It stays there until the end
 * of the transaction, as merging needs the file's row.
 */
export async function getConversation(trx: Trx, { id }: MediaClaim): Promise<string | null> {
  const query = trx.selectFrom('media').select('conversation_id').where('id', '=', id);
  return (await query.executeTakeFirstOrThrow()).conversation_id;
}

async function change(trx: Trx, { id, attempt }: MediaClaim, assignments: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql`update media set ${assignments}
    where id = ${id} and attempts = ${attempt} and lease_until is not null returning id`.execute(trx);
  return rows.length === 1;
}

/** What people, and flows, read of a voice note is what was said in it. */
export async function setVoiceNoteBody(trx: Trx, messageId: string, body: string): Promise<void> {
  await sql`update messages set body = ${body} where id = ${messageId} and direction = 'inbound'`.execute(trx);
}

/** The conversation need not wait for this message's words any longer. */
export async function releaseHold(trx: Trx, conversationId: string, messageId: string): Promise<void> {
  await sql`update inbox set hold_until = null
    where conversation_id = ${conversationId} and message_id = ${messageId}`.execute(trx);
}
