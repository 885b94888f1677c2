// Doctor's look at the channels: their secrets, whether providers accept them, and whether a webhook signed for this
// PUBLIC_URL would be believed.
import type { SecretBox } from '../../platform/secrets.ts';
import type { Provider, WebhookRequest } from '../../providers/provider.ts';
import type { Providers } from '../../providers/registry.ts';
import { graphJson, hubSignature, twilioSignature } from '../../sandbox/signatures.ts';
import { openChannel, type Channel } from '../../store/channels.ts';
import { secretNames } from '../channel-settings.ts';
import type { NamedChannel } from '../choices.ts';
import { ok, problem, warning, type Check } from './check.ts';

export interface OpenedChannel extends Channel {
  /** tenant/name. */
  title: string;
}

/** Opens what the key opens. */
export function openChannels(
  box: SecretBox,
  channels: readonly NamedChannel[],
): { opened: OpenedChannel[]; check: Check } {
  const opened: OpenedChannel[] = [];
  const closed: string[] = [];
  for (const { tenant, ...channel } of channels) {
    const title = `${tenant}/${channel.name}`;
    try {
      opened.push({ ...openChannel(box, channel), title });
    } catch {
      closed.push(title);
    }
  }
  return { opened, check: checkKey(closed, channels.length) };
}

function checkKey(closed: readonly string[], count: number): Check {
  if (closed.length === 0) return ok('master key', `opens the secrets of ${count} channels`);
  return problem(
    'master key',
    `does not open the secrets of ${closed.join(', ')}`,
    'Set SWITCHBOARD_MASTER_KEY to the key they were stored with. If it is lost, add the channels again.',
  );
}

export async function checkChannel(
  providers: Providers,
  channel: OpenedChannel,
  publicUrl: string | undefined,
  now: Date,
): Promise<Check[]> {
  const provider = providers[channel.provider];
  const secrets = checkSecrets(channel);
  const checks = [checkState(channel, now), secrets];
  if (secrets.state === 'problem') return checks;
  checks.push(await checkCredentials(provider, channel));
  if (publicUrl !== undefined) checks.push(checkSignature(provider, channel, publicUrl));
  return checks;
}

function checkState({ title, enabled, pausedUntil, pausedReason, name }: OpenedChannel, now: Date): Check {
  if (!enabled) return warning(title, 'is disabled', `If that is not meant: channels enable ${name}`);
  if (!pausedUntil || pausedUntil <= now) return ok(title, 'is enabled');
  const text = `sends nothing until ${pausedUntil.toISOString()}: ${pausedReason ?? 'no reason given'}`;
  return warning(title, text, `Mend the cause, then: channels resume ${name}`);
}

function checkSecrets({ title, provider, secrets, name }: OpenedChannel): Check {
  const check = `${title} secrets`;
  const missing = secretNames[provider].filter((each) => !secrets[each]?.[0]);
  if (missing.length > 0)
    return problem(check, `missing: ${missing.join(', ')}`, `Give them: channels rotate ${name} --help`);
  const rotating = secretNames[provider].filter((each) => (secrets[each]?.length ?? 0) > 1);
  if (rotating.length === 0) return ok(check, 'all there');
  return warning(
    check,
    `being rotated: ${rotating.join(', ')}`,
    `When the new one works: channels rotate ${name} --finish`,
  );
}

async function checkCredentials(provider: Provider, channel: OpenedChannel): Promise<Check> {
  const result = await provider.check(channel);
  const name = `${channel.title} credentials`;
  if (result.ok) return ok(name, result.detail);
  const [secret] = secretNames[channel.provider];
  const option = secret === 'accessToken' ? '--access-token' : '--auth-token';
  return problem(
    name,
    result.detail,
    `If they were refused, replace them: channels rotate ${channel.name} ${option} -`,
  );
}

function checkSignature(provider: Provider, channel: OpenedChannel, publicUrl: string): Check {
  const name = `${channel.title} signature`;
  const secrets = provider.signingSecrets(channel.secrets);
  const isVerified = secrets.every(
    (secret) => provider.verify(sample(channel, publicUrl, secret), [secret]) === secret,
  );
  if (isVerified) return ok(name, 'a webhook signed for this PUBLIC_URL is believed');
  return problem(name, 'a webhook signed for this PUBLIC_URL is refused', 'Correct PUBLIC_URL.');
}

/** Signed as the provider would, by code of its own: the check is not the signer's mirror image. */
function sample({ provider }: OpenedChannel, publicUrl: string, secret: string): WebhookRequest {
  if (provider === 'meta') {
    const body = Buffer.from(
      graphJson({ object: 'whatsapp_business_account', entry: [{ id: '0', note: 'mõre / 👋' }] }),
    );
    const headers = { 'x-hub-signature-256': hubSignature(secret, body) };
    return { url: `${publicUrl}/webhooks/meta`, headers, body };
  }
  const url = `${publicUrl}/webhooks/twilio`;
  const params = { AccountSid: 'AC0', Body: 'mõre & 👋', From: 'whatsapp:+27820000000', NumMedia: '0' };
  const headers = { 'x-twilio-signature': twilioSignature(secret, url, params) };
  return { url, headers, body: Buffer.from(new URLSearchParams(params).toString()) };
}
