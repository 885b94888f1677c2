// A person with a phone: writes to the platform's numbers, receives, reads.
import type { AcceptedMessage, AttachedFile } from './accepted.ts';
import type { GivenFile } from './files.ts';
import type { JsonObject } from './http.ts';
import type { ReportedStatus } from './journey.ts';
import type { PhoneOptions } from './people.ts';
import type { Order, Place, SharedContact } from './phone-acts.ts';
import type { ShownButton } from './shown.ts';
import type { WebhookRequest } from './webhooks.ts';

export type Via =
  | { provider: 'meta'; phoneNumberId: string }
  /** `sms`: a text message instead of WhatsApp. */
  | { provider: 'twilio'; number: string; sms?: boolean };

export interface PhoneSend {
  via: Via;
  /** Of a file: its caption. */
  text?: string;
  file?: GivenFile;
  /** Twilio: several in one message. */
  files?: GivenFile[];
  /** Overrides the phone's own for this and later messages. */
  profileName?: string;
  /** true: by the person, `often`: more than five times over. */
  forwarded?: true | 'often';
  /** The message of the platform that this one answers: its wamid or SM id. */
  replyTo?: string;
  /** Default: a new one. Give an old one to play a redelivery. */
  externalId?: string;
  /** Milliseconds since the epoch. Default: now. */
  at?: number;
  /** Meta: put over the message object, for any other type: `{ type: 'image', image: { … } }`. */
  message?: Record<string, unknown>;
  /** Twilio: put over the form's parameters. */
  params?: Record<string, string>;
}

export interface PhoneSent {
  externalId: string;
  /** The platform's answer to the first post; 0 when none came. */
  status: number;
  body: string;
  /** What was posted, signed: `sandbox.repost` sends the same bytes again. */
  request: WebhookRequest;
  /** What the provider calls the files that were sent. */
  fileIds: string[];
}

export interface PhoneMessage {
  provider: AcceptedMessage['provider'];
  externalId: string;
  /** Phone number id at Meta, E.164 number at Twilio. */
  from: string;
  type: string;
  text: string;
  /** Twilio: not by WhatsApp. */
  sms?: true;
  media?: readonly AttachedFile[];
  buttons?: readonly ShownButton[];
  template?: string;
  payload: unknown;
  receivedAt: number;
  /** The highest status whose webhook the platform took; `received` until one is. */
  status: 'received' | ReportedStatus;
}

export type PhoneEvent =
  | { event: 'message'; message: PhoneMessage }
  /** The platform was told; `taken` is whether it answered well. */
  | { event: 'status'; externalId: string; status: ReportedStatus; taken: boolean };

export type PhoneListener = (event: PhoneEvent) => void;

export interface NumberChange {
  via?: Via;
  /** Default: a new one made up. */
  bsuid?: string;
}

export interface Phone {
  /** E.164. */
  readonly number: string;
  readonly waId: string;
  /** Oldest first, the newest thousand. */
  readonly inbox: readonly PhoneMessage[];
  send(message: PhoneSend): Promise<PhoneSent>;
  /**
   * Answers a message by a button or a row of its list, by id or title. Throws when it has no such button, or one that the
   * business hears nothing of.
   */
  tap(message: PhoneMessage, idOrTitle: string): Promise<PhoneSent>;
  sendLocation(via: Via, place: Place): Promise<PhoneSent>;
  /** Meta only. null takes the reaction back. */
  react(message: PhoneMessage, emoji: string | null): Promise<PhoneSent>;
  /** At Twilio a vCard. */
  shareContact(via: Via, contact: SharedContact): Promise<PhoneSent>;
  /** Meta only. */
  order(via: Via, order: Order): Promise<PhoneSent>;
  /** Fills in the flow that the message asks for. */
  answerFlow(message: PhoneMessage, response: JsonObject): Promise<PhoneSent>;
  /** Meta only; `externalId` is that of the person's own message. */
  edit(via: Via, externalId: string, text: string): Promise<PhoneSent>;
  revoke(via: Via, externalId: string): Promise<PhoneSent>;
  /** Moves to another number, with another business-scoped id. The number at Meta is told, if one is given. */
  changeNumber(number: string, change?: NumberChange): Promise<PhoneSent | undefined>;
  /** The first kept or further message that fits and was not given out before. Rejects at the deadline, default 5 s. */
  waitForMessage(fits?: (message: PhoneMessage) => boolean, timeoutMs?: number): Promise<PhoneMessage>;
  /** Opens a message: the platform gets `read`. Resolves when it was told; quiet for what is read or unknown. */
  read(externalId: string): Promise<void>;
  /** Changes what is given, keeps the rest. */
  update(options: PhoneOptions): void;
  onEvent(listener: PhoneListener): () => void;
}
