import { expect } from 'chai';
import type { Fault, Sandbox, SandboxOptions } from '../../../src/sandbox/index.ts';
import { Receiver, create, graph, startFor, textTo, toThandi } from './receiver.ts';

const thandi = '+27821234567';

/** What a caller sees of a call: its status, or how it broke. */
async function seen(call: Promise<{ status: number }>): Promise<string> {
  try {
    return String((await call).status);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

describe('a fault', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const start = async (options: SandboxOptions = {}) => {
    sandbox = await startFor(receiver, { enforceWindow: false, ...options });
  };
  const meta = (timeoutMs = 150) => graph(sandbox, textTo(thandi), { timeoutMs });
  const order = () => receiver.statuses.map(({ status }) => status);

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    await start();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  const broken: [Fault, string, boolean][] = [
    [{ kind: 'timeout_after_accept' }, 'TimeoutError', true],
    [{ kind: 'timeout_before_accept' }, 'TimeoutError', false],
    [{ kind: 'reset_after_accept' }, 'ECONNRESET', true],
    [{ kind: 'reset_before_accept' }, 'ECONNRESET', false],
    [{ kind: 'rate_limited' }, '429', false],
    [{ kind: 'server_error' }, '500', false],
    [{ kind: 'server_error', httpStatus: 503, body: 'html', afterAccept: true }, '503', true],
    [{ kind: 'server_error', httpStatus: 502, body: 'empty' }, '502', false],
    [{ kind: 'token_expired' }, '401', false],
    [{ kind: 'html' }, '200', false],
    [{ kind: 'html', afterAccept: true }, '200', true],
    [{ kind: 'error', code: 131_056 }, '400', false],
    [{ kind: 'slow', ms: 10_000 }, 'TimeoutError', true],
  ];
  for (const [fault, outcome, accepted] of broken) {
    const name = `${fault.kind}${'afterAccept' in fault ? ' after accepting' : ''}`;
    it(`of kind ${name} shows as ${outcome} once, with the message ${accepted ? 'accepted' : 'never processed'}`, async () => {
      const active = sandbox.faults.add(fault, { times: 1 });
      expect(await seen(meta())).to.equal(outcome);
      expect([sandbox.accepted.count, active.hits]).to.deep.equal([accepted ? 1 : 0, 1]);
      expect(await seen(meta(3_000))).to.equal('200');
    });
  }

  it('that hides the answer lets the statuses come', async () => {
    for (const kind of ['timeout_after_accept', 'reset_after_accept'] as const) {
      sandbox.faults.add({ kind }, { times: 1 });
      await seen(meta());
    }
    await receiver.until(() => receiver.statuses.length === 6);
    expect(new Set(receiver.statuses.map(({ id }) => id)).size).to.equal(2);
  });

  it("of a code comes in the Graph API's words, with the documented status", async () => {
    const statuses: Record<number, number> = { 4: 400, 80007: 400, 130429: 400, 131048: 400, 131016: 500, 132001: 404 };
    for (const [code, expected] of Object.entries(statuses)) {
      sandbox.faults.add({ kind: 'error', code: Number(code) }, { times: 1 });
      const { status, error } = await graph(sandbox, textTo(thandi));
      expect([status, error?.code], code).to.deep.equal([expected, Number(code)]);
      expect(error?.message).to.match(new RegExp(`^\\(#${code}\\) .+`));
      expect(error).to.include.keys('fbtrace_id', 'error_data', 'type');
    }
  });

  it("of a code comes in Twilio's words", async () => {
    sandbox.faults.add({ kind: 'rate_limited', retryAfterSeconds: 2 }, { times: 1 });
    const limited = await create(sandbox, toThandi);
    expect([limited.status, limited.body.code]).to.deep.equal([429, 20_429]);
    sandbox.faults.add({ kind: 'error', code: 21_610 }, { times: 1 });
    const { status, body } = await create(sandbox, toThandi);
    expect([status, body.code, body.message]).to.deep.equal([400, 21_610, 'Attempt to send to unsubscribed recipient']);
    sandbox.faults.add({ kind: 'token_expired' }, { times: 1 });
    expect((await create(sandbox, toThandi)).body.code).to.equal(20_003);
    sandbox.faults.add({ kind: 'server_error', httpStatus: 503 }, { times: 1 });
    expect((await create(sandbox, toThandi)).status).to.equal(503);
  });

  it("of Meta's token has code 190", async () => {
    sandbox.faults.add({ kind: 'token_expired' });
    expect((await graph(sandbox, textTo(thandi))).error?.code).to.equal(190);
  });

  it('in scope of one recipient leaves the others alone', async () => {
    sandbox.faults.add({ kind: 'error', code: 131_056 }, { to: thandi });
    expect((await graph(sandbox, textTo('+27820000000'))).status).to.equal(200);
    expect((await graph(sandbox, textTo('27 82 123 4567'))).error?.code).to.equal(131_056);
  });

  it('can strike look-ups as well as sends', async () => {
    sandbox.faults.add({ kind: 'server_error' }, { operation: 'read', provider: 'meta' });
    const get = { method: 'GET', path: 'v25.0/106540352242922' };
    expect((await graph(sandbox, undefined, get)).status).to.equal(500);
    expect((await graph(sandbox, textTo(thandi))).status).to.equal(200);
  });

  it('does not strike a call that is refused anyway', async () => {
    const active = sandbox.faults.add({ kind: 'token_expired' }, { times: 1 });
    expect((await graph(sandbox, textTo(thandi, ''))).error?.code).to.equal(131_008);
    expect(active.hits).to.equal(0);
  });

  it('of status_duplicated posts each status again', async () => {
    sandbox.faults.add({ kind: 'status_duplicated', times: 3 });
    await meta(3_000);
    await receiver.until(() => receiver.statuses.length === 9);
    expect(order().filter((status) => status === 'delivered')).to.have.length(3);
  });

  it('of status_disorder posts the last first, with the true times', async () => {
    await sandbox.close();
    await start({ delays: { sentMs: 5, deliveredMs: 10, readMs: 1_000 } });
    sandbox.faults.add({ kind: 'status_disorder' });
    await meta(3_000);
    await receiver.until(() => receiver.statuses.length === 3);
    expect(order()).to.deep.equal(['read', 'delivered', 'sent']);
    const [read, , sent] = receiver.statuses;
    expect(Number(read?.timestamp)).to.be.greaterThan(Number(sent?.timestamp));
  });

  it('of status_early has the platform answer the first status before it has the answer to its call', async () => {
    sandbox.faults.add({ kind: 'status_early' });
    const answer = await graph(sandbox, textTo(thandi));
    expect(order()).to.deep.equal(['sent']);
    expect(receiver.statuses[0]?.id).to.equal(answer.messages?.[0]?.id);
    await receiver.until(() => receiver.statuses.length === 3);
  });

  it('of status_dropped loses the chosen statuses only', async () => {
    sandbox.faults.add({ kind: 'status_dropped', statuses: ['delivered'] });
    await meta(3_000);
    await receiver.until(() => receiver.statuses.length === 2);
    expect(order()).to.deep.equal(['sent', 'read']);
  });

  it('of status_failed ends a message with a code, wherever it had come to', async () => {
    sandbox.faults.add({ kind: 'status_failed', code: 131_026 }, { times: 1 });
    await meta(3_000);
    await receiver.until(() => receiver.statuses.length === 1);
    sandbox.faults.add({ kind: 'status_failed', code: 131_049, after: 'sent' }, { times: 1 });
    await meta(3_000);
    await receiver.until(() => receiver.statuses.length === 3);
    expect(order()).to.deep.equal(['failed', 'sent', 'failed']);
    expect(receiver.statuses.map(({ errors }) => errors?.[0]?.code)).to.deep.equal([131_026, undefined, 131_049]);
  });

  it("of statuses holds for Twilio's callbacks too", async () => {
    sandbox.faults.add({ kind: 'status_failed', code: 30_003, status: 'undelivered', after: 'sent' }, { times: 1 });
    await create(sandbox, { ...toThandi, StatusCallback: receiver.url });
    await receiver.until((requests) => requests.length === 2);
    expect(receiver.forms[1]).to.include({ MessageStatus: 'undelivered', ErrorCode: '30003' });
  });

  it('is counted among the calls', async () => {
    sandbox.faults.add({ kind: 'timeout_before_accept' }, { times: 1 });
    await seen(meta());
    await meta(3_000);
    expect(sandbox.calls).to.deep.equal({ 'meta:fault:timeout_before_accept': 1, 'meta:silence': 1, 'meta:200': 1 });
  });
});
