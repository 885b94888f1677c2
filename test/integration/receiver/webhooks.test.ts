// The receiver's routes and status codes, as providers and strangers meet them.
import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { expect } from 'chai';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { until } from '../../support/until.ts';

describe('the receiver', () => {
  let platform: Platform;
  let url: string;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver'] });
    url = platform.info.receiverUrl!;
  });
  after(() => platform.close());

  const jobs = async () => {
    const { rows } = await platform.database.pool.query<{
      name: string;
      id: string;
      data: { externalId: string; kind: string; status: string };
    }>('select name, id, data from pgboss.job order by created_on');
    return rows;
  };
  const jobsOf = async (externalId: string) => (await jobs()).filter((job) => job.data.externalId === externalId);
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', body, headers });

  describe("Meta's handshake", () => {
    const handshake = (query: Record<string, string>) =>
      fetch(`${url}/webhooks/meta?${new URLSearchParams(query).toString()}`);

    it('answers the raw challenge as plain text', async () => {
      const response = await handshake({
        'hub.mode': 'subscribe',
        'hub.verify_token': demoMeta.verifyToken,
        'hub.challenge': '<b>115</b>',
      });
      expect(response.status).to.equal(200);
      expect(response.headers.get('content-type')).to.match(/^text\/plain/);
      expect(await response.text()).to.equal('<b>115</b>');
    });

    it('refuses a wrong token, another mode and missing parameters', async () => {
      for (const query of [
        { 'hub.mode': 'subscribe', 'hub.verify_token': 'wrong', 'hub.challenge': '1' },
        { 'hub.mode': 'unsubscribe', 'hub.verify_token': demoMeta.verifyToken, 'hub.challenge': '1' },
        { 'hub.mode': 'subscribe', 'hub.verify_token': demoMeta.verifyToken },
        {},
      ]) {
        expect((await handshake(query)).status).to.equal(403);
      }
    });
  });

  describe('POST /webhooks/meta', () => {
    it('stores one job for each item, with the same ids when it comes again', async () => {
      const statuses = [{ id: 'wamid.s1', status: 'sent', timestamp: '1760000000', recipient_id: '27821230000' }];
      const envelope = metaEnvelope({ messages: [metaText('wamid.a1', 'one'), metaText('wamid.a2', 'two')], statuses });
      const first = await signedMeta(url, envelope);
      expect(first.status).to.equal(200);
      const told = async () => {
        const ids = new Set(['wamid.a1', 'wamid.a2', 'wamid.s1']);
        return (await jobs()).filter(({ data }) => ids.has(data.externalId)).map(({ name, id }) => ({ name, id }));
      };
      const stored = await told();
      expect(stored.map(({ name }) => name).toSorted()).to.deep.equal(['identity', 'identity', 'receipts']);
      expect((await signedMeta(url, envelope)).status).to.equal(200);
      expect(await told()).to.have.deep.members(stored);
    });

    it('stores an item once though it comes ten times at once', async () => {
      const envelope = metaEnvelope({ messages: [metaText('wamid.ten', 'hello')] });
      const responses = await Promise.all(Array.from({ length: 10 }, () => signedMeta(url, envelope)));
      expect(responses.map(({ status }) => status)).to.deep.equal(Array.from({ length: 10 }, () => 200));
      expect(await jobsOf('wamid.ten')).to.have.length(1);
    });

    it('keeps items of kinds it does not know', async () => {
      const change = { field: 'account_update', value: { event: 'DISABLED_UPDATE', strange: [1, { two: 3 }] } };
      const response = await signedMeta(url, {
        object: 'whatsapp_business_account',
        entry: [{ id: demoMeta.wabaId, changes: [change] }],
      });
      expect(response.status).to.equal(200);
      const kept = (await jobs()).find((job) => job.name === 'webhook-events' && job.data.status === 'account_update');
      expect(kept?.data).to.include({ kind: 'other' });
      expect(JSON.stringify(kept?.data)).to.include('DISABLED_UPDATE');
    });

    it('keeps, but does not handle, an item for a number that is not ours', async () => {
      const response = await signedMeta(url, metaEnvelope({ messages: [metaText('wamid.alien', 'hi')] }, '999'));
      expect(response.status).to.equal(200);
      expect((await jobsOf('wamid.alien')).map(({ name }) => name)).to.deep.equal(['webhook-events']);
    });

    it('stores text that Postgres cannot hold as it is', async () => {
      const response = await signedMeta(url, metaEnvelope({ messages: [metaText('wamid.nul', 'a\0b \ud800 c')] }));
      expect(response.status).to.equal(200);
      const [job] = await jobsOf('wamid.nul');
      expect(JSON.stringify(job?.data)).to.include('a\uFFFDb \uFFFD c');
    });

    it('answers 403 to a missing, malformed or wrong signature and to an altered body, and stores nothing', async () => {
      const before = (await jobs()).length;
      const body = JSON.stringify(metaEnvelope({ messages: [metaText('wamid.forged', 'x')] }));
      const right = `sha256=${createHmac('sha256', demoMeta.appSecret).update(body).digest('hex')}`;
      const wrong = `sha256=${createHmac('sha256', 'guess').update(body).digest('hex')}`;
      for (const signature of [undefined, '', 'sha256=', 'sha1=abc', wrong, right.toUpperCase(), `${right}0`]) {
        const response = await post(
          '/webhooks/meta',
          body,
          signature === undefined ? {} : { 'x-hub-signature-256': signature },
        );
        expect(response.status, String(signature)).to.equal(403);
        expect(await response.text()).to.equal('');
      }
      expect((await post('/webhooks/meta', `${body} `, { 'x-hub-signature-256': right })).status).to.equal(403);
      expect(await jobs()).to.have.length(before);
    });

    it('answers 400 to what is signed but not a JSON object', async () => {
      for (const body of ['', 'hello', '[]', '"text"', '{"object":']) {
        const signature = `sha256=${createHmac('sha256', demoMeta.appSecret).update(body).digest('hex')}`;
        expect((await post('/webhooks/meta', body, { 'x-hub-signature-256': signature })).status, body).to.equal(400);
      }
    });

    it('answers 413 over 3 MB, also without a content length, and takes 3 MB', async () => {
      const tooLarge = Buffer.alloc(3 * 1024 * 1024 + 1, ' ');
      expect((await post('/webhooks/meta', tooLarge)).status).to.equal(413);
      expect(await chunkedPost(`${url}/webhooks/meta`, tooLarge)).to.equal(413);
      expect((await post('/webhooks/meta', Buffer.alloc(3 * 1024 * 1024, ' '))).status).to.equal(403);
    });

    it('answers 415 to an encoded body', async () => {
      expect((await post('/webhooks/meta', 'x', { 'content-encoding': 'gzip' })).status).to.equal(415);
    });

    it('accepts the old and the new secret while one is rotated', async () => {
      const { db } = platform.database;
      const [channel] = platform.channels.enabledOf('meta');
      const rotated = { ...channel!.secrets, appSecret: ['brand-new', demoMeta.appSecret] };
      await db
        .updateTable('channels')
        .set({ secrets: platform.box.seal(rotated) })
        .where('id', '=', channel!.id)
        .execute();
      const withNew = await until('the new secret is known', async () => {
        const response = await signedMeta(url, metaEnvelope({ messages: [metaText('wamid.new', 'x')] }), 'brand-new');
        return response.status === 200;
      });
      expect(withNew).to.equal(true);
      expect((await signedMeta(url, metaEnvelope({ messages: [metaText('wamid.old', 'x')] }))).status).to.equal(200);
    });
  });

  it("does not let one customer's app speak for another's number", async () => {
    const { createChannel } = await import('../../../src/store/channels.ts');
    const { ensureTenant } = await import('../../../src/store/tenants.ts');
    const tenantId = await ensureTenant(platform.database.db, 'other');
    const secrets = { appSecret: ['other-secret'], accessToken: ['t'], verifyToken: ['v'] };
    const row = {
      tenantId,
      name: 'theirs',
      provider: 'meta',
      account: '77',
      address: '7777',
      homeCountry: 'ZA',
      secrets,
    } as const;
    await createChannel(platform.database.db, platform.box, row);
    await platform.channels.refresh();
    const response = await signedMeta(
      url,
      metaEnvelope({ messages: [metaText('wamid.spoof', 'pay me')] }),
      'other-secret',
    );
    expect(response.status).to.equal(200);
    const [job] = await jobsOf('wamid.spoof');
    expect(job).to.include({ name: 'webhook-events' });
    expect(job?.data.status).to.equal('message_signed_by_another_account');
  });

  describe('POST /webhooks/twilio', () => {
    const params = {
      MessageSid: 'SM1',
      AccountSid: demoTwilio.accountSid,
      From: 'whatsapp:+27821230000',
      To: `whatsapp:${demoTwilio.phone}`,
      Body: 'Hi',
      NumMedia: '0',
      SmsStatus: 'received',
    };

    it('answers an empty TwiML document, so that nothing is said to the person', async () => {
      const result = await platform.sandbox.postTwilio(demoTwilio.accountSid, `${url}/webhooks/twilio`, params);
      expect(result.status).to.equal(200);
      expect(result.headers['content-type']).to.match(/^application\/xml/);
      expect(result.body).to.match(/<Response\/>$/);
      expect((await jobsOf('SM1')).map(({ name }) => name)).to.deep.equal(['identity']);
    });

    it('stores a delivery status with the attempt id of its query', async () => {
      const attempt = '01890000-0000-7000-8000-000000000001';
      const status = {
        MessageSid: 'SM2',
        AccountSid: demoTwilio.accountSid,
        From: `whatsapp:${demoTwilio.phone}`,
        To: 'whatsapp:+27821230000',
        MessageStatus: 'delivered',
      };
      const result = await platform.sandbox.postTwilio(
        demoTwilio.accountSid,
        `${url}/webhooks/twilio/status?attempt=${attempt}`,
        status,
      );
      expect(result.status).to.equal(200);
      const [job] = await jobsOf('SM2');
      expect(job?.name).to.equal('receipts');
      expect(JSON.stringify(job?.data)).to.include(attempt);
    });

    it('refuses a wrong signature and another query', async () => {
      const wrong = await platform.sandbox.postTwilio(
        demoTwilio.accountSid,
        `${url}/webhooks/twilio`,
        { ...params, MessageSid: 'SM3' },
        { sign: 'wrong' },
      );
      expect(wrong.status).to.equal(403);
      const moved = await platform.sandbox.postTwilio(
        demoTwilio.accountSid,
        `${url}/webhooks/twilio`,
        { ...params, MessageSid: 'SM3' },
        { url: `${url}/webhooks/twilio?x=1` },
      );
      expect(moved.status).to.equal(403);
      expect(await jobsOf('SM3')).to.have.length(0);
    });

    it('answers the URL check', async () => {
      expect(await (await fetch(`${url}/webhooks/twilio`)).json()).to.deep.equal({ status: 'ok' });
    });
  });

  it('says that it is alive and ready, and knows no other routes', async () => {
    expect((await fetch(`${url}/healthz`)).status).to.equal(200);
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    expect((await fetch(`${url}/metrics`)).status).to.equal(404);
    expect((await fetch(`${url}/webhooks/meta`, { method: 'PUT' })).status).to.equal(405);
  });

  it('counts webhooks by provider and result on the internal port only', async () => {
    await signedMeta(url, metaEnvelope({ messages: [metaText('wamid.counted', 'x')] }));
    await signedMeta(url, metaEnvelope({}), 'guess');
    const text = await (await fetch(platform.info.metricsUrl!)).text();
    expect(text).to.match(/whatsapp_webhooks_total\{provider="meta",result="accepted"\} [1-9]/);
    expect(text).to.match(/whatsapp_webhooks_total\{provider="meta",result="bad_signature"\} [1-9]/);
    expect(text).to.match(/switchboard_queue_depth\{queue="identity"\} [1-9]/);
  });

  it('ends a connection that sends its headers too slowly', async function slow() {
    this.timeout(30_000);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /webhooks/meta HTTP/1.1\r\nHost: x\r\n');
    const text = await new Promise<string>((resolve) => {
      let received = '';
      socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
    });
    expect(text).to.match(/^HTTP\/1\.1 408/);
  });

  it('never logs a body, a secret or a signature', () => {
    const log = platform.logLines.join('');
    for (const private_ of [demoMeta.appSecret, demoTwilio.authToken, 'pay me', '27821230000', 'sha256='])
      expect(log).not.to.include(private_);
  });
});

function chunkedPost(url: string, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    // The server stops reading and closes: what is still being written then fails.
    request.on('error', (error) => ((error as NodeJS.ErrnoException).code === 'EPIPE' ? undefined : reject(error)));
    request.end(body);
  });
}
