// What messages and templates of several kinds have in common: files, places.
import type { LocationContent, MediaHeader, MediaSource } from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';

/** How a file of the content is named to Meta: the id it was uploaded under, or an address. */
export type Refer = (source: MediaSource) => JsonObject;

export function locationBody({ latitude, longitude, name, address }: Omit<LocationContent, 'kind'>): JsonObject {
  return { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) };
}

/** The same in an interactive message and as the parameter of a template. */
export function mediaHeader({ type, source, filename }: MediaHeader, refer: Refer): JsonObject {
  return { type, [type]: { ...refer(source), ...(type === 'document' && filename ? { filename } : {}) } };
}
