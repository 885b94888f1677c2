// What a sandbox is told when it starts: the provider accounts it plays, how fast it is, what it remembers.
// Plain data but for `now`, with every default in one place.
export type ProviderName = 'meta' | 'twilio';

/** Milliseconds, fixed or drawn evenly from a range. */
export type Duration = number | readonly [min: number, max: number];

export interface Delays {
  /** From a request to its answer. Default 20–60 ms. */
  acceptMs: Duration;
  /** From the answer to the status; null = that status never comes. Default 60–200 ms. */
  sentMs: Duration | null;
  /** From the answer, and never before `sent`. The person has the message at this moment. Default 200–600 ms. */
  deliveredMs: Duration | null;
  /** From `delivered`. Default 700–2,000 ms. */
  readMs: Duration | null;
}

export interface MetaNumber {
  phoneNumberId: string;
  wabaId: string;
  /** As the console shows it, in any format: `+27 10 555 0100`. */
  displayPhoneNumber: string;
  verifiedName?: string;
}

export interface MetaApp {
  appId: string;
  appSecret: string;
  /** May be set later with `setWebhookUrl`; until then nothing is posted. */
  webhookUrl?: string;
  accessTokens: string[];
  numbers: MetaNumber[];
  /** The app's webhook version. Default v25.0; below v24.0 statuses carry `conversation`. */
  webhookVersion?: string;
}

export interface TwilioSender {
  /** E.164, without `whatsapp:`. */
  number: string;
  inboundUrl?: string;
  /** Lets messages be sent through this service instead of From. */
  messagingServiceSid?: string;
}

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  senders: TwilioSender[];
}

export interface Batching {
  /** Most statuses in one Meta webhook; Meta documents up to 1,000. Default 100. */
  maxItems: number;
  /** How long the first one waits for others. Default 5 ms. */
  maxWaitMs: number;
}

export interface WebhookRetry {
  /** When Meta posts a refused webhook again, whole; the length bounds the attempts. Default 1 s … 10 min, five times. */
  metaDelaysMs: readonly number[];
  /** Twilio's one retry, made only if no connection came about. Default 100 ms. */
  twilioDelayMs: number;
  /** How long Meta waits for an answer. Default 20 s. Twilio's is 15 s, or `#rt=` in the URL. */
  metaTimeoutMs: number;
}

/** Stands for a reverse proxy: URLs that begin with `publicUrl` are signed as they are and posted to `target`. */
export interface Proxy {
  publicUrl: string;
  target: string;
}

export interface FileOptions {
  /** Meta's download URLs are of another host than its API, as they really are. Default false. */
  metaApart?: boolean;
  /** Twilio answers with a redirect to storage of another host, which refuses credentials. Default: with the bytes. */
  twilioRedirects?: boolean;
  /** How long a provider tries to fetch what the platform names by link. Default 5 s. */
  fetchTimeoutMs?: number;
}

/** Real limits, each off unless given. */
export interface Limits {
  /** Messages a second from one number. Beyond: 130429 at Meta. */
  perSecond?: number;
  /** What happens beyond it at Twilio: the call is answered 429 with 20429, or the message fails with 63018. Default refused. */
  twilioExcess?: 'refused' | 'failed';
  /** From one number to one person, Meta only: 131056. Really `{ everyMs: 6_000, burst: 45 }`. */
  pair?: { everyMs: number; burst: number };
}

export interface SandboxOptions {
  /** Default 0: any free port. Listens on 127.0.0.1 only. */
  port?: number;
  meta?: { apps: MetaApp[] };
  twilio?: { accounts: TwilioAccount[] };
  delays?: Partial<Delays>;
  batching?: Partial<Batching>;
  webhookRetry?: Partial<WebhookRetry>;
  files?: FileOptions;
  limits?: Limits;
  proxies?: Proxy[];
  /** How long after its creation a template is approved. Default null: when a test says so. */
  templateReviewMs?: Duration | null;
  /** Whether a free-form message outside the 24-hour window fails afterwards, as it really does. Default true. */
  enforceWindow?: boolean;
  /** How many accepted messages are kept for looking at; false keeps none. Default 20,000. */
  record?: number | boolean;
  /** Moves the 24-hour window and the timestamps. Timers stay real. Default Date.now. */
  now?: () => number;
}

export interface Settings {
  delays: Delays;
  batching: Batching;
  webhookRetry: WebhookRetry;
  metaFilesApart: boolean;
  twilioRedirects: boolean;
  fetchTimeoutMs: number;
  limits: Limits;
  proxies: Proxy[];
  templateReviewMs: Duration | null;
  enforceWindow: boolean;
  record: number;
  now: () => number;
}

const defaultDelays: Delays = {
  acceptMs: [20, 60],
  sentMs: [60, 200],
  deliveredMs: [200, 600],
  readMs: [700, 2_000],
};

const defaultRetry: WebhookRetry = {
  metaDelaysMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  twilioDelayMs: 100,
  metaTimeoutMs: 20_000,
};

const defaultRecord = 20_000;

export function settingsOf(options: SandboxOptions): Settings {
  return {
    delays: { ...defaultDelays, ...options.delays },
    batching: { maxItems: 100, maxWaitMs: 5, ...options.batching },
    webhookRetry: { ...defaultRetry, ...options.webhookRetry },
    metaFilesApart: options.files?.metaApart ?? false,
    twilioRedirects: options.files?.twilioRedirects ?? false,
    fetchTimeoutMs: options.files?.fetchTimeoutMs ?? 5_000,
    limits: options.limits ?? {},
    proxies: options.proxies ?? [],
    templateReviewMs: options.templateReviewMs ?? null,
    enforceWindow: options.enforceWindow ?? true,
    record: recordLimit(options.record ?? true),
    now: options.now ?? Date.now,
  };
}

function recordLimit(record: number | boolean): number {
  if (record === true) return defaultRecord;
  return record === false ? 0 : record;
}

export function draw(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  return Math.round(duration[0] + Math.random() * (duration[1] - duration[0]));
}
