// Posts Meta's webhooks: inbound messages at once, statuses gathered for a few milliseconds into one post per app.
import type { Context } from './context.ts';
import type { JsonObject } from './http.ts';
import type { NumberRecord } from './meta-accounts.ts';
import { envelope } from './meta-payloads.ts';
import type { NumberUpdates } from './meta-payloads.ts';
import type { MetaApp } from './options.ts';
import { graphJson, hubSignature } from './signatures.ts';
import type { WebhookRequest, WebhookResult } from './webhooks.ts';

export interface StatusItem {
  number: NumberRecord;
  status: JsonObject;
  /** Identifies the contact within a post, so it is named once. */
  person: string;
  contact: JsonObject | undefined;
}

interface Batch {
  items: StatusItem[];
  taken: Promise<boolean>;
  settle(taken: boolean): void;
}

const notPosted: WebhookResult = { status: 0, headers: {}, body: '', failure: 'no webhook URL is set' };

export function signedRequest(app: MetaApp, body: string | Buffer, signature?: string): WebhookRequest {
  return {
    url: app.webhookUrl ?? '',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      'x-hub-signature-256': signature ?? hubSignature(app.appSecret, body),
    },
    body,
  };
}

export class MetaWebhooks {
  readonly #context: Context;
  readonly #open = new Map<MetaApp, Batch>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** To every app of the number; answers with the first app's result. */
  async postNow(updates: NumberUpdates): Promise<{ request: WebhookRequest; result: WebhookResult }> {
    const body = graphJson(envelope([updates]));
    const posts = updates.number.apps.map(async (app) => {
      const request = signedRequest(app, body);
      return { request, result: await this.#post(app, request) };
    });
    const [first] = await Promise.all(posts);
    return first!;
  }

  /** About the account; answers with the first app's result. */
  async postChange(apps: readonly MetaApp[], wabaId: string, field: string, value: JsonObject): Promise<WebhookResult> {
    const time = Math.floor(this.#context.settings.now() / 1_000);
    const entry = [{ id: wabaId, time, changes: [{ value, field }] }];
    const body = graphJson({ object: 'whatsapp_business_account', entry });
    const [first = notPosted] = await Promise.all(apps.map((app) => this.#post(app, signedRequest(app, body))));
    return first;
  }

  /** Resolves when the post that carried it was answered: true for 200 from every app. */
  async postStatus(item: StatusItem): Promise<boolean> {
    const taken = await Promise.all(item.number.apps.map((app) => this.#join(app, item)));
    return taken.every(Boolean);
  }

  #join(app: MetaApp, item: StatusItem): Promise<boolean> {
    const batch = this.#open.get(app) ?? this.#begin(app);
    batch.items.push(item);
    if (batch.items.length >= this.#context.settings.batching.maxItems) void this.#flush(app, batch);
    return batch.taken;
  }

  #begin(app: MetaApp): Batch {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const batch: Batch = { items: [], taken: promise, settle: resolve };
    this.#open.set(app, batch);
    this.#context.timers.after(this.#context.settings.batching.maxWaitMs, () => void this.#flush(app, batch));
    return batch;
  }

  async #flush(app: MetaApp, batch: Batch): Promise<void> {
    // Full before its time: the timer finds another batch, or none.
    if (this.#open.get(app) !== batch) return;
    this.#open.delete(app);
    const body = graphJson(envelope(grouped(batch.items)));
    const result = await this.#post(app, signedRequest(app, body));
    batch.settle(result.status === 200);
  }

  async #post(app: MetaApp, request: WebhookRequest): Promise<WebhookResult> {
    return app.webhookUrl === undefined ? notPosted : this.#context.webhooks.postMeta(request);
  }
}

function grouped(items: readonly StatusItem[]): Iterable<NumberUpdates> {
  const groups = new Map<NumberRecord, NumberUpdates & { statuses: JsonObject[]; people: Set<string> }>();
  for (const { number, status, person, contact } of items) {
    let group = groups.get(number);
    if (!group) groups.set(number, (group = { number, contacts: [], statuses: [], people: new Set() }));
    group.statuses.push(status);
    if (!contact || group.people.has(person)) continue;
    group.people.add(person);
    group.contacts.push(contact);
  }
  return groups.values();
}
