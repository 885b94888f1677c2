// The content objects that exist at the played Twilio, by account: messages defined before they are sent, and what
// WhatsApp said of those that were submitted as templates.
import type { JsonObject } from './http.ts';
import { twilioSid } from './ids.ts';

export type ApprovalStatus = 'received' | 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

export interface Approval {
  name: string;
  category: string;
  status: ApprovalStatus;
  rejectionReason: string;
}

export interface Content {
  readonly sid: string;
  readonly accountSid: string;
  friendlyName: string;
  language: string;
  /** Samples by placeholder. */
  variables: Readonly<Record<string, string>>;
  /** `{ 'twilio/text': { body } }`, in the order of preference. */
  types: Readonly<Record<string, JsonObject>>;
  approval: Approval | undefined;
  readonly createdAt: number;
}

export type GivenContent = Pick<Content, 'friendlyName' | 'language' | 'variables' | 'types'>;

export class TwilioContents {
  readonly #bySid = new Map<string, Content>();

  add(accountSid: string, given: GivenContent, at: number): Content {
    const content: Content = { ...given, sid: twilioSid('HX'), accountSid, approval: undefined, createdAt: at };
    this.#bySid.set(content.sid, content);
    return content;
  }

  find(accountSid: string, sid: string): Content | undefined {
    const content = this.#bySid.get(sid);
    return content?.accountSid === accountSid ? content : undefined;
  }

  get(sid: string): Content {
    const content = this.#bySid.get(sid);
    if (!content) throw new Error(`the sandbox has no content ${sid}`);
    return content;
  }

  /** Oldest first. */
  list(accountSid?: string): Content[] {
    return [...this.#bySid.values()].filter((each) => accountSid === undefined || each.accountSid === accountSid);
  }

  delete(sid: string): void {
    this.#bySid.delete(sid);
  }
}
