// A provider as the platform builds it, in front of the sandbox over real HTTP, and what it needs to be asked.
import { newId } from '../../../src/domain/ids.ts';
import type { ProviderName, WebhookItem } from '../../../src/domain/webhook.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import type {
  ChannelAccess,
  ItemDraft,
  OutboundMessage,
  Provider,
  ProviderSettings,
  WebhookRequest,
} from '../../../src/providers/provider.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import type { PostOptions, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { account, app, number, Receiver, startFor, type Received } from '../sandbox/receiver.ts';

export interface Rig {
  provider: Provider;
  sandbox: Sandbox;
  channel: ChannelAccess;
  /** Has the sandbox post a webhook, signed as the options say, and returns it as the receiver would hand it on. */
  receive(options?: PostOptions): Promise<WebhookRequest>;
  /** Everything posted so far. */
  received(): WebhookRequest[];
  close(): Promise<void>;
}

export const person = '+27821234567';

const channels: { readonly [name in ProviderName]: ChannelAccess } = {
  meta: {
    id: newId(),
    account: number.wabaId,
    address: number.phoneNumberId,
    apiUrl: null,
    transport: 'whatsapp',
    messagingService: null,
    secrets: { accessToken: [...app.accessTokens], appSecret: [app.appSecret] },
  },
  twilio: {
    id: newId(),
    account: account.accountSid,
    address: account.senders[0]!.number,
    apiUrl: null,
    transport: 'whatsapp',
    messagingService: null,
    secrets: { authToken: [account.authToken] },
  },
};

// Short, because tests wait for it; long enough for an answer on a busy machine.
const sendTimeoutMs = 1_000;

export async function startRig(
  name: ProviderName,
  options: SandboxOptions = {},
  settings: Partial<ProviderSettings> = {},
): Promise<Rig> {
  const receiver = await new Receiver().listen();
  const sandbox = await startFor(receiver, { enforceWindow: false, ...options });
  const http = createHttpClient();
  const provider = createProviders({
    http,
    publicUrl: () => receiver.url,
    metaGraphUrl: sandbox.metaUrl,
    metaGraphVersion: 'v25.0',
    twilioApiUrl: sandbox.twilioUrl,
    sendTimeoutMs,
    ...settings,
  })[name];
  const toRequest = ({ target, headers, body }: Received): WebhookRequest => {
    return { url: `${receiver.url}${target}`, headers, body: Buffer.from(body) };
  };
  return {
    provider,
    sandbox,
    channel: channels[name],
    receive: async (how = {}) => {
      const before = receiver.requests.length;
      await post(name, sandbox, receiver, how);
      return toRequest(receiver.requests[before]!);
    },
    received: () => receiver.requests.map(toRequest),
    close: async () => {
      await sandbox.close();
      await http.close();
      await receiver.close();
    },
  };
}

async function post(name: ProviderName, sandbox: Sandbox, receiver: Receiver, how: PostOptions): Promise<void> {
  if (name === 'meta') {
    await sandbox.postMeta(
      app.appId,
      { object: 'whatsapp_business_account', entry: [{ id: 'é/👋', changes: [] }] },
      how,
    );
    return;
  }
  const params = {
    AccountSid: account.accountSid,
    MessageSid: 'SM1',
    SmsStatus: 'received',
    Body: 'Good morning é 👋',
    Empty: '',
  };
  await sandbox.postTwilio(account.accountSid, `${receiver.url}/webhooks/twilio?a=1&b=x%20y`, params, how);
}

export function toItem(name: ProviderName, draft: ItemDraft): WebhookItem {
  return { id: newId(), provider: name, ...draft };
}

export function message(about: Partial<OutboundMessage> = {}): OutboundMessage {
  const content = { kind: 'text', text: 'Good morning' } as const;
  return { attemptId: newId(), recipient: person, content, files: new Map(), startedAt: new Date(), ...about };
}
