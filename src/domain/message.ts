// What is said: the kinds and states of a message, the shape in which providers hand over what a person wrote, and what we
// can say ourselves.
import type { Failure } from './failure.ts';
import type { InboundMedia, MediaKind } from './media.ts';
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
  /** External id of the message it is about: quoted, reacted to, edited or revoked. */
  replyTo?: string;
  /** What was tapped: the id of a button or list row, or the payload of a template's button. */
  replyId?: string;
  /** Files that came with it, in order. */
  media?: InboundMedia[];
  /** What the provider says went wrong with it, such as a file it could not take. */
  failure?: Failure;
  /** The person has another number or user id from now on. */
  identityChange?: IdentityChange;
  /** The provider took it for a wish to hear no more, or to hear again, and has answered it itself. */
  optOut?: 'stop' | 'start';
  /** When the provider says it was sent; absent where it does not say. */
  sentAt?: Date;
}

/** What a message holds beside its readable body, as dialogues need it. */
export interface MessageParts {
  /** What was written with a file. */
  caption?: string;
  place?: { text?: string; latitude: number; longitude: number };
}

/** Kinds that nobody says: about another message, or about nothing a person wrote. */
export const unspokenKinds: ReadonlySet<MessageKind> = new Set([
  'reaction',
  'system',
  'edit',
  'revoke',
  'request_welcome',
  'unsupported',
  'unknown',
]);

/** Whether a person said something with it that may want an answer. */
export function isSpoken(kind: MessageKind): boolean {
  return !unspokenKinds.has(kind);
}

/** The sender of the message is the person as known so far. */
export interface IdentityChange {
  phone?: string;
  bsuid?: string;
}

/** Where a file is that we send: stored here already, or at an address that we fetch it from first. */
export type MediaSource = { mediaId: string } | { link: string };

export interface TextContent {
  kind: 'text';
  text: string;
  previewUrl?: boolean;
}

export interface MediaContent {
  kind: MediaKind;
  source: MediaSource;
  caption?: string;
  filename?: string;
  /** Audio shown as a voice message. */
  voice?: boolean;
}

export interface LocationContent {
  kind: 'location';
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export interface ContactsContent {
  kind: 'contacts';
  contacts: ContactCard[];
}

export interface ContactCard {
  formattedName: string;
  firstName?: string;
  lastName?: string;
  organization?: string;
  phones: { phone: string; type?: string }[];
  emails: { email: string; type?: string }[];
  urls: { url: string; type?: string }[];
}

export interface ReactionContent {
  kind: 'reaction';
  /** External id of the message reacted to. */
  to: string;
  /** Empty takes an earlier reaction away. */
  emoji: string;
}

export type MediaHeader = { type: 'image' | 'video' | 'document'; source: MediaSource; filename?: string };

export interface InteractiveContent {
  kind: 'interactive';
  header?: { type: 'text'; text: string } | MediaHeader;
  body: string;
  footer?: string;
  action: InteractiveAction;
}

export type InteractiveAction =
  | { type: 'buttons'; buttons: ReplyOption[] }
  | { type: 'list'; button: string; sections: { title?: string; rows: (ReplyOption & { description?: string })[] }[] }
  | { type: 'link'; title: string; url: string }
  | { type: 'location_request' }
  | { type: 'flow'; flowId: string; title: string; flowToken: string };

/** Something to choose: its id comes back as InboundMessage.replyId. */
export interface ReplyOption {
  id: string;
  title: string;
}

/** A template with what its placeholders are filled with. */
export interface TemplateContent {
  kind: 'template';
  name: string;
  language: string;
  header?: TemplateHeaderValue;
  /** The values of the body's placeholders, in order; with names where the template has named ones. */
  body: TemplateValue[];
  buttons: TemplateButtonValue[];
}

export type TemplateHeaderValue =
  | { type: 'text'; value: TemplateValue }
  | MediaHeader
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string };

export interface TemplateValue {
  /** For templates with named placeholders. */
  name?: string;
  text: string;
  /** Written by the provider in the template's language; `text` is the fallback. */
  currency?: { code: string; amount1000: number };
}

/** `index` counts all buttons of the template from 0. */
export type TemplateButtonValue =
  | { type: 'quick_reply'; index: number; payload: string }
  | { type: 'url'; index: number; text: string }
  | { type: 'copy_code'; index: number; code: string };

/** What we send. `kind` decides which fields there are. */
export type OutboundContent =
  | TextContent
  | MediaContent
  | LocationContent
  | ContactsContent
  | ReactionContent
  | InteractiveContent
  | TemplateContent;

/** Longest free text a provider takes in one message, in characters as it counts them. */
export const textLimit = { meta: 4096, twilio: 1600 } as const;
