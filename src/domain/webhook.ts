// One thing a provider told us: a webhook request is split into these, and each becomes one job.
import type { Transport } from './transport.ts';

export type ProviderName = 'meta' | 'twilio';

export const providerNames: readonly ProviderName[] = ['meta', 'twilio'];

export interface WebhookItem {
  /** UUIDv7 given on arrival. An inbound message keeps it as its id: ids then sort by arrival. */
  id: string;
  provider: ProviderName;
  kind: 'message' | 'receipt' | 'other';
  /** What routes it to a channel. Meta: phone_number_id; Twilio: AccountSid and our number. Empty when it carries none. */
  account: string;
  address: string;
  /** How it seems to have travelled, where one number may carry both. Absent: WhatsApp. */
  transport?: Transport;
  /** The provider's id of the message it is about; for `other`, a digest. */
  externalId: string;
  /** What happened to it: a delivery status, or the field of an event we do not know. Part of the job's identity. */
  status: string;
  /** Milliseconds; 0 when the provider does not say. */
  providerAtMs: number;
  /** As received, down to what concerns this item alone. */
  payload: JsonObject;
  /** Of kind `other`: the channels, by id, that whoever signed it may speak for. Absent: none. */
  signedFor?: string[];
}

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
