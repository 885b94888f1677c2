// The accounts and senders that exist at the played Twilio, found by what a request names.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { TwilioAccount, TwilioSender } from './options.ts';

export interface SenderRecord extends TwilioSender {
  account: TwilioAccount;
}

export class TwilioAccounts {
  readonly #accounts = new Map<string, TwilioAccount>();
  readonly #senders = new Map<string, SenderRecord>();

  constructor(accounts: readonly TwilioAccount[]) {
    for (const account of accounts) {
      this.#accounts.set(account.accountSid, account);
      for (const sender of account.senders) this.#senders.set(sender.number, { ...sender, account });
    }
  }

  get senders(): SenderRecord[] {
    return [...this.#senders.values()];
  }

  /** The account whose credentials a Basic header carries, if it may use the one in the path. */
  authenticate(authorization: string | undefined, accountSid?: string): TwilioAccount | undefined {
    const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const [user = '', ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const account = this.#accounts.get(accountSid ?? user);
    if (!account || user !== account.accountSid) return undefined;
    return same(password.join(':'), account.authToken) ? account : undefined;
  }

  getAccount(accountSid: string): TwilioAccount {
    const account = this.#accounts.get(accountSid);
    if (!account) throw new Error(`the sandbox has no Twilio account ${accountSid}`);
    return account;
  }

  getSender(number: string): SenderRecord {
    const sender = this.#senders.get(number);
    if (!sender) throw new Error(`the sandbox has no Twilio sender ${number}`);
    return sender;
  }

  findSender(account: TwilioAccount, number: string): SenderRecord | undefined {
    const sender = this.#senders.get(number);
    return sender?.account === account ? sender : undefined;
  }

  findByService(account: TwilioAccount, serviceSid: string): SenderRecord | undefined {
    return this.senders.find((sender) => sender.account === account && sender.messagingServiceSid === serviceSid);
  }
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
