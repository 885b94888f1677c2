// The demo of `npm start`: a tenant with the places that the sandbox plays, what they have to talk about, and a ready api key.
// Done at every start, without undoing what a user changed.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoTimeZone, giveDemoData } from './demo-data.ts';
import { scopes } from './domain/scope.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/db.ts';
import { hashApiKey, newApiKey, type SecretBox } from './platform/secrets.ts';
import { demoMeta, demoPlaces, demoTwilio, type DemoPlace } from './sandbox/demo.ts';
import type { Sandbox } from './sandbox/index.ts';
import { createApiKey, findApiKey, setApiKeyScopes } from './store/api-keys.ts';
import { ensureChannel, type NewChannel } from './store/channels.ts';
import { ensureTenant } from './store/tenants.ts';

/** Makes the demo tenant with its channels and data, and returns an api key for it: the same one each time. */
export async function provisionDemo(db: Database, box: SecretBox, config: Config, sandbox: Sandbox): Promise<string> {
  const tenantId = await ensureTenant(db, 'demo', demoTimeZone);
  const common = { tenantId, homeCountry: config.defaultCountry };
  for (const place of demoPlaces) {
    await ensureChannel(db, box, { ...common, ...atMeta(place), apiUrl: sandbox.metaUrl });
    await ensureChannel(db, box, { ...common, ...atTwilio(place), apiUrl: sandbox.twilioUrl });
  }
  await giveDemoData(db, tenantId);
  return ensureDemoKey(db, tenantId, config.dataDir);
}

type DemoChannel = Omit<NewChannel, 'tenantId' | 'homeCountry' | 'apiUrl'>;

function atMeta({ name, flow, phoneNumberId, metaPhone }: DemoPlace): DemoChannel {
  const { wabaId, appSecret, accessToken, verifyToken } = demoMeta;
  const secrets = { appSecret: [appSecret], accessToken: [accessToken], verifyToken: [verifyToken] };
  const address = { account: wabaId, address: phoneNumberId, phone: metaPhone };
  return { name: `${name}-meta`, provider: 'meta', ...address, flow, secrets };
}

function atTwilio({ name, flow, twilioPhone }: DemoPlace): DemoChannel {
  const { accountSid, authToken } = demoTwilio;
  const address = { account: accountSid, address: twilioPhone, phone: twilioPhone };
  return { name: `${name}-twilio`, provider: 'twilio', ...address, flow, secrets: { authToken: [authToken] } };
}

async function ensureDemoKey(db: Database, tenantId: string, dataDir: string): Promise<string> {
  const key = await readOrCreateDemoKey(dataDir);
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
