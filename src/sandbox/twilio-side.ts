// One face for all of the played Twilio: its API, its webhooks, the people who write to its senders.
import type { Context } from './context.ts';
import type { GivenFile } from './files.ts';
import type { Call, Outcome } from './http.ts';
import { twilioSid } from './ids.ts';
import type { PlacedFile } from './meta-sent-files.ts';
import type { Channel, PostOptions, WebhookTarget } from './sandbox.ts';
import type { TwilioAccount } from './options.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';
import { twilioSignature } from './signatures.ts';
import { overridden } from './signing.ts';
import { TwilioAccounts } from './twilio-accounts.ts';
import type { Approval, ApprovalStatus, Content, GivenContent } from './twilio-content.ts';
import { TwilioFiles } from './twilio-files.ts';
import { openWindow, writeToTwilio } from './twilio-inbound.ts';
import { MessageBox } from './twilio-messages.ts';
import { TwilioServer } from './twilio-server.ts';
import { signedForm } from './twilio-webhooks.ts';
import type { Params } from './twilio-webhooks.ts';
import type { WebhookResult } from './webhooks.ts';

/** Messages can be looked up however little is recorded: platforms rely on it. */
const fewestKept = 1_000;
const timeoutMs = 15_000;

/** Twilio's content objects. */
export interface ContentBoard {
  /** As if made in the console. With `approval` it is a template. */
  register(accountSid: string, content: GivenContent, approval?: Partial<Approval>): Content;
  list(accountSid?: string): Content[];
  setApproval(sid: string, status: ApprovalStatus, rejectionReason?: string): void;
  delete(sid: string): void;
}

export class TwilioSide {
  readonly #context: Context;
  readonly #accounts: TwilioAccounts;
  readonly #box: MessageBox;
  readonly #files: TwilioFiles;
  readonly #server: TwilioServer;

  constructor(context: Context, accounts: readonly TwilioAccount[]) {
    this.#context = context;
    this.#accounts = new TwilioAccounts(accounts);
    this.#box = new MessageBox(Math.max(context.settings.record, fewestKept));
    this.#files = new TwilioFiles(context);
    this.#server = new TwilioServer(context, this.#accounts, this.#box, this.#files);
  }

  get contents(): ContentBoard {
    const { contents, settings } = this.#context;
    return {
      register: (accountSid, given, approval) => {
        const content = contents.add(accountSid, given, settings.now());
        const name = given.friendlyName;
        const usual = { name, category: 'UTILITY', status: 'approved', rejectionReason: '' } as const;
        content.approval = approval && { ...usual, ...approval };
        return content;
      },
      list: (accountSid) => contents.list(accountSid),
      setApproval(sid, status, rejectionReason = '') {
        const content = contents.get(sid);
        const usual = { name: content.friendlyName, category: 'UTILITY' };
        content.approval = { ...usual, ...content.approval, status, rejectionReason };
      },
      delete: (sid) => contents.delete(sid),
    };
  }

  get channels(): Channel[] {
    return this.#accounts.senders.map(({ number }) => ({ via: { provider: 'twilio', number }, name: number, number }));
  }

  handle(call: Call): Promise<Outcome> {
    return this.#server.handle(call);
  }

  write(number: string, person: Person, sent: PhoneSend): Promise<PhoneSent> {
    const sender = this.#accounts.getSender(number);
    return writeToTwilio(this.#context, this.#box, this.#files, { sender, person, sent });
  }

  async addFile(number: string, person: string, file: GivenFile): Promise<PlacedFile> {
    const { account } = this.#accounts.getSender(number);
    const record = await this.#files.keep(file, number, person, twilioSid('MM'), this.#context.settings.now());
    return { id: record.id, url: this.#files.urlOf(record, account) };
  }

  /** The storage that files are redirected to. */
  serveStored(call: Call): Promise<Outcome> {
    return this.#files.serveStored(call);
  }

  post(accountSid: string, url: string, params: Params, options: PostOptions): Promise<WebhookResult> {
    const { authToken } = this.#accounts.getAccount(accountSid);
    openWindow(this.#context, params);
    const wrong = () => twilioSignature(`not ${authToken}`, url, params);
    const request = overridden(signedForm(url, authToken, params), 'x-twilio-signature', options, wrong);
    return this.#context.webhooks.post('twilio', request, timeoutMs);
  }

  redirect({ number }: Extract<WebhookTarget, { provider: 'twilio' }>, url: string): void {
    const senders = number === undefined ? this.#accounts.senders : [this.#accounts.getSender(number)];
    for (const sender of senders) sender.inboundUrl = url;
  }
}
