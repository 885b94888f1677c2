// One face for all of the played Meta: its API, its webhooks, the people who write to its numbers.
import { randomInt } from 'node:crypto';
import type { Context } from './context.ts';
import type { GivenFile } from './files.ts';
import type { Call, Outcome } from './http.ts';
import type { Channel, Handshake, PostOptions, WebhookTarget } from './sandbox.ts';
import { MetaAccounts } from './meta-accounts.ts';
import { gone } from './meta-errors.ts';
import { MetaFiles, downloadPath } from './meta-files.ts';
import { moveAtMeta, openWindows, writeToMeta } from './meta-inbound.ts';
import { accountBoard, templateBoard } from './meta-news.ts';
import type { AccountBoard, TemplateBoard } from './meta-news.ts';
import { MetaSending } from './meta-sending.ts';
import { keepSentFile } from './meta-sent-files.ts';
import type { PlacedFile } from './meta-sent-files.ts';
import { MetaServer } from './meta-server.ts';
import type { Review } from './meta-template-api.ts';
import { MetaWebhooks, signedRequest } from './meta-webhooks.ts';
import { digitsOf } from './numbers.ts';
import type { MetaApp } from './options.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';
import { graphJson, hubSignature } from './signatures.ts';
import { overridden } from './signing.ts';
import type { WebhookResult } from './webhooks.ts';

export class MetaSide {
  readonly #context: Context;
  readonly #accounts: MetaAccounts;
  readonly #webhooks: MetaWebhooks;
  readonly #files: MetaFiles;
  readonly #server: MetaServer;
  readonly templates: TemplateBoard;
  readonly account: AccountBoard;

  constructor(context: Context, apps: readonly MetaApp[]) {
    this.#context = context;
    this.#accounts = new MetaAccounts(apps);
    this.#webhooks = new MetaWebhooks(context);
    this.#files = new MetaFiles(context);
    const sending = new MetaSending(context, this.#webhooks, context.templates);
    const parts = { context, accounts: this.#accounts, webhooks: this.#webhooks, templates: context.templates };
    this.templates = templateBoard(parts);
    this.account = accountBoard(parts);
    const review: Review = (id, status) => void this.templates.setStatus(id, status);
    this.#server = new MetaServer(context, this.#accounts, this.#files, sending, review);
  }

  get channels(): Channel[] {
    return this.#accounts.numbers.map(({ phoneNumberId, verifiedName, displayPhoneNumber }) => ({
      via: { provider: 'meta', phoneNumberId },
      name: verifiedName ?? displayPhoneNumber,
      number: `+${digitsOf(displayPhoneNumber)}`,
    }));
  }

  handle(call: Call): Promise<Outcome> {
    return this.#server.handle(call);
  }

  write(phoneNumberId: string, person: Person, sent: PhoneSend): Promise<PhoneSent> {
    const number = this.#accounts.getNumber(phoneNumberId);
    return writeToMeta(this.#context, this.#webhooks, this.#files, { number, person, sent });
  }

  move(phoneNumberId: string, person: Person, to: string, bsuid: string | undefined): Promise<PhoneSent> {
    const number = this.#accounts.getNumber(phoneNumberId);
    return moveAtMeta(this.#context, this.#webhooks, number, { person, to, bsuid });
  }

  async addFile(phoneNumberId: string, person: string, file: GivenFile): Promise<PlacedFile> {
    const { phoneNumberId: number } = this.#accounts.getNumber(phoneNumberId);
    const record = await keepSentFile(this.#context, file, number, person, this.#context.settings.now());
    return { id: record.id, url: this.#files.urlOf(record) };
  }

  /** What the host of the files serves. */
  handleElsewhere(call: Call): Promise<Outcome> {
    return call.path === downloadPath ? this.#server.handle(call) : Promise.resolve(gone());
  }

  /** Bytes and text go as they are, anything else as Meta would write it. */
  post(appId: string, payload: unknown, options: PostOptions): Promise<WebhookResult> {
    const app = this.#accounts.getApp(appId);
    const isRaw = typeof payload === 'string' || payload instanceof Uint8Array;
    const body = isRaw ? Buffer.from(payload) : Buffer.from(graphJson(payload));
    openWindows(this.#context, body.toString('utf8'));
    const wrong = () => hubSignature(`not ${app.appSecret}`, body);
    const request = overridden(signedRequest(app, body), 'x-hub-signature-256', options, wrong);
    return this.#context.webhooks.post('meta', request, this.#context.settings.webhookRetry.metaTimeoutMs);
  }

  async verify(verifyToken: string, url = this.#accounts.apps[0]?.webhookUrl ?? ''): Promise<Handshake> {
    const challenge = String(randomInt(1e9, 2e9));
    const query = `hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=${encodeURIComponent(verifyToken)}`;
    const { status, body } = await this.#context.webhooks.get(`${url}${url.includes('?') ? '&' : '?'}${query}`);
    return { verified: status === 200 && body === challenge, challenge, status, body };
  }

  redirect({ appId }: Extract<WebhookTarget, { provider: 'meta' }>, url: string): void {
    const apps = appId === undefined ? this.#accounts.apps : [this.#accounts.getApp(appId)];
    for (const app of apps) app.webhookUrl = url;
  }
}
