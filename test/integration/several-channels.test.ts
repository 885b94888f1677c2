// Several numbers, Meta apps, Twilio accounts and messaging services side by side: each speaks for itself, and trouble of
// one is nobody else's.
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { startSandbox, type Sandbox, type Via } from '../../src/sandbox/index.ts';
import { createChannel, type NewChannel } from '../../src/store/channels.ts';
import { createTenant } from '../../src/store/tenants.ts';
import { watchLateness } from '../support/lateness.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { makePeople, mostInASecond, queueTo, text } from '../support/sending.ts';
import { until } from '../support/until.ts';

const apps = ['7001', '7002'].map((appId) => ({
  appId,
  appSecret: `secret-${appId}`,
  accessTokens: [`token-${appId}`],
}));
const numbers = [
  { app: apps[0]!, phoneNumberId: '81001', wabaId: '91001', displayPhoneNumber: '+27105551001', tenant: 'Clinic' },
  { app: apps[0]!, phoneNumberId: '81002', wabaId: '91002', displayPhoneNumber: '+27105551002', tenant: 'City' },
  { app: apps[1]!, phoneNumberId: '81003', wabaId: '91003', displayPhoneNumber: '+27105551003', tenant: 'Clinic' },
] as const;
const senders = [
  {
    accountSid: `AC${'a'.repeat(32)}`,
    authToken: 'token-a',
    number: '+27105552001',
    service: undefined,
    tenant: 'Clinic',
  },
  {
    accountSid: `AC${'a'.repeat(32)}`,
    authToken: 'token-a',
    number: '+27105552002',
    service: `MG${'1'.repeat(32)}`,
    tenant: 'Clinic',
  },
  {
    accountSid: `AC${'b'.repeat(32)}`,
    authToken: 'token-b',
    number: '+27105552003',
    service: `MG${'2'.repeat(32)}`,
    tenant: 'City',
  },
] as const;

describe('several channels side by side', function several() {
  this.timeout(40_000);
  let platform: Platform;
  let world: Sandbox;
  const channels = new Map<string, { id: string; tenantId: string }>();
  before(async () => {
    platform = await startPlatform();
    world = await startWorld(platform.info.receiverUrl!);
    const { db } = platform.database;
    const tenants = new Map<string, string>();
    for (const name of ['Clinic', 'City']) tenants.set(name, (await createTenant(db, name))!);
    for (const channel of newChannels(world, (name) => tenants.get(name)!))
      channels.set(channel.address, { id: await createChannel(db, platform.box, channel), tenantId: channel.tenantId });
    await platform.channels.refresh();
  });
  after(async () => {
    await world.close(); // First: its connections keep the receiver waiting.
    await platform.close();
  });
  beforeEach(() => {
    world.faults.clear();
    world.accepted.clear();
  });

  const addresses = [...numbers.map(({ phoneNumberId }) => phoneNumberId), ...senders.map(({ number }) => number)];
  const viaOf = (address: string): Via =>
    address.startsWith('+') ? { provider: 'twilio', number: address } : { provider: 'meta', phoneNumberId: address };

  it('answer each from its own number, with its own credentials, to the right tenant', async () => {
    const phone = world.phone('+27839990001', { bsuid: null });
    await Promise.all(addresses.map((address) => phone.send({ via: viaOf(address), text: `to ${address}` })));
    await world.accepted.waitForCount(addresses.length, 10_000);
    const answered: string[] = world.accepted.list().map(({ from, body }) => `${from} ${body}`);
    expect(answered.toSorted()).to.deep.equal(addresses.map((a) => `${a} [Echo] to ${a}`).toSorted());
    const rows = await platform.database.db.selectFrom('conversations').select(['channel_id', 'tenant_id']).execute();
    for (const { id, tenantId } of channels.values())
      expect(rows.find((row) => row.channel_id === id)?.tenant_id).to.equal(tenantId);
    const contacts = await platform.database.db.selectFrom('contacts').select('id').execute();
    expect(contacts, 'one person for each tenant').to.have.length(2);
  });

  it('are told apart within one webhook, and one app does not speak for the number of another', async () => {
    const item = (n: (typeof numbers)[number], id: string) => {
      const metadata = { display_phone_number: n.displayPhoneNumber, phone_number_id: n.phoneNumberId };
      const message = {
        from: '27839990002',
        id,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: id },
      };
      const value = {
        messaging_product: 'whatsapp',
        metadata,
        contacts: [{ wa_id: '27839990002' }],
        messages: [message],
      };
      return { id: n.wabaId, changes: [{ field: 'messages', value }] };
    };
    const post = (entry: object[], secret: string) => {
      const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const headers = { 'x-hub-signature-256': `sha256=${signature}` };
      return fetch(`${platform.info.receiverUrl}/webhooks/meta`, { method: 'POST', body, headers });
    };
    const mixed = await post([item(numbers[0], 'wamid.1'), item(numbers[1], 'wamid.2')], apps[0]!.appSecret);
    expect(mixed.status).to.equal(200);
    await world.accepted.waitForCount(2);
    expect(
      world.accepted
        .list()
        .map(({ from, body }) => `${from} ${body}`)
        .toSorted(),
    ).to.deep.equal(['81001 [Echo] wamid.1', '81002 [Echo] wamid.2']);
    const foreign = await post([item(numbers[0], 'wamid.3'), item(numbers[2], 'wamid.4')], apps[0]!.appSecret);
    expect(foreign.status).to.equal(200);
    await world.accepted.waitFor(({ body }) => body.endsWith('wamid.3'));
    const told = await platform.database.db
      .selectFrom('messages')
      .select('body')
      .where('body', 'like', 'wamid%')
      .execute();
    expect(told.map(({ body }) => body ?? '').toSorted()).to.deep.equal(['wamid.1', 'wamid.2', 'wamid.3']);
  });

  it('send a mixed batch at rates of their own, and only the one with a bad token waits', async () => {
    const { db, pool } = platform.database;
    await pool.query('update channels set rate_per_second = 20');
    await platform.channels.refresh();
    const [broken] = senders;
    world.faults.add({ kind: 'token_expired' }, { provider: 'twilio', from: broken.number });
    const each = 30;
    const lists = await Promise.all([...channels.values()].map((channel) => makePeople(db, channel, each)));
    // One of each channel in turn: every batch of jobs is mixed.
    const mixed = Array.from({ length: each }, (_, n) => lists.map((people) => people[n]!)).flat();
    const lateness = watchLateness();
    const ids = await queueTo({ db, queue: platform.queue }, mixed, text('mixed'));
    const working = addresses.filter((address) => address !== broken.number);
    await until('the others are sent', () => world.accepted.count >= each * working.length, 20_000);
    for (const address of working) {
      const sent = world.accepted.list(({ from }) => from === address);
      expect(sent, address).to.have.length(each);
      expect(mostInASecond(sent), address).to.be.at.most(lateness.mostAt(20));
    }
    lateness.stop();
    const first = world.accepted.list()[0]!.at;
    const last = world.accepted.list().at(-1)!.at;
    expect(last - first, 'side by side, not one after the other').to.be.lessThan(4_000);
    const bodies = world.accepted.list().map(({ body }) => body);
    expect(new Set(bodies).size).to.equal(bodies.length);
    const rows = await db
      .selectFrom('messages')
      .select(['id', 'status', 'conversation_id'])
      .where('id', 'in', ids)
      .execute();
    const waiting = rows.filter(({ status }) => status === 'queued').map(({ conversation_id: id }) => id);
    const brokenList = lists[addresses.indexOf(broken.number)]!;
    expect(waiting).to.include.members(brokenList.map(({ conversationId }) => conversationId));
    const paused = await db.selectFrom('channels').select('address').where('paused_until', 'is not', null).execute();
    expect(paused.map(({ address }) => address)).to.deep.equal([broken.number]);
    const services = new Set(
      world.accepted
        .list(({ provider }) => provider === 'twilio')
        .map(({ payload }) => {
          const { MessagingServiceSid } = payload as { MessagingServiceSid?: string };
          return MessagingServiceSid;
        }),
    );
    expect([...services], 'through their messaging services').to.have.members([senders[1].service, senders[2].service]);
  });
});

function startWorld(receiverUrl: string): Promise<Sandbox> {
  const accounts = Map.groupBy(senders, ({ accountSid }) => accountSid);
  return startSandbox({
    delays: { acceptMs: 1, sentMs: 2, deliveredMs: 4, readMs: 2 },
    enforceWindow: false,
    meta: {
      apps: apps.map((app) => ({
        ...app,
        webhookUrl: `${receiverUrl}/webhooks/meta`,
        numbers: numbers.filter((number) => number.app === app),
      })),
    },
    twilio: {
      accounts: [...accounts].map(([accountSid, list]) => ({
        accountSid,
        authToken: list[0]!.authToken,
        senders: list.map(({ number, service }) => ({
          number,
          inboundUrl: `${receiverUrl}/webhooks/twilio`,
          ...(service ? { messagingServiceSid: service } : {}),
        })),
      })),
    },
  });
}

function newChannels(world: Sandbox, tenantIdOf: (name: string) => string): NewChannel[] {
  const common = (tenant: string, address: string) => ({
    tenantId: tenantIdOf(tenant),
    name: address,
    address,
    homeCountry: 'ZA',
  });
  return [
    ...numbers.map(({ app, wabaId, phoneNumberId, displayPhoneNumber, tenant }) => ({
      ...common(tenant, phoneNumberId),
      provider: 'meta' as const,
      account: wabaId,
      phone: displayPhoneNumber,
      apiUrl: world.metaUrl,
      secrets: { appSecret: [app.appSecret], accessToken: [...app.accessTokens], verifyToken: ['word'] },
    })),
    ...senders.map(({ accountSid, authToken, number, service, tenant }) => ({
      ...common(tenant, number),
      provider: 'twilio' as const,
      account: accountSid,
      phone: number,
      apiUrl: world.twilioUrl,
      secrets: { authToken: [authToken] },
      ...(service ? { messagingService: service } : {}),
    })),
  ];
}
