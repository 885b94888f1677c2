// Who calls: from the bearer key to its tenant and scopes. Keys are cached for a few seconds, so that a revoked one stops
// working everywhere soon.
import type { Metadata } from '@grpc/grpc-js';
import type { Scope } from '../domain/scope.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import { hashApiKey } from '../platform/secrets.ts';
import { findApiKey, type ApiKey } from '../store/api-keys.ts';
import { Refusal } from './errors.ts';

export interface Authenticator {
  /** The key a call carries, when it may do what the scope names. Throws a Refusal. */
  authenticate(metadata: Metadata, scope: Scope): Promise<ApiKey>;
}

// Bounds what a flood of made-up keys can take up.
const cacheSize = 10_000;

/** @param cacheMs how long a revoked key may go on working. */
export function createAuthenticator(db: Database, clock: Clock, cacheMs: number): Authenticator {
  const cache = new Map<string, { key: Promise<ApiKey | undefined>; until: number }>();
  const find = (token: string): Promise<ApiKey | undefined> => {
    const hash = hashApiKey(token);
    const id = hash.toString('base64');
    const cached = cache.get(id);
    if (cached && cached.until > Date.now()) return cached.key;
    cache.delete(id);
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
    const key = findApiKey(db, hash);
    cache.set(id, { key, until: Date.now() + cacheMs });
    key.catch(() => cache.delete(id));
    return key;
  };
  return {
    async authenticate(metadata, scope) {
      const key = await find(bearer(metadata));
      if (!key) throw refused('API_KEY_INVALID', 'The api key is not known.');
      if (key.revokedAt) throw refused('API_KEY_REVOKED', 'The api key was revoked.');
      if (key.expiresAt && key.expiresAt <= clock.now()) throw refused('API_KEY_EXPIRED', 'The api key has expired.');
      if (key.scopes.includes(scope)) return key;
      throw new Refusal('forbidden', 'SCOPE_MISSING', `The api key lacks the scope ${scope}.`, { metadata: { scope } });
    },
  };
}

function bearer(metadata: Metadata): string {
  const [header] = metadata.get('authorization');
  if (header === undefined) {
    throw refused('API_KEY_MISSING', 'Send an api key in the metadata: authorization: Bearer sb_…');
  }
  const token = /^Bearer +(sb_[\w-]{20,100})$/i.exec(header.toString())?.[1];
  if (!token) throw refused('API_KEY_INVALID', 'The authorization is not of the form: Bearer sb_…');
  return token;
}

function refused(reason: string, text: string): Refusal {
  return new Refusal('unauthenticated', reason, text);
}
