// What must be in the database for the roles to work: the channels that the environment describes and, with the sandbox,
// a demo tenant with a channel at each provider and a ready api key.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { scopes } from './domain/scope.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/db.ts';
import { hashApiKey, newApiKey, type SecretBox } from './platform/secrets.ts';
import { demoMeta, demoTwilio } from './sandbox/demo.ts';
import type { Sandbox } from './sandbox/index.ts';
import { createApiKey, findApiKey, setApiKeyScopes } from './store/api-keys.ts';
import { ensureChannel } from './store/channels.ts';
import { ensureTenant } from './store/tenants.ts';

/** One channel for each provider whose variables are set, under the tenant `default`; SMS channels come before what falls back to them. */
export async function provisionChannels(db: Database, box: SecretBox, config: Config): Promise<void> {
  if (config.channels.length === 0) return;
  const tenantId = await ensureTenant(db, 'default');
  const smsChannels = new Map<string, string>();
  for (const { provider, account, address, transport, secrets } of config.channels) {
    const lists = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, [value]]));
    const smsChannelId = smsChannels.get(account);
    const id = await ensureChannel(db, box, {
      tenantId,
      name: transport === 'sms' ? `sms-${address}` : `${provider}-${address}`,
      provider,
      account,
      address,
      transport,
      secrets: lists,
      homeCountry: config.defaultCountry,
      ...(transport === 'sms' || smsChannelId === undefined ? {} : { smsChannelId }),
    });
    if (transport === 'sms') smsChannels.set(account, id);
  }
}

/** Makes the demo tenant and its channels, and returns an api key for it: the same one each time. */
export async function provisionDemo(db: Database, box: SecretBox, config: Config, sandbox: Sandbox): Promise<string> {
  const tenantId = await ensureTenant(db, 'demo');
  await ensureChannel(db, box, {
    tenantId,
    name: 'demo-meta',
    provider: 'meta',
    account: demoMeta.wabaId,
    address: demoMeta.phoneNumberId,
    phone: demoMeta.phone,
    homeCountry: config.defaultCountry,
    apiUrl: sandbox.metaUrl,
    secrets: {
      appSecret: [demoMeta.appSecret],
      accessToken: [demoMeta.accessToken],
      verifyToken: [demoMeta.verifyToken],
    },
  });
  await ensureChannel(db, box, {
    tenantId,
    name: 'demo-twilio',
    provider: 'twilio',
    account: demoTwilio.accountSid,
    address: demoTwilio.phone,
    phone: demoTwilio.phone,
    homeCountry: config.defaultCountry,
    apiUrl: sandbox.twilioUrl,
    secrets: { authToken: [demoTwilio.authToken] },
  });
  const key = await readOrCreateDemoKey(config.dataDir);
  const hash = hashApiKey(key);
  const existing = await findApiKey(db, hash);
  // A key from an earlier version lacks the scopes that came since.
  if (existing) await setApiKeyScopes(db, existing.id, scopes);
  else await createApiKey(db, { tenantId, name: 'demo', hash, hint: key.slice(-4), scopes });
  return key;
}

// Only its hash is in the database, so the key itself must be kept to be shown again.
async function readOrCreateDemoKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'demo-api-key');
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  if (existing) return existing.trim();
  const key = newApiKey();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, key, { mode: 0o600 });
  return key;
}
