// What must be in the database for the roles to work: the channels that the environment describes.
import type { Config } from './platform/config.ts';
import type { Database } from './platform/db.ts';
import type { SecretBox } from './platform/secrets.ts';
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
