// What a request_id stands for: the request without it.
import { createHash } from 'node:crypto';

/** The decoder gives fields in the order of the .proto, so equal requests have equal hashes. */
export function hashBody(request: { requestId: string }): Buffer {
  const { requestId: _requestId, ...body } = request;
  return createHash('sha256').update(JSON.stringify(body)).digest();
}
