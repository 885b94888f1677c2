import { expect } from 'chai';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, app, graph, isSignedBy, number, startFor, textTo, valuesOf } from './receiver.ts';

const via = { provider: 'meta', phoneNumberId: number.phoneNumberId } as const;
const thandi = '+27821234567';

describe("the played Meta's webhooks", () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startFor(receiver, options);
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('carry what a person writes, signed over the escaped bytes', async () => {
    await start();
    const phone = sandbox.phone(thandi, { profileName: 'Thandi Ngwenya', bsuid: 'ZA.12345' });
    const { status, externalId } = await phone.send({ via, text: 'Zoë 👋 a/b', at: 1_790_000_000_123 });
    const [request] = receiver.requests;
    expect(status).to.equal(200);
    expect(request && isSignedBy(app.appSecret, request)).to.equal(true);
    expect(request?.body).to.contain(String.raw`Zo\u00eb \ud83d\udc4b a\/b`);
    expect(request && valuesOf(request)).to.deep.equal([
      {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '27105550100', phone_number_id: number.phoneNumberId },
        contacts: [{ profile: { name: 'Thandi Ngwenya' }, wa_id: '27821234567', user_id: 'ZA.12345' }],
        messages: [
          {
            from: '27821234567',
            from_user_id: 'ZA.12345',
            id: externalId,
            timestamp: '1790000000',
            type: 'text',
            text: { body: 'Zoë 👋 a/b' },
          },
        ],
      },
    ]);
  });

  it('carry any other type, replies, and people who hide their number', async () => {
    await start();
    const phone = sandbox.phone(thandi, { hideNumber: true, username: 'thandi' });
    const image = { id: '1', mime_type: 'image/jpeg', sha256: 'x' };
    await phone.send({ via, message: { type: 'image', image }, replyTo: 'wamid.before' });
    const [value] = receiver.requests.flatMap((request) => valuesOf(request));
    expect(value?.messages?.[0]).to.deep.include({ type: 'image', image });
    expect(value?.messages?.[0]?.context).to.deep.equal({ from: '27105550100', id: 'wamid.before' });
    expect(value?.messages?.[0]).to.not.have.any.keys('text', 'from');
    expect(value?.messages?.[0]?.from_user_id).to.match(/^ZA\.\d+$/);
    expect(value?.contacts?.[0]).to.not.have.property('wa_id');
  });

  it('tell of sent, delivered and read, in this order, with the callback data and the price', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    await phone.send({ via, text: 'Hi' });
    const answer = await graph(sandbox, textTo(thandi, 'Hello', { biz_opaque_callback_data: 'attempt-1' }));
    await receiver.until(() => receiver.statuses.length === 3);
    expect(receiver.statuses.map(({ status }) => status)).to.deep.equal(['sent', 'delivered', 'read']);
    for (const status of receiver.statuses) {
      expect(status).to.include({ id: answer.messages?.[0]?.id, recipient_id: '27821234567' });
      expect(status.biz_opaque_callback_data).to.equal('attempt-1');
      expect(status.timestamp).to.match(/^\d{10}$/);
      expect(status).to.not.have.property('conversation');
    }
    const pricing = { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' };
    expect(receiver.statuses.map((status) => status.pricing)).to.deep.equal([pricing, pricing, undefined]);
    expect(receiver.requests.every((request) => isSignedBy(app.appSecret, request))).to.equal(true);
  });

  it('name the conversation for apps on older webhook versions', async () => {
    const apps = [{ ...app, webhookUrl: receiver.url, webhookVersion: 'v23.0' }];
    await start({ meta: { apps }, enforceWindow: false });
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.length === 3);
    expect(receiver.statuses[0]?.conversation).to.have.keys('id', 'expiration_timestamp', 'origin');
  });

  it('fail a free-form message outside the 24-hour window with 131047, after accepting it', async () => {
    await start();
    const { status } = await graph(sandbox, textTo(thandi));
    expect(status).to.equal(200);
    await receiver.until(() => receiver.statuses.length > 0);
    expect(receiver.statuses.map((each) => [each.status, each.errors?.[0]?.code])).to.deep.equal([['failed', 131_047]]);
  });

  it('let a template through at any time', async () => {
    await start();
    const template = { name: 'reminder', language: { code: 'en' } };
    await graph(sandbox, { messaging_product: 'whatsapp', to: thandi, type: 'template', template });
    await receiver.until(() => receiver.statuses.length === 3);
    expect(receiver.statuses[0]?.pricing).to.include({ billable: true, category: 'utility' });
  });

  it('close the window a day after the last message of the person', async () => {
    let now = Date.now();
    await start({ now: () => now });
    await sandbox.phone(thandi, { reads: 'never' }).send({ via, text: 'Hi' });
    now += 24 * 60 * 60 * 1_000 - 1;
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.some(({ status }) => status === 'delivered'));
    now += 1;
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.some(({ errors }) => errors?.[0]?.code === 131_047));
  });

  it('keep the windows of two numbers apart, and open for raw payloads too', async () => {
    const other = { ...number, phoneNumberId: '2' };
    await start({ meta: { apps: [{ ...app, webhookUrl: receiver.url, numbers: [number, other] }] } });
    const message = {
      from: '27821234567',
      id: 'wamid.raw',
      timestamp: '1790000000',
      type: 'text',
      text: { body: 'x' },
    };
    const value = { metadata: { phone_number_id: '2' }, messages: [message] };
    await sandbox.postMeta(app.appId, { entry: [{ changes: [{ field: 'messages', value }] }] });
    await graph(sandbox, textTo(thandi), { path: 'v25.0/2/messages' });
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.length === 4);
    const failed = receiver.requests.flatMap(valuesOf).filter(({ statuses }) => statuses?.[0]?.status === 'failed');
    expect(failed.map(({ metadata }) => metadata.phone_number_id)).to.deep.equal([number.phoneNumberId]);
  });

  it('gather statuses into few posts, one change for each number', async () => {
    const other = { ...number, phoneNumberId: '2', displayPhoneNumber: '+27 10 555 0101' };
    const apps = [{ ...app, webhookUrl: receiver.url, numbers: [number, other] }];
    await start({ meta: { apps }, enforceWindow: false, batching: { maxItems: 40, maxWaitMs: 200 } });
    const sends = Array.from({ length: 20 }, (_, index) => [
      graph(sandbox, textTo(`+2782000${1_000 + index}`)),
      graph(sandbox, textTo(`+2782000${1_000 + index}`), { path: 'v25.0/2/messages' }),
    ]);
    await Promise.all(sends.flat());
    await receiver.until(() => receiver.statuses.length === 120);
    expect(receiver.requests.length).to.be.below(10);
    const [first] = receiver.requests;
    expect(first && valuesOf(first).map(({ metadata }) => metadata.phone_number_id)).to.have.members([
      number.phoneNumberId,
      '2',
    ]);
  });

  it('come again, whole, until they are answered with 200', async () => {
    await start({ webhookRetry: { metaDelaysMs: [1, 2, 4] } });
    const answers = [500, 204, 200];
    receiver.respond = (_request, response) => response.writeHead(answers.shift() ?? 200).end();
    const { status } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    expect(status).to.equal(500);
    await receiver.until((requests) => requests.length === 3);
    expect(new Set(receiver.requests.map(({ body }) => body)).size).to.equal(1);
  });

  it('stop coming when the attempts are used up', async () => {
    await start({ webhookRetry: { metaDelaysMs: [1, 1] } });
    receiver.respond = (_request, response) => response.writeHead(503).end();
    const { externalId } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    await receiver.until((requests) => requests.length === 3);
    receiver.respond = (_request, response) => response.end();
    await sandbox.phone(thandi).send({ via, text: 'later' });
    expect(receiver.messages.filter(({ id }) => id === externalId)).to.have.length(3);
  });

  it('reach a receiver that starts later, by another URL', async () => {
    await start({ meta: { apps: [app] } });
    const phone = sandbox.phone(thandi);
    expect((await phone.send({ via, text: 'lost' })).status).to.equal(0);
    sandbox.setWebhookUrl({ provider: 'meta' }, `${receiver.url}/late?x=%2F`);
    expect((await phone.send({ via, text: 'found' })).status).to.equal(200);
    expect(receiver.requests.map(({ target }) => target)).to.deep.equal(['/late?x=%2F']);
  });

  it('are posted raw with a right, a wrong, a foreign or no signature', async () => {
    await start();
    const payload = { object: 'whatsapp_business_account', entry: [] };
    await sandbox.postMeta(app.appId, payload);
    await sandbox.postMeta(app.appId, '{"spacing":  1}');
    await sandbox.postMeta(app.appId, payload, { sign: 'wrong' });
    await sandbox.postMeta(app.appId, payload, { sign: { signature: 'sha256=00' } });
    await sandbox.postMeta(app.appId, payload, { sign: false, headers: { 'x-test': '1' } });
    expect(receiver.requests.map((request) => isSignedBy(app.appSecret, request))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(receiver.requests[1]?.body).to.equal('{"spacing":  1}');
    expect(receiver.requests[3]?.headers['x-hub-signature-256']).to.equal('sha256=00');
    expect(receiver.requests[4]?.headers).to.include({ 'x-test': '1' }).and.not.have.property('x-hub-signature-256');
  });

  it('are redelivered byte for byte', async () => {
    await start();
    const { request } = await sandbox.phone(thandi).send({ via, text: 'Hi' });
    expect((await sandbox.repost(request)).status).to.equal(200);
    const [first, second] = receiver.requests;
    expect(second?.body).to.equal(first?.body);
    expect(second && isSignedBy(app.appSecret, second)).to.equal(true);
  });

  it('verify a URL by the handshake', async () => {
    await start();
    receiver.respond = ({ target }, response) => {
      const query = new URL(target, receiver.url).searchParams;
      const right = query.get('hub.verify_token') === 'tökén &' && query.get('hub.mode') === 'subscribe';
      response.writeHead(right ? 200 : 403).end(right ? query.get('hub.challenge') : 'no');
    };
    expect(await sandbox.verifyWebhook('tökén &')).to.include({ verified: true, status: 200 });
    expect(await sandbox.verifyWebhook('wrong')).to.include({ verified: false, status: 403, body: 'no' });
  });

  it('are signed for the public URL and posted behind the proxy', async () => {
    const apps = [{ ...app, webhookUrl: 'https://bot.example.org/hooks/meta?a=b' }];
    const proxies = [{ publicUrl: 'https://bot.example.org/hooks', target: `${receiver.url}/inside` }];
    await start({ meta: { apps }, proxies });
    await sandbox.phone(thandi).send({ via, text: 'Hi' });
    expect(receiver.requests[0]?.target).to.equal('/inside/meta?a=b');
    expect(receiver.requests[0]?.headers).to.include({ host: 'bot.example.org', 'x-forwarded-proto': 'https' });
  });
});
