// X-Hub-Signature-256: HMAC-SHA256 of the bytes as received. Meta signs the escaped form it sends, so nothing may be re-serialised.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from '../provider.ts';

export function verifyMetaSignature(request: WebhookRequest, secrets: readonly string[]): string | undefined {
  const header = request.headers['x-hub-signature-256'];
  const hex = typeof header === 'string' ? /^sha256=([0-9a-f]{64})$/.exec(header)?.[1] : undefined;
  if (hex === undefined) return undefined;
  const given = Buffer.from(hex, 'hex');
  return secrets.find((secret) => timingSafeEqual(given, createHmac('sha256', secret).update(request.body).digest()));
}
