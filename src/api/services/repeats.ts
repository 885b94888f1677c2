// Calls that are repeated with their request_id: found again under it, or claimed for what they made.
import { RowConflict, type Trx } from '../../platform/db.ts';
import { claimRequests, findRequests, type RequestRecord } from '../../store/api-requests.ts';
import { requestIdReused } from '../errors.ts';
import { hashBody } from './request-hash.ts';

/** What was asked for, before it is known what it makes. */
export type Asked = Pick<RequestRecord, 'requestId' | 'method' | 'bodyHash'>;

/** Undefined: without an id every call counts. */
export function askedOf(method: string, request: { requestId: string }): Asked | undefined {
  const { requestId } = request;
  return requestId === '' ? undefined : { requestId, method, bodyHash: hashBody(request) };
}

/** What an earlier call with the same id and body made. Throws a Refusal when the id stands for something else. */
export async function findEarlier(trx: Trx, asked: Asked | undefined): Promise<RequestRecord | undefined> {
  if (!asked) return undefined;
  const earlier = (await findRequests(trx, [asked.requestId])).get(asked.requestId);
  if (!earlier) return undefined;
  if (earlier.method === asked.method && earlier.bodyHash.equals(asked.bodyHash)) return earlier;
  throw requestIdReused(asked.requestId);
}

/** Throws RowConflict when another call with the same id is ahead: run again, this one finds what that one made. */
export async function claimRequest(
  trx: Trx,
  tenantId: string,
  asked: Asked | undefined,
  made: Pick<RequestRecord, 'resourceId' | 'moreIds' | 'outcome'>,
): Promise<void> {
  if (!asked) return;
  const claimed = await claimRequests(trx, tenantId, [{ ...asked, ...made }]);
  if (claimed.size === 0) throw new RowConflict('the request id was taken meanwhile');
}
