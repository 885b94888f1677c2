import { expect } from 'chai';
import twilio from 'twilio';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, account, create, formOf, startFor, toThandi } from './receiver.ts';
import type { Received } from './receiver.ts';

const via = { provider: 'twilio', number: '+27105550200' } as const;
const thandi = '+27821234567';

describe('the played Twilio', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = { enforceWindow: false }) => {
    sandbox = await startFor(receiver, options);
  };
  const isSigned = (request: Received, base = receiver.url) =>
    twilio.validateRequest(
      account.authToken,
      String(request.headers['x-twilio-signature']),
      base + request.target,
      formOf(request),
    );
  const client = () => {
    const client = twilio(account.accountSid, account.authToken);
    client.api.baseUrl = sandbox.twilioUrl;
    return client;
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('accepts a message by the official client and calls back with its status', async () => {
    await start();
    const statusCallback = `${receiver.url}/webhooks/twilio/status?m=0198%2Fa&n=a+b`;
    const message = await client().messages.create({
      to: toThandi.To,
      from: toThandi.From,
      body: 'Hello',
      statusCallback,
    });
    expect(message).to.include({ status: 'queued', direction: 'outbound-api', from: toThandi.From, to: toThandi.To });
    expect(message).to.include({ numMedia: '0', numSegments: '1', errorCode: null, dateSent: null });
    expect(message.sid).to.match(/^SM[0-9a-f]{32}$/);
    expect(message.dateCreated).to.be.instanceOf(Date);
    await receiver.until((requests) => requests.length === 3);
    expect(receiver.forms.map(({ MessageStatus: status }) => status)).to.deep.equal(['sent', 'delivered', 'read']);
    expect(receiver.requests.every(({ target }) => target === '/webhooks/twilio/status?m=0198%2Fa&n=a+b')).to.equal(
      true,
    );
    expect(receiver.requests.every((request) => isSigned(request))).to.equal(true);
    expect(receiver.forms[1]).to.include({
      MessageSid: message.sid,
      SmsSid: message.sid,
      SmsStatus: 'delivered',
      AccountSid: account.accountSid,
      From: toThandi.From,
      To: toThandi.To,
      ApiVersion: '2010-04-01',
      ChannelPrefix: 'whatsapp',
      ChannelToAddress: thandi,
      EventType: 'DELIVERED',
    });
    expect(sandbox.accepted.list()[0]).to.deep.include({
      externalId: message.sid,
      from: '+27105550200',
      statusCallback,
    });
  });

  it('lets the official client fetch a message and its outcome', async () => {
    await start();
    const { sid } = await client().messages.create({
      to: toThandi.To,
      from: toThandi.From,
      body: 'Hello',
      statusCallback: receiver.url,
    });
    await receiver.until((requests) => requests.length === 3);
    const message = await client().messages(sid).fetch();
    expect(message).to.include({ sid, status: 'read', body: 'Hello' });
    expect(message.dateSent).to.be.instanceOf(Date);
  });

  it('lets the official client list by recipient and time, over pages, in and out, newest first', async () => {
    await start();
    const before = new Date(Date.now() - 1_000);
    for (let index = 0; index < 5; index += 1) await create(sandbox, { ...toThandi, Body: String(index) });
    await create(sandbox, { ...toThandi, To: 'whatsapp:+27820000000' });
    const { externalId } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    const listed = await client().messages.list({ to: toThandi.To, dateSentAfter: before, pageSize: 2 });
    expect(listed.map(({ body }) => body)).to.deep.equal(['4', '3', '2', '1', '0']);
    const inbound = await client().messages.list({ to: toThandi.From });
    expect(inbound.map(({ sid, direction, status }) => [sid, direction, status])).to.deep.equal([
      [externalId, 'inbound', 'received'],
    ]);
    const later = await client().messages.list({ to: toThandi.To, dateSentAfter: new Date(Date.now() + 60_000) });
    expect(later).to.deep.equal([]);
  });

  it('refuses wrong credentials with 401 and 20003', async () => {
    await start();
    for (const wrong of [{ password: 'no' }, { user: 'AC0' }, { path: `Accounts/AC0/Messages.json` }]) {
      const { status, body } = await create(sandbox, toThandi, wrong);
      expect(status).to.equal(401);
      expect(body).to.deep.equal({
        code: 20_003,
        message: 'Authenticate',
        more_info: 'https://www.twilio.com/docs/errors/20003',
        status: 401,
      });
    }
  });

  it('answers 404 and 20404 for what does not exist', async () => {
    await start();
    const failure = await client()
      .messages(`SM${'0'.repeat(32)}`)
      .fetch()
      .catch((error: unknown) => error);
    expect(failure).to.include({ status: 404, code: 20_404 });
  });

  const { Body: _body, ...withoutBody } = toThandi;
  const { To: _to, ...withoutTo } = toThandi;
  const { From: _from, ...withoutFrom } = toThandi;
  const refused: Record<string, [number, Record<string, string>]> = {
    'no To': [21_604, withoutTo],
    'no From': [21_603, withoutFrom],
    'no Body, MediaUrl or ContentSid': [21_602, withoutBody],
    'an invalid To': [21_211, { ...toThandi, To: 'whatsapp:0821234567' }],
    'an invalid From': [21_212, { ...toThandi, From: 'whatsapp:switchboard' }],
    'a From that is no WhatsApp sender': [63_007, { ...toThandi, From: 'whatsapp:+27100000000' }],
    'a From that is no number of the account': [21_606, { ...toThandi, To: thandi, From: '+27100000000' }],
    'parties on two channels': [21_910, { ...toThandi, To: thandi }],
    'the same party twice': [63_031, { ...toThandi, To: toThandi.From }],
    'a body of 1,601 characters': [21_617, { ...toThandi, Body: 'x'.repeat(1_601) }],
    'a StatusCallback that is no URL': [21_609, { ...toThandi, StatusCallback: 'status' }],
    'a StatusCallback with an underscore in its host': [
      21_609,
      { ...toThandi, StatusCallback: 'http://a_b.example.org' },
    ],
    'a MediaUrl that is no URL': [21_620, { ...toThandi, MediaUrl: 'picture' }],
    'a malformed ContentSid': [21_655, { ...toThandi, ContentSid: 'HX1' }],
    'malformed ContentVariables': [21_656, { ...toThandi, ContentSid: `HX${'0'.repeat(32)}`, ContentVariables: '{' }],
    'a ValidityPeriod of eleven hours': [21_624, { ...toThandi, ValidityPeriod: '39600' }],
    'an unknown MessagingServiceSid': [21_701, { ...withoutFrom, MessagingServiceSid: `MG${'0'.repeat(32)}` }],
  };
  for (const [name, [code, fields]] of Object.entries(refused)) {
    it(`refuses ${name} with ${code}`, async () => {
      await start();
      const { status, body } = await create(sandbox, fields);
      expect([status, body.code]).to.deep.equal([400, code]);
      expect(sandbox.accepted.count).to.equal(0);
    });
  }

  it('posts what a person writes, signed, and opens the window by it', async () => {
    await start({});
    const phone = sandbox.phone(thandi, { profileName: 'Thandi & Co', bsuid: 'ZA.12345' });
    const { status, externalId } = await phone.send({ via, text: 'Grüße 👋' });
    const [request] = receiver.requests;
    expect(status).to.equal(200);
    expect(request && isSigned(request)).to.equal(true);
    expect(request?.headers['i-twilio-idempotency-token']).to.match(/^[0-9a-f-]{36}$/);
    expect(receiver.forms[0]).to.deep.equal({
      SmsMessageSid: externalId,
      SmsSid: externalId,
      MessageSid: externalId,
      AccountSid: account.accountSid,
      ApiVersion: '2010-04-01',
      SmsStatus: 'received',
      MessageType: 'text',
      From: `whatsapp:${thandi}`,
      To: toThandi.From,
      WaId: '27821234567',
      ProfileName: 'Thandi & Co',
      ExternalUserId: 'whatsapp:ZA.12345',
      Body: 'Grüße 👋',
      NumMedia: '0',
      NumSegments: '1',
      ReferralNumMedia: '0',
    });
    await create(sandbox, { ...toThandi, StatusCallback: receiver.url });
    await receiver.until((requests) => requests.length === 4);
    expect(receiver.forms.at(-1)?.MessageStatus).to.equal('read');
  });

  it('names a person who hides the number by the business-scoped id alone', async () => {
    await start();
    await sandbox.phone(thandi, { bsuid: 'ZA.12345', hideNumber: true }).send({ via, text: 'Hi' });
    expect(receiver.forms[0]).to.include({ From: 'whatsapp:ZA.12345', ExternalUserId: 'whatsapp:ZA.12345' });
    expect(receiver.forms[0]).to.not.have.property('WaId');
    const { status } = await create(sandbox, { ...toThandi, To: 'whatsapp:ZA.12345', Body: 'Hello' });
    expect(status).to.equal(201);
    await sandbox.phone(thandi).waitForMessage(({ text }) => text === 'Hello');
  });

  it('fails a free-form message outside the window with 63016, and lets content through', async () => {
    await start({});
    const StatusCallback = receiver.url;
    const { status, body } = await create(sandbox, { ...toThandi, StatusCallback });
    expect([status, body.status]).to.deep.equal([201, 'queued']);
    await receiver.until((requests) => requests.length === 1);
    expect(receiver.forms[0]).to.include({
      MessageStatus: 'undelivered',
      ErrorCode: '63016',
      EventType: 'UNDELIVERED',
    });
    expect(await client().messages(String(body.sid)).fetch()).to.include({ status: 'undelivered', errorCode: 63_016 });
    const types = { 'twilio/text': { body: 'Hello' } };
    const content = { friendlyName: 'hello', language: 'en', variables: {}, types };
    const { sid } = sandbox.contents.register(account.accountSid, content, {});
    await create(sandbox, { ...withoutBody, ContentSid: sid, StatusCallback });
    await receiver.until((requests) => requests.length === 4);
    expect(receiver.forms.at(-1)?.MessageStatus).to.equal('read');
  });

  it('takes a text/plain answer, or a TwiML message, for a message to the person', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    receiver.respond = (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('OK');
    await phone.send({ via, text: 'Hi' });
    expect(await phone.waitForMessage()).to.include({ type: 'webhook_reply', text: 'OK' });
    const twiml = '<?xml version="1.0"?><Response><Message><Body>Moin</Body></Message></Response>';
    receiver.respond = (_request, response) => response.writeHead(200, { 'content-type': 'text/xml' }).end(twiml);
    await phone.send({ via, text: 'Hi' });
    expect((await phone.waitForMessage()).text).to.equal('Moin');
    expect(sandbox.accepted.list().map(({ type }) => type)).to.deep.equal(['webhook_reply', 'webhook_reply']);
  });

  it('takes an empty TwiML answer for no message, and raises an alert for a bad one', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    receiver.respond = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/xml' }).end('<Response/>');
    await phone.send({ via, text: 'Hi' });
    expect(sandbox.alerts).to.deep.equal([]);
    receiver.respond = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    await phone.send({ via, text: 'Hi' });
    receiver.respond = (_request, response) => response.writeHead(503).end();
    await phone.send({ via, text: 'Hi' });
    expect(sandbox.alerts.map(({ code }) => code)).to.deep.equal([12_300, 11_200]);
    expect(sandbox.accepted.count).to.equal(0);
  });

  it('does not try again after a bad answer, unless the URL says so', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    receiver.respond = (_request, response) => response.writeHead(503).end();
    await phone.send({ via, text: 'Hi' });
    expect(receiver.requests).to.have.length(1);
    sandbox.setWebhookUrl({ provider: 'twilio' }, `${receiver.url}/webhooks/twilio#rc=2&rp=5xx`);
    await phone.send({ via, text: 'Hi' });
    expect(receiver.requests).to.have.length(4);
    const tokens = receiver.requests.slice(1).map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens).size).to.equal(1);
    expect(receiver.requests.every((request) => isSigned(request))).to.equal(true);
  });

  it('tries once more when no connection comes about', async () => {
    await start({ webhookRetry: { twilioDelayMs: 1 } });
    const gone = await new Receiver().listen();
    await gone.close();
    sandbox.setWebhookUrl({ provider: 'twilio', number: via.number }, gone.url);
    const { status } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    expect(status).to.equal(0);
    expect(sandbox.webhooks).to.deep.equal({ 'twilio:ECONNREFUSED': 2 });
  });

  it('posts raw forms with a right, a wrong or no signature, to any URL', async () => {
    await start();
    const url = `${receiver.url}/webhooks/twilio?x=1`;
    const params = { MessageSid: 'SM1', Body: 'x' };
    await sandbox.postTwilio(account.accountSid, url, params);
    await sandbox.postTwilio(account.accountSid, url, params, { sign: 'wrong' });
    await sandbox.postTwilio(account.accountSid, url, params, { sign: false });
    await sandbox.postTwilio(account.accountSid, 'https://bot.example.org/hook', params, { url });
    expect(receiver.requests.map((request) => isSigned(request))).to.deep.equal([true, false, false, false]);
    const [, , , proxied] = receiver.requests;
    const signature = String(proxied?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(account.authToken, signature, 'https://bot.example.org/hook', params)).to.equal(true);
  });

  it('sends from a messaging service', async () => {
    const service = `MG${'a'.repeat(32)}`;
    const senders = [{ number: '+27105550200', messagingServiceSid: service }];
    await start({ twilio: { accounts: [{ ...account, senders }] }, enforceWindow: false });
    const { status, body } = await create(sandbox, { ...withoutFrom, MessagingServiceSid: service });
    expect([status, body.messaging_service_sid, body.from]).to.deep.equal([201, service, 'whatsapp:+27105550200']);
  });
});
