// What a request_id stands for: the request without it.
import { createHash } from 'node:crypto';

/**
 * The decoder gives fields in the order of the .proto, so equal requests have equal hashes. What has its default value counts
 * as not said: a field that a later version adds leaves the hashes of earlier requests as they are.
 */
export function hashBody(request: { requestId: string }): Buffer {
  const { requestId: _requestId, ...body } = request;
  return createHash('sha256').update(JSON.stringify(body, said)).digest();
}

function said(_field: string, value: unknown): unknown {
  const isDefault = value === '' || value === 0 || value === false || value === null;
  return isDefault || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
