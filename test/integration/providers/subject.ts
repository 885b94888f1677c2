// What a provider brings to the contract: its fixtures, its refusals, and whatever else is its own.
import type { AccountEvent } from '../../../src/domain/account-event.ts';
import type { FailureKind, SendOutcome } from '../../../src/domain/failure.ts';
import type { InboundMessage } from '../../../src/domain/message.ts';
import type { Receipt } from '../../../src/domain/receipt.ts';
import type { ProviderName } from '../../../src/domain/webhook.ts';
import type { ChannelAccess, ItemDraft, WebhookRequest } from '../../../src/providers/provider.ts';
import type { CallFault } from '../../../src/sandbox/index.ts';

/** What one item of a fixture must become; what is not said is not compared. */
export interface ExpectedItem extends Partial<ItemDraft> {
  /** As parseMessage reads it; always compared: whether the full structure, files, a reply id or a failure come with it. */
  message?: Partial<Omit<InboundMessage, 'payload'>> & { payload?: boolean };
  receipt?: Partial<Receipt> | 'none';
  /** What an item of kind `other` tells about the account; always compared. */
  events?: readonly AccountEvent[];
}

export interface ExpectedFailure {
  type: SendOutcome['type'];
  kind: FailureKind;
  code: string;
}

export interface Subject {
  name: ProviderName;
  signatureHeader: string;
  /** Every file of test/fixtures/<name>, by what it must be split into. */
  fixtures: { readonly [file: string]: readonly ExpectedItem[] };
  request(content: Buffer): WebhookRequest;
  /** Documented codes a send can be refused with. */
  refusals: readonly { fault: CallFault; expected: ExpectedFailure }[];
  /** A page where JSON belongs, with this HTTP status. */
  page403: ExpectedFailure;
  wrongCredentials(channel: ChannelAccess): ChannelAccess;
}
