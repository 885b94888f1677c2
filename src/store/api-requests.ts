// The request ids of creating calls: which resource each one made. Kept for 30 days by upkeep, and
// those of reminders until 30 days after they are over.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** What was asked for under a request id. Another method or another body under the same id is a mistake of the caller. */
export interface RequestRecord {
  requestId: string;
  method: string;
  bodyHash: Buffer;
  resourceId: string;
  /** What else the call made, in order. */
  moreIds?: readonly string[];
  /** What else the first answer said, in a word of the method. */
  outcome?: string | undefined;
}

export async function findRequests(trx: Trx, requestIds: readonly string[]): Promise<Map<string, RequestRecord>> {
  if (requestIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('api_requests')
    .select(['request_id', 'method', 'body_hash', 'resource_id', 'more_ids', 'outcome'])
    .where('request_id', '=', sql<string>`any(${[...requestIds]}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.request_id,
      {
        requestId: row.request_id,
        method: row.method,
        bodyHash: row.body_hash,
        resourceId: row.resource_id,
        moreIds: row.more_ids ?? [],
        outcome: row.outcome ?? undefined,
      },
    ]),
  );
}

/**
 * Claims each request id for its resource and returns the ids that were free. A concurrent claim of the same id waits for
 * the other transaction to end, so the losers find the winner's record afterwards. Ids must be distinct.
 */
export async function claimRequests(
  trx: Trx,
  tenantId: string,
  records: readonly RequestRecord[],
): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const rows = records.map(({ requestId, method, bodyHash, resourceId, moreIds = [], outcome }) => ({
    request_id: requestId,
    method,
    body_hash: bodyHash.toString('hex'),
    resource_id: resourceId,
    more_ids: moreIds.length === 0 ? undefined : moreIds,
    outcome,
  }));
  // In order of id, so that two batches with the same ids wait for each other instead of deadlocking.
  const { rows: claimed } = await sql<{ request_id: string }>`
    insert into api_requests (tenant_id, request_id, method, body_hash, resource_id, more_ids, outcome)
    select ${tenantId}::uuid, request_id, method, decode(body_hash, 'hex'), resource_id, more_ids, outcome
    from ${recordset(rows, 'request_id text, method text, body_hash text, resource_id uuid, more_ids uuid[], outcome text')} order by request_id
    on conflict do nothing returning request_id`.execute(trx);
  return new Set(claimed.map((row) => row.request_id));
}
