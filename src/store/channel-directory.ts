// The channels as every webhook and every job needs them: in memory, a few seconds old at most.
import type { Transport } from '../domain/transport.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Database } from '../platform/db.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { listChannels, type Channel } from './channels.ts';

export interface ChannelDirectory {
  findById(id: string): Channel | undefined;
  /**
   * Meta routes by phone_number_id alone; Twilio by account and our number, which may carry both WhatsApp and SMS. What only
   * looks like SMS goes to the number's WhatsApp channel where there is no other.
   */
  findByAddress(provider: ProviderName, account: string, address: string, transport?: Transport): Channel | undefined;
  enabledOf(provider: ProviderName): readonly Channel[];
  /** Reads again now, unless that was done within the last second: for a channel or secret that may be new. Whether it read. */
  refreshSoon(): Promise<boolean>;
  refresh(): Promise<void>;
  stop(): void;
}

const refreshMs = 5_000;
const soonMs = 1_000;

/** Loads once before it resolves. Later failures keep the last known channels: webhooks are verified without Postgres. */
export async function openChannelDirectory(
  db: Database,
  box: SecretBox,
  onError: (error: unknown) => void,
): Promise<ChannelDirectory> {
  let index = indexOf(await listChannels(db, box));
  let loadedAt = Date.now();
  let loading: Promise<void> | undefined;

  const load = async () => {
    try {
      index = indexOf(await listChannels(db, box));
    } catch (error) {
      onError(error);
    }
    loadedAt = Date.now();
    loading = undefined;
  };
  const refresh = () => (loading ??= load());
  const timer = setInterval(() => void refresh(), refreshMs);
  timer.unref();
  return {
    findById: (id) => index.byId.get(id),
    findByAddress: (provider, account, address, transport = 'whatsapp') =>
      index.byAddress.get(addressKey(provider, account, address, transport)) ??
      index.byAddress.get(addressKey(provider, account, address, 'whatsapp')),
    enabledOf: (provider) => index.byProvider.get(provider) ?? [],
    refreshSoon: async () => {
      if (loading === undefined && Date.now() - loadedAt < soonMs) return false;
      await refresh();
      return true;
    },
    refresh,
    stop: () => clearInterval(timer),
  };
}

function indexOf(channels: readonly Channel[]) {
  const enabled = channels.filter((channel) => channel.enabled);
  return {
    byId: new Map(channels.map((channel) => [channel.id, channel])),
    byAddress: new Map(
      enabled.map((channel) => {
        const { provider, account, address, transport } = channel;
        return [addressKey(provider, account, address, transport), channel];
      }),
    ),
    byProvider: Map.groupBy(enabled, (channel) => channel.provider),
  };
}

function addressKey(provider: ProviderName, account: string, address: string, transport: Transport): string {
  return provider === 'meta' ? `meta ${address}` : `${provider} ${account} ${transport} ${address}`;
}
