// The queues and what travels in them. A job names who has work; the rows hold the work. The exceptions are a
// webhook item and a reminder from another system, which are nowhere else until they are handled.
import type { JsonObject, WebhookItem } from './webhook.ts';

export interface JobPayloads {
  identity: WebhookItem;
  receipts: WebhookItem;
  'webhook-events': WebhookItem;
  intake: ConversationMail;
  outbound: ConversationMail;
  media: MediaWork;
  templates: TemplateWork;
  'read-marks': ReadMark;
  fallback: Undelivered;
  extraction: SaidMessage;
  /** As another system wrote it into the queue (deploy/reminders.md): nothing of it is checked. */
  reminders: JsonObject;
}

export type JobName = keyof JobPayloads;

/** "This conversation has mail." Extra ones find an empty mailbox and cost little. */
export interface ConversationMail {
  conversationId: string;
}

/** "This file is to be fetched, or looked at." Extra ones find nothing left to do. */
export interface MediaWork {
  mediaId: string;
}

/** `submit`: hand the definition to the provider. `sync`: read what the provider has for the channel's account. */
export type TemplateWork = { action: 'submit'; templateId: string } | { action: 'sync'; channelId: string };

/** Show the person that everything up to this message was seen. */
export interface ReadMark {
  conversationId: string;
}

/** A message that WhatsApp could not deliver may go out by SMS. */
export interface Undelivered {
  messageId: string;
}

/** What the person said in this message is to be read by a language model. Its conversation waits, for a bounded time. */
export interface SaidMessage {
  conversationId: string;
  messageId: string;
}

/** A job to be enqueued in the transaction that makes it necessary. */
export type NextJob = {
  [Name in JobName]: {
    queue: Name;
    data: JobPayloads[Name];
    id?: string;
    /** Not before then. */
    startAt?: Date;
    /** Higher ones are taken first. Default 0. */
    priority?: number;
  };
}[JobName];

/** Where jobs go when their attempts are spent, with the cause. */
export const deadLetterQueue = 'dead-letters';
