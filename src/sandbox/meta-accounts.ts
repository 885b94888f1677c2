// The apps, tokens and numbers that exist at the played Meta, found by what a request names.
import type { MetaApp, MetaNumber } from './options.ts';

export interface NumberRecord extends MetaNumber {
  /** All apps that know the number: each gets its webhooks. */
  apps: MetaApp[];
  quality: 'GREEN' | 'YELLOW' | 'RED';
  /** Of the portfolio, as `TIER_250`. */
  limit: string;
}

export class MetaAccounts {
  readonly #byToken = new Map<string, MetaApp>();
  readonly #byAppId = new Map<string, MetaApp>();
  readonly #numbers = new Map<string, NumberRecord>();

  constructor(apps: readonly MetaApp[]) {
    for (const given of apps) this.#add({ ...given });
  }

  get apps(): MetaApp[] {
    return [...this.#byAppId.values()];
  }

  get numbers(): NumberRecord[] {
    return [...this.#numbers.values()];
  }

  appByToken(token: string): MetaApp | undefined {
    return this.#byToken.get(token);
  }

  getApp(appId: string): MetaApp {
    const app = this.#byAppId.get(appId);
    if (!app) throw new Error(`the sandbox has no Meta app ${appId}`);
    return app;
  }

  getNumber(phoneNumberId: string): NumberRecord {
    const number = this.#numbers.get(phoneNumberId);
    if (!number) throw new Error(`the sandbox has no Meta number ${phoneNumberId}`);
    return number;
  }

  /** A number that the app may use. */
  findNumber(app: MetaApp, phoneNumberId: string): NumberRecord | undefined {
    const number = this.#numbers.get(phoneNumberId);
    return number?.apps.includes(app) ? number : undefined;
  }

  listByWaba(app: MetaApp, wabaId: string): NumberRecord[] {
    return this.numbers.filter((number) => number.wabaId === wabaId && number.apps.includes(app));
  }

  /** The apps that hear of the business account. */
  appsOf(wabaId: string): MetaApp[] {
    return [...new Set(this.numbers.filter((number) => number.wabaId === wabaId).flatMap(({ apps }) => apps))];
  }

  #add(app: MetaApp): void {
    this.#byAppId.set(app.appId, app);
    for (const token of app.accessTokens) this.#byToken.set(token, app);
    for (const number of app.numbers) {
      const record = this.#numbers.get(number.phoneNumberId);
      if (record) record.apps.push(app);
      else this.#numbers.set(number.phoneNumberId, { ...number, apps: [app], quality: 'GREEN', limit: 'TIER_250' });
    }
  }
}
