// One number at Twilio that carries both WhatsApp and SMS: each has its own channel, and nothing goes out by the wrong one.
import { expect } from 'chai';
import type { OutboundContent } from '../../../src/domain/message.ts';
import { demoTwilio } from '../../../src/sandbox/demo.ts';
import { twilioSignature } from '../../../src/sandbox/signatures.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { message, startRig, type Rig } from './rig.ts';

const person = '+27821234580';

describe('an SMS at Twilio', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig('twilio');
  });
  after(() => rig.close());
  beforeEach(() => rig.sandbox.accepted.clear());

  const send = (content: OutboundContent, recipient = person) =>
    rig.provider.send({ ...rig.channel, transport: 'sms' }, message({ content, recipient }));
  const form = () => rig.sandbox.accepted.list()[0]!.payload as { [name: string]: string };

  it('goes from the plain number to the plain number', async () => {
    expect(await send({ kind: 'text', text: 'Water is back' })).to.include({ type: 'accepted' });
    expect(form()).to.include({ From: rig.channel.address, To: person, Body: 'Water is back' });
  });

  it('numbers choices, whatever Twilio could show on WhatsApp', async () => {
    const buttons = [{ id: 'y', title: 'Yes' }];
    const outcome = await send({ kind: 'interactive', body: 'Is it?', action: { type: 'buttons', buttons } });
    expect(outcome).to.deep.include({ type: 'accepted', options: buttons });
    expect(form()['Body']).to.equal('Is it?\n\n1. Yes');
  });

  it('is nothing but text, to nobody without a number', async () => {
    const source = { mediaId: 'm' };
    const refused: OutboundContent[] = [
      { kind: 'image', source },
      { kind: 'location', latitude: 1, longitude: 2 },
      { kind: 'template', name: 't', language: 'en', body: [], buttons: [] },
      { kind: 'interactive', header: { type: 'image', source }, body: 'x', action: { type: 'location_request' } },
    ];
    for (const content of refused)
      expect(await send(content), content.kind).to.containSubset({ type: 'rejected', failure: { kind: 'permanent' } });
    const text: OutboundContent = { kind: 'text', text: 'Hello' };
    expect(await send(text, 'ZA.13491208655302741918')).to.containSubset({
      type: 'rejected',
      failure: { kind: 'recipient' },
    });
    expect(rig.sandbox.accepted.list()).to.deep.equal([]);
  });
});

describe('a number with both WhatsApp and SMS', () => {
  let platform: Platform;
  let smsChannel: string;
  before(async () => {
    platform = await startPlatform();
    const { database, box, channels, sandbox } = platform;
    const whatsapp = channels.enabledOf('twilio')[0]!;
    smsChannel = await createChannel(database.db, box, {
      tenantId: whatsapp.tenantId,
      name: 'sms',
      provider: 'twilio',
      account: whatsapp.account,
      address: whatsapp.address,
      transport: 'sms',
      homeCountry: 'ZA',
      apiUrl: sandbox.twilioUrl,
      secrets: { authToken: [demoTwilio.authToken] },
    });
    await channels.refresh();
  });
  after(() => platform.close());

  let sids = 0;
  const receive = async (fields: { [name: string]: string }) => {
    const target = `${platform.info.receiverUrl}/webhooks/twilio`;
    const sid = `SM${String(++sids).padStart(32, '0')}`;
    const form = {
      AccountSid: demoTwilio.accountSid,
      MessageSid: sid,
      SmsStatus: 'received',
      NumMedia: '0',
      ...fields,
    };
    const headers = { 'x-twilio-signature': twilioSignature(demoTwilio.authToken, target, form) };
    const { status } = await fetch(target, { method: 'POST', body: new URLSearchParams(form), headers });
    expect(status).to.equal(200);
    const { db } = platform.database;
    const stored = await until('the message is stored', () =>
      db
        .selectFrom('messages')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .select(['conversations.channel_id', 'conversations.id'])
        .where('messages.external_id', '=', sid)
        .executeTakeFirst(),
    );
    return stored;
  };
  const plain = { From: person, To: demoTwilio.phone };
  const prefixed = { From: `whatsapp:${person}`, To: `whatsapp:${demoTwilio.phone}` };

  it('hears each on its own channel, and answers by the way that was asked', async () => {
    const { accepted } = platform.sandbox;
    const [bySms, byWhatsApp] = [
      await receive({ ...plain, Body: 'by text' }),
      await receive({ ...prefixed, WaId: person.slice(1), Body: 'by app' }),
    ];
    expect(bySms.channel_id).to.equal(smsChannel);
    expect(byWhatsApp.channel_id).not.to.equal(smsChannel);
    const toOf = async (text: string) => {
      const answer = await accepted.waitFor(({ body }) => body.includes(text));
      return (answer.payload as { To: string }).To;
    };
    expect(await toOf('by text')).to.equal(person);
    expect(await toOf('by app')).to.equal(`whatsapp:${person}`);
  });

  it('takes a lost prefix for what it is when the rest says WhatsApp', async () => {
    const { channel_id } = await receive({ ...plain, WaId: person.slice(1), Body: 'no prefix' });
    expect(channel_id).not.to.equal(smsChannel);
  });
});

describe('a number without an SMS channel', () => {
  it('hears on WhatsApp what looks like SMS', async () => {
    const platform = await startPlatform({ roles: ['receiver'] });
    const { channels } = platform;
    const known = channels.findByAddress('twilio', demoTwilio.accountSid, demoTwilio.phone);
    expect(known).to.include({ transport: 'whatsapp' });
    expect(channels.findByAddress('twilio', demoTwilio.accountSid, demoTwilio.phone, 'sms')).to.equal(known);
    await platform.close();
  });
});

describe('TWILIO_SMS_NUMBER', () => {
  it('makes an SMS channel that the WhatsApp channel falls back to, also when it is set later', async () => {
    const env = {
      TWILIO_ACCOUNT_SID: `AC${'7'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_WHATSAPP_NUMBER: '+27105550777',
      PUBLIC_URL: 'https://hooks.example.org',
    };
    const first = await startPlatform({ roles: ['receiver'], env });
    await first.stop();
    const sms = { ...env, TWILIO_SMS_NUMBER: '+27105550777' };
    const second = await startPlatform({ roles: ['receiver'], env: sms, databaseUrl: first.databaseUrl });
    const find = (transport: 'sms' | 'whatsapp') =>
      second.channels.findByAddress('twilio', env.TWILIO_ACCOUNT_SID, env.TWILIO_WHATSAPP_NUMBER, transport)!;
    expect(find('sms')).to.include({ transport: 'sms', address: '+27105550777', smsChannelId: null });
    expect(find('whatsapp')).to.include({ transport: 'whatsapp', smsChannelId: find('sms').id });
    await second.close();
    await first.close();
  });
});
