import { expect } from 'chai';
import type { PhoneEvent, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, create, graph, number, startFor, textTo, toThandi } from './receiver.ts';

const thandi = '+27821234567';
const via = { provider: 'meta', phoneNumberId: number.phoneNumberId } as const;

describe('a person in the sandbox', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startFor(receiver, { enforceWindow: false, ...options });
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('has one phone, however the number is written', async () => {
    await start();
    expect(sandbox.phone('27 82 123 4567')).to.equal(sandbox.phone(thandi));
    expect(sandbox.phone('+558598765432', { waId: '5585998765432' })).to.equal(sandbox.phone('5585998765432'));
  });

  it('receives from both providers and keeps what came', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    await graph(sandbox, textTo(thandi, 'by Meta'));
    expect(await phone.waitForMessage()).to.include({ provider: 'meta', from: number.phoneNumberId, text: 'by Meta' });
    await create(sandbox, { ...toThandi, Body: 'by Twilio' });
    expect(await phone.waitForMessage()).to.include({ provider: 'twilio', from: '+27105550200', text: 'by Twilio' });
    expect(phone.inbox).to.have.length(2);
  });

  it('waits for a message that fits, and complains when none comes', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    const second = phone.waitForMessage(({ text }) => text === 'second');
    await graph(sandbox, textTo(thandi, 'first'));
    await graph(sandbox, textTo(thandi, 'second'));
    expect((await second).text).to.equal('second');
    expect((await phone.waitForMessage()).text).to.equal('first');
    const failure = await phone.waitForMessage(() => true, 5).catch((error: unknown) => error);
    expect(String(failure)).to.contain('+27821234567 received no such message within 5 ms');
  });

  it('has the message even if no receipt ever tells', async () => {
    await start({ delays: { sentMs: null, deliveredMs: null, readMs: null } });
    await graph(sandbox, textTo(thandi));
    await graph(sandbox, textTo('+27820000000'));
    const phone = sandbox.phone('+27830000000');
    await graph(sandbox, textTo(phone.number));
    expect((await phone.waitForMessage()).status).to.equal('received');
    expect(receiver.requests).to.deep.equal([]);
  });

  it('reads when told to, and the platform hears of it after the delivery', async () => {
    await start();
    const phone = sandbox.phone(thandi, { reads: 'manual' });
    phone.onEvent((event) => event.event === 'message' && void phone.read(event.message.externalId));
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.length === 3);
    expect(receiver.statuses.map(({ status }) => status)).to.deep.equal(['sent', 'delivered', 'read']);
    await phone.read('wamid.unknown');
  });

  it('never tells when receipts are off', async () => {
    await start();
    sandbox.phone(thandi, { reads: 'never' });
    await graph(sandbox, textTo(thandi));
    await graph(sandbox, textTo('+27820000000'));
    await receiver.until(() => receiver.statuses.length === 5);
    expect(receiver.statuses.filter(({ status }) => status === 'read')).to.have.length(1);
  });

  it('sees what the platform has been told, and what it did not take', async () => {
    await start({ webhookRetry: { metaDelaysMs: [] } });
    const phone = sandbox.phone(thandi);
    const events: PhoneEvent[] = [];
    const { promise: done, resolve } = Promise.withResolvers<void>();
    phone.onEvent((event) => {
      events.push(event);
      if (event.event === 'status' && event.status === 'read') resolve();
    });
    receiver.respond = ({ body }, response) => response.writeHead(body.includes('"sent"') ? 500 : 200).end();
    await graph(sandbox, textTo(thandi));
    await done;
    const told = events.filter((event) => event.event === 'status').map(({ status, taken }) => [status, taken]);
    expect(told).to.deep.equal([
      ['sent', false],
      ['delivered', true],
      ['read', true],
    ]);
    expect(phone.inbox[0]?.status).to.equal('read');
  });

  it('writes again as a redelivery under the same id', async () => {
    await start();
    const phone = sandbox.phone(thandi);
    const { externalId } = await phone.send({ via, text: 'Hi' });
    await phone.send({ via, text: 'Hi', externalId });
    expect(receiver.messages.map(({ id }) => id)).to.deep.equal([externalId, externalId]);
  });

  it('opens and closes windows by hand', async () => {
    await start({ enforceWindow: true });
    sandbox.openWindow(number.phoneNumberId, thandi);
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.length === 3);
    sandbox.closeWindow(number.phoneNumberId, thandi);
    await graph(sandbox, textTo(thandi));
    await receiver.until(() => receiver.statuses.length === 4);
    expect(receiver.statuses.at(-1)?.status).to.equal('failed');
  });

  it('is answered in order: the log of accepted messages can be awaited, listened to and cleared', async () => {
    await start();
    const heard: string[] = [];
    const stop = sandbox.accepted.onAccepted(({ body }) => heard.push(body));
    const awaited = sandbox.accepted.waitFor(({ body }) => body === 'b');
    for (const body of ['a', 'b', 'c']) await graph(sandbox, textTo(thandi, body));
    expect((await awaited).body).to.equal('b');
    await sandbox.accepted.waitForCount(3);
    stop();
    await graph(sandbox, textTo(thandi, 'd'));
    expect(heard).to.deep.equal(['a', 'b', 'c']);
    expect([...sandbox.accepted].map(({ body }) => body)).to.deep.equal(['a', 'b', 'c', 'd']);
    sandbox.accepted.clear();
    expect([sandbox.accepted.count, sandbox.accepted.list()]).to.deep.equal([0, []]);
    const failure = await sandbox.accepted.waitFor(() => true, 5).catch((error: unknown) => error);
    expect(String(failure)).to.contain('within 5 ms');
  });

  it('leaves no trace when recording is off, but is still counted', async () => {
    await start({ record: false });
    await graph(sandbox, textTo(thandi));
    expect([sandbox.accepted.count, sandbox.accepted.list()]).to.deep.equal([1, []]);
  });
});

describe('a sandbox that is closed', () => {
  it('drops what was still to come and lets its port be used again', async () => {
    const receiver = await new Receiver().listen();
    const sandbox = await startFor(receiver, { enforceWindow: false, delays: { sentMs: 60_000 } });
    sandbox.faults.add({ kind: 'timeout_after_accept' });
    const hanging = graph(sandbox, textTo(thandi)).catch(() => 'cut off');
    await sandbox.accepted.waitFor();
    await sandbox.close();
    expect(await hanging).to.equal('cut off');
    const again = await startFor(receiver, { port: Number(new URL(sandbox.url).port) });
    expect(again.url).to.equal(sandbox.url);
    await again.close();
    await receiver.close();
    expect(receiver.requests).to.deep.equal([]);
  });

  it('refuses to start on a port in use', async () => {
    const receiver = await new Receiver().listen();
    const failure = await startFor(receiver, { port: Number(new URL(receiver.url).port) }).catch((e: unknown) => e);
    expect(failure).to.include({ code: 'EADDRINUSE' });
    await receiver.close();
  });
});
