// What is said: the kinds and states of a message, and the shape in which providers hand over what a person wrote.
import type { JsonObject } from './webhook.ts';

export type Direction = 'inbound' | 'outbound';

export type MessageStatus =
  | 'received' // inbound
  | 'queued' // outbound, not yet with the provider
  | 'uncertain' // the provider may or may not have it; never repeated blindly
  | 'accepted' // the provider took it
  | 'sent'
  | 'failed'
  | 'delivered'
  | 'read'
  | 'played';

/** Inbound kinds follow Meta's words; a type we do not know keeps its own name and its full payload. */
export type MessageKind = string;

/** A person as the provider names them. At least one of phone and bsuid is there. */
export interface Sender {
  /** Digits or E.164, as received. */
  phone?: string;
  /** Business-scoped user id: means something only within one account. */
  bsuid?: string;
  name?: string;
}

export interface InboundMessage {
  externalId: string;
  sender: Sender;
  kind: MessageKind;
  /** What a person reading the history sees. */
  body: string;
  /** The full structure, for programs. Absent for plain text. */
  payload?: JsonObject;
  /** External id of the quoted message. */
  replyTo?: string;
  /** When the provider says it was sent; absent where it does not say. */
  sentAt?: Date;
}

/** What we send. `kind` decides which fields count; issue by issue more kinds join. */
export interface OutboundContent {
  kind: 'text';
  text: string;
  previewUrl?: boolean;
}

/** Longest free text a provider takes in one message, in characters as it counts them. */
export const textLimit = { meta: 4096, twilio: 1600 } as const;
