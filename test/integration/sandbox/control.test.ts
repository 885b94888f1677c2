import { expect } from 'chai';
import type { PhoneEvent, Sandbox } from '../../../src/sandbox/index.ts';
import { ControlClient } from '../../../src/sandbox/control-client.ts';
import { Receiver, graph, number, startFor, textTo } from './receiver.ts';

const thandi = '+27821234567';

describe('the control API', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const call = async (method: string, path: string, body?: object, type = 'application/json') => {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': type } };
    const response = await fetch(`${sandbox.url}/control${path}`, { method, ...init });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver, { enforceWindow: false });
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('lists the numbers, writes as a person, streams what arrives, and reads', async () => {
    const client = new ControlClient(sandbox.url);
    const channels = await client.channels();
    expect(channels.map(({ via }) => via.provider)).to.deep.equal(['meta', 'twilio']);
    const sent = await client.send({ number: thandi, name: 'Thandi', text: 'Hi', via: channels[0]!.via });
    expect(sent.status).to.equal(200);
    expect(receiver.messages[0]).to.deep.include({ id: sent.externalId, text: { body: 'Hi' } });
    const events: PhoneEvent[] = [];
    const stop = new AbortController();
    const { ended } = await client.stream(thandi, stop.signal, (event) => {
      events.push(event);
      if (event.event === 'message') void client.read(thandi, event.message.externalId);
    });
    await graph(sandbox, textTo(thandi, 'Hello'));
    await receiver.until(() => receiver.statuses.length === 3);
    stop.abort();
    await ended;
    expect(events.find(({ event }) => event === 'message')).to.have.nested.property('message.text', 'Hello');
    expect(receiver.statuses.map(({ status }) => status)).to.deep.equal(['sent', 'delivered', 'read']);
  });

  it('switches faults, and shows and clears them', async () => {
    const fault = { kind: 'error', code: 130_429 };
    await call('POST', '/faults', { fault, scope: { times: 2, provider: 'meta' } });
    expect((await graph(sandbox, textTo(thandi))).error?.code).to.equal(130_429);
    expect((await call('GET', '/faults')).body).to.deep.equal([
      { fault, scope: { times: 2, provider: 'meta' }, hits: 1 },
    ]);
    await call('DELETE', '/faults');
    expect((await graph(sandbox, textTo(thandi))).status).to.equal(200);
  });

  it('shows what was accepted and counted', async () => {
    await graph(sandbox, textTo(thandi));
    expect((await call('GET', '/accepted')).body).to.have.length(1);
    expect((await call('GET', '/stats')).body).to.deep.include({
      accepted: 1,
      calls: { 'meta:200': 1, 'control:200': 1 },
    });
  });

  it('redirects webhooks', async () => {
    await call('POST', '/webhooks', { provider: 'meta', url: `${receiver.url}/moved` });
    await call('POST', '/webhooks', { provider: 'twilio', number: '+27105550200', url: `${receiver.url}/moved-too` });
    const meta = { provider: 'meta', phoneNumberId: number.phoneNumberId };
    await call('POST', '/send', { number: thandi, text: 'Hi', via: meta });
    await call('POST', '/send', { number: thandi, text: 'Hi', via: { provider: 'twilio', number: '+27105550200' } });
    expect(receiver.requests.map(({ target }) => target)).to.deep.equal(['/moved', '/moved-too']);
  });

  it('refuses what is incomplete, unknown or not JSON', async () => {
    expect((await call('POST', '/send', { number: thandi })).status).to.equal(400);
    expect((await call('POST', '/faults', { fault: {} })).status).to.equal(400);
    expect((await call('GET', '/nothing')).status).to.equal(404);
    expect((await call('POST', '/faults', { fault: { kind: 'html' } }, 'text/plain')).status).to.equal(415);
  });
});
