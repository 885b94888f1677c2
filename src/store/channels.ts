// Channels: one WhatsApp sender at one provider, with its secrets sealed.
import type { UnknownSenderPolicy } from '../domain/contact.ts';
import { newId } from '../domain/ids.ts';
import { languageOf, type Language } from '../domain/language.ts';
import type { Transport } from '../domain/transport.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Database, DbOrTrx } from '../platform/db.ts';
import type { SecretBox } from '../platform/secrets.ts';

/** Secrets by name, newest first; the older ones are still accepted while one is rotated. */
export interface SecretLists {
  [name: string]: string[];
}

export interface Channel {
  id: string;
  tenantId: string;
  name: string;
  provider: ProviderName;
  account: string;
  address: string;
  phone: string | null;
  homeCountry: string;
  apiUrl: string | null;
  flow: string;
  /** What people are spoken to in when neither they nor their phone's country say it; null: English. */
  locale: Language | null;
  unknownSender: UnknownSenderPolicy;
  registrationUrl: string | null;
  /** True: the tenant of a message is the tenant of its sender's contact; unknown senders belong to tenantId. */
  shared: boolean;
  secrets: SecretLists;
  enabled: boolean;
  pausedUntil: Date | null;
  pausedReason: string | null;
  transport: Transport;
  /** Twilio: the messaging service that sends in place of the number. */
  messagingService: string | null;
  /** Where messages go that WhatsApp could not deliver. */
  smsChannelId: string | null;
  /** Numbers of one portfolio share a daily budget; null: the account. */
  portfolio: string | null;
  /** Messages a second; null: the provider's usual. */
  ratePerSecond: number | null;
  readMarks: boolean;
  quality: string | null;
  /** When the account's templates were last read; null: never. */
  templatesSyncedAt: Date | null;
}

export type NewChannel = Pick<
  Channel,
  'tenantId' | 'name' | 'provider' | 'account' | 'address' | 'homeCountry' | 'secrets'
> &
  Partial<
    Pick<
      Channel,
      | 'phone'
      | 'apiUrl'
      | 'flow'
      | 'locale'
      | 'unknownSender'
      | 'registrationUrl'
      | 'shared'
      | 'transport'
      | 'messagingService'
      | 'smsChannelId'
      | 'portfolio'
      | 'ratePerSecond'
      | 'readMarks'
    >
  >;

/** A channel as it is stored: what needs no master key can be read from it. */
export type SealedChannel = Omit<Channel, 'secrets'> & { sealed: Buffer };

/** Every channel of every tenant, in the order they were made. */
export async function listSealedChannels(db: DbOrTrx): Promise<SealedChannel[]> {
  const rows = await db.selectFrom('channels').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    provider: row.provider,
    account: row.account,
    address: row.address,
    phone: row.phone,
    homeCountry: row.home_country,
    apiUrl: row.api_url,
    flow: row.flow,
    locale: languageOf(row.locale) ?? null,
    unknownSender: row.unknown_sender,
    registrationUrl: row.registration_url,
    shared: row.shared,
    sealed: row.secrets,
    enabled: row.enabled,
    pausedUntil: row.paused_until,
    pausedReason: row.paused_reason,
    transport: row.transport,
    messagingService: row.messaging_service,
    smsChannelId: row.sms_channel_id,
    portfolio: row.portfolio,
    ratePerSecond: row.rate_per_second,
    readMarks: row.read_marks,
    quality: row.quality,
    templatesSyncedAt: row.templates_synced_at,
  }));
}

/** Throws ConfigError when the master key is not the one it was sealed with. */
export function openChannel(box: SecretBox, { sealed, ...channel }: SealedChannel): Channel {
  return { ...channel, secrets: box.open(sealed) as SecretLists };
}

/** Every channel of every tenant, secrets opened. Throws ConfigError when the master key is not theirs. */
export async function listChannels(db: DbOrTrx, box: SecretBox): Promise<Channel[]> {
  return (await listSealedChannels(db)).map((channel) => openChannel(box, channel));
}

export async function createChannel(db: DbOrTrx, box: SecretBox, channel: NewChannel): Promise<string> {
  const id = newId();
  await db
    .insertInto('channels')
    .values({
      id,
      tenant_id: channel.tenantId,
      name: channel.name,
      provider: channel.provider,
      account: channel.account,
      address: channel.address,
      phone: channel.phone ?? null,
      home_country: channel.homeCountry,
      api_url: channel.apiUrl ?? null,
      locale: channel.locale ?? null,
      registration_url: channel.registrationUrl ?? null,
      secrets: box.seal(channel.secrets),
      messaging_service: channel.messagingService ?? null,
      sms_channel_id: channel.smsChannelId ?? null,
      portfolio: channel.portfolio ?? null,
      rate_per_second: channel.ratePerSecond ?? null,
      ...(channel.transport === undefined ? {} : { transport: channel.transport }),
      ...(channel.readMarks === undefined ? {} : { read_marks: channel.readMarks }),
      ...(channel.flow === undefined ? {} : { flow: channel.flow }),
      ...(channel.unknownSender === undefined ? {} : { unknown_sender: channel.unknownSender }),
      ...(channel.shared === undefined ? {} : { shared: channel.shared }),
    })
    .execute();
  return id;
}

async function replaceChannelSecrets(db: DbOrTrx, box: SecretBox, id: string, secrets: SecretLists): Promise<void> {
  await db
    .updateTable('channels')
    .set({ secrets: box.seal(secrets), updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

/** Changes secrets under the channel's row lock, so that two changes at once cannot undo each other. Returns the new ones. */
export async function changeChannelSecrets(
  db: Database,
  box: SecretBox,
  id: string,
  change: (secrets: SecretLists) => SecretLists,
): Promise<SecretLists> {
  return db.transaction().execute(async (trx) => {
    const query = trx.selectFrom('channels').select('secrets').where('id', '=', id).forUpdate();
    const { secrets } = await query.executeTakeFirstOrThrow();
    const changed = change(box.open(secrets) as SecretLists);
    await replaceChannelSecrets(trx, box, id, changed);
    return changed;
  });
}

export type ChannelChanges = Partial<
  Pick<
    Channel,
    | 'flow'
    | 'locale'
    | 'unknownSender'
    | 'registrationUrl'
    | 'homeCountry'
    | 'messagingService'
    | 'smsChannelId'
    | 'portfolio'
    | 'ratePerSecond'
    | 'readMarks'
  >
>;

const changeable: { readonly [key in keyof Required<ChannelChanges>]: string } = {
  flow: 'flow',
  locale: 'locale',
  unknownSender: 'unknown_sender',
  registrationUrl: 'registration_url',
  homeCountry: 'home_country',
  messagingService: 'messaging_service',
  smsChannelId: 'sms_channel_id',
  portfolio: 'portfolio',
  ratePerSecond: 'rate_per_second',
  readMarks: 'read_marks',
};

/** Only what is given changes. */
export async function updateChannel(db: DbOrTrx, id: string, changes: ChannelChanges): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [changeable[key as keyof ChannelChanges], value]),
  );
  await db
    .updateTable('channels')
    .set({ ...columns, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function setChannelEnabled(db: DbOrTrx, id: string, enabled: boolean): Promise<void> {
  await db.updateTable('channels').set({ enabled, updated_at: new Date() }).where('id', '=', id).execute();
}

/**
 * Makes the channel, or brings the one of that address up to date with what is given; the rest of it is left as it is.
 * Returns its id.
 */
export async function ensureChannel(db: DbOrTrx, box: SecretBox, channel: NewChannel): Promise<string> {
  const { provider, account, address, transport = 'whatsapp', secrets, apiUrl, smsChannelId } = channel;
  const changes = {
    secrets: box.seal(secrets),
    updated_at: new Date(),
    ...(apiUrl === undefined ? {} : { api_url: apiUrl }),
    ...(smsChannelId === undefined ? {} : { sms_channel_id: smsChannelId }),
  };
  const updated = await db
    .updateTable('channels')
    .set(changes)
    .where('provider', '=', provider)
    .where('account', '=', account)
    .where('address', '=', address)
    .where('transport', '=', transport)
    .returning('id')
    .executeTakeFirst();
  return updated?.id ?? createChannel(db, box, channel);
}
