// The api on a database of its own, with tenants, keys, people, and what they have said.
import type { Insertable } from 'kysely';
import { startApi, type Api } from '../../../src/api/server.ts';
import type { ContactStatus } from '../../../src/domain/contact.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { MediaKind, MediaStatus } from '../../../src/domain/media.ts';
import { scopes, type Scope } from '../../../src/domain/scope.ts';
import type { TemplateDefinition, TemplateStatus } from '../../../src/domain/template.ts';
import { newTrackingNumber } from '../../../src/domain/tracking-number.ts';
import type { Transport } from '../../../src/domain/transport.ts';
import type { DB } from '../../../src/platform/schema.ts';
import { hashApiKey, newApiKey } from '../../../src/platform/secrets.ts';
import { createApiKey } from '../../../src/store/api-keys.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testObjects, type TestObjects } from '../../support/objects.ts';
import { scratchDir } from '../../support/scratch.ts';

export interface Harness {
  database: TestDatabase;
  api: Api;
  objects: TestObjects;
  workDir: string;
  /** Moves the api's clock. */
  clock: { now(): Date; offsetMs: number };
  /** A second server on the same database. */
  startAnother(): Promise<Api>;
  close(): Promise<void>;
}

export async function startHarness(): Promise<Harness> {
  const database = await testDatabase();
  const objects = await testObjects();
  const clock = { offsetMs: 0, now: () => new Date(Date.now() + clock.offsetMs) };
  const { db, queue, log } = database;
  const { store } = objects;
  const work = await scratchDir('work');
  const startAnother = () =>
    startApi({ db, objects: store, workDir: work.dir, queue, log, clock, host: '127.0.0.1', port: 0, keyCacheMs: 100 });
  const api = await startAnother();
  const close = async () => {
    await api.stop();
    await objects.close();
    await database.close();
    await work.remove();
  };
  return { database, api, objects, workDir: work.dir, clock, startAnother, close };
}

export interface Tenant {
  id: string;
  channelId: string;
  key: string;
}

let numbers = 27_820_000_000;

/** A phone number nobody else has. */
export function freshPhone(): string {
  return `+${(numbers += 1)}`;
}

export async function addTenant({ database: { db } }: Stored, channel: ChannelValues = {}): Promise<Tenant> {
  const id = newId();
  await db
    .insertInto('tenants')
    .values({ id, name: `tenant ${id}` })
    .execute();
  const channelId = await addChannel({ database: { db } }, id, channel);
  return { id, channelId, key: await addKey({ database: { db } }, id) };
}

interface ChannelValues {
  provider?: 'meta' | 'twilio';
  enabled?: boolean;
  shared?: boolean;
  home_country?: string;
  transport?: Transport;
  templates_synced_at?: Date;
}

export type Stored = { database: Pick<TestDatabase, 'db'> };

export async function addChannel(
  { database: { db } }: Stored,
  tenantId: string,
  values: ChannelValues = {},
): Promise<string> {
  const id = newId();
  const base = {
    id,
    tenant_id: tenantId,
    name: id,
    account: id,
    address: id,
    home_country: 'ZA',
    secrets: Buffer.alloc(0),
  };
  await db
    .insertInto('channels')
    .values({ provider: 'meta', ...base, ...values })
    .execute();
  return id;
}

export async function addKey(
  { database: { db } }: Stored,
  tenantId: string,
  values: { scopes?: readonly Scope[]; expiresAt?: Date } = {},
): Promise<string> {
  const key = newApiKey();
  await createApiKey(db, { tenantId, name: 'test', hash: hashApiKey(key), hint: key.slice(-4), scopes, ...values });
  return key;
}

export interface Person {
  contactId: string;
  conversationId: string;
  phone: string;
}

export interface PersonOptions {
  channelId?: string;
  status?: ContactStatus;
  /** Default: a day from now. Null: the person never wrote. */
  windowExpiresAt?: Date | null;
  unread?: number;
}

/** A contact with a phone and a conversation. */
export async function addPerson(
  { database: { db } }: Stored,
  tenant: Tenant,
  options: PersonOptions = {},
): Promise<Person> {
  const { channelId = tenant.channelId, status = 'active', unread = 0 } = options;
  const { windowExpiresAt = new Date(Date.now() + 24 * 3_600_000) } = options;
  const [contactId, conversationId, phone] = [newId(), newId(), freshPhone()];
  await db.insertInto('contacts').values({ id: contactId, tenant_id: tenant.id, status }).execute();
  const address = { tenant_id: tenant.id, contact_id: contactId, kind: 'phone' as const, value: phone };
  await db.insertInto('contact_addresses').values(address).execute();
  await db
    .insertInto('conversations')
    .values({
      id: conversationId,
      tenant_id: tenant.id,
      channel_id: channelId,
      contact_id: contactId,
      recipient: phone,
      unread_count: unread,
      window_expires_at: windowExpiresAt,
    })
    .execute();
  return { contactId, conversationId, phone };
}

/** A file as it lies in the database once it is stored; its bytes are nowhere. */
export async function addMedia(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id'>,
  values: { kind?: MediaKind; status?: MediaStatus; contentType?: string; size?: number } = {},
): Promise<string> {
  const { kind = 'image', status = 'ready', contentType = 'image/jpeg', size = 1_000 } = values;
  const [id, fileId] = [newId(), newId()];
  const file = {
    id: fileId,
    tenant_id: tenant.id,
    sha256: Buffer.from(fileId),
    size,
    content_type: contentType,
    object_key: id,
  };
  await db.insertInto('media_files').values(file).execute();
  const row = { id, tenant_id: tenant.id, origin: 'upload' as const, kind, status };
  await db
    .insertInto('media')
    .values({ ...row, file_id: status === 'ready' ? fileId : null })
    .execute();
  return id;
}

/** A template of the account of the tenant's channel. */
export async function addTemplate(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id' | 'channelId'>,
  definition: Partial<TemplateDefinition> & { name: string },
  values: { status?: TemplateStatus; reason?: string; external_id?: string } = {},
): Promise<string> {
  const channel = await db
    .selectFrom('channels')
    .select(['provider', 'account'])
    .where('id', '=', tenant.channelId)
    .executeTakeFirstOrThrow();
  const id = newId();
  const whole: TemplateDefinition = {
    language: 'en',
    category: 'utility',
    parameterFormat: 'positional',
    body: 'Hello',
    buttons: [],
    samples: {},
    ...definition,
  };
  const { name, language, category } = whole;
  const row = { id, tenant_id: tenant.id, ...channel, name, language, category };
  await db
    .insertInto('templates')
    .values({ ...row, definition: JSON.stringify(whole), status: 'approved', ...values })
    .execute();
  return id;
}

/** A ticket as a flow makes it; its own values are spelled as the columns are. */
export async function addTicket(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id'>,
  person: Pick<Person, 'contactId' | 'conversationId'>,
  values: Partial<Insertable<DB['tickets']>> = {},
): Promise<{ id: string; number: string }> {
  const [id, at] = [newId(), new Date()];
  const base = {
    id,
    tenant_id: tenant.id,
    number: newTrackingNumber('DEF'),
    kind: 'defect' as const,
    description: 'It squeaks.',
    contact_id: person.contactId,
    conversation_id: person.conversationId,
    created_at: at,
    updated_at: at,
  };
  const row = { ...base, ...values };
  await db.insertInto('tickets').values(row).execute();
  return { id, number: row.number };
}

/** A dialogue that is under way. */
export async function addSession(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id'>,
  person: Pick<Person, 'conversationId'>,
  values: Partial<Insertable<DB['sessions']>> = {},
): Promise<void> {
  const base = { conversation_id: person.conversationId, tenant_id: tenant.id, flow: 'menu', step: 'choose' };
  await db
    .insertInto('sessions')
    .values({ ...base, ...values })
    .execute();
}

/** Inbound messages as the identity job stores them; returns their ids, oldest first. */
export async function addInbound(
  { database: { db } }: Stored,
  tenant: Tenant,
  person: Person,
  texts: readonly string[],
): Promise<string[]> {
  const rows = texts.map((body) => {
    const id = newId();
    return {
      id,
      tenant_id: tenant.id,
      conversation_id: person.conversationId,
      direction: 'inbound' as const,
      kind: 'text',
      body,
      status: 'received' as const,
      external_id: `wamid.${id}`,
      provider_at: new Date(),
    };
  });
  await db.insertInto('messages').values(rows).execute();
  const keys = rows.map((row) => ({ channel_id: tenant.channelId, external_id: row.external_id, message_id: row.id }));
  await db.insertInto('message_keys').values(keys).execute();
  return rows.map((row) => row.id);
}
