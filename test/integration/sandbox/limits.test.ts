import { expect } from 'chai';
import type { Limits, Sandbox } from '../../../src/sandbox/index.ts';
import { Receiver, create, graph, number, startFor, textTo, toThandi } from './receiver.ts';

const thandi = '+27821234567';

describe("the providers' limits", () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  let now: number;
  const start = async (limits?: Limits) => {
    sandbox = await startFor(receiver, { enforceWindow: false, now: () => now, ...(limits && { limits }) });
  };
  const send = async (to = thandi) => (await graph(sandbox, textTo(to))).error?.code ?? 'ok';

  beforeEach(async () => {
    now = Date.now();
    receiver = await new Receiver().listen();
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('are off unless asked for, and the busiest second is known all the same', async () => {
    await start();
    for (let index = 0; index < 5; index += 1) await send();
    now += 1_000;
    await send();
    expect(sandbox.busiestSecond(number.phoneNumberId)).to.equal(5);
    expect(sandbox.accepted.count).to.equal(6);
  });

  it('refuse what is beyond the rate of a number with 130429, until a second has passed', async () => {
    await start({ perSecond: 2 });
    expect([await send(), await send('+27820000001'), await send('+27820000002')]).to.deep.equal(['ok', 'ok', 130_429]);
    now += 999;
    expect(await send()).to.equal(130_429);
    now += 1;
    expect(await send()).to.equal('ok');
    expect(sandbox.busiestSecond(number.phoneNumberId)).to.equal(2);
  });

  it('refuse a pair that used up its burst with 131056, until the allowance is whole again', async () => {
    await start({ pair: { everyMs: 6_000, burst: 3 } });
    expect([await send(), await send(), await send(), await send()]).to.deep.equal(['ok', 'ok', 'ok', 131_056]);
    expect(await send('+27820000001')).to.equal('ok');
    now += 17_999;
    expect(await send()).to.equal(131_056);
    now += 1;
    expect(await send()).to.equal('ok');
  });

  it('let a pair through that keeps to one message in six seconds', async () => {
    await start({ pair: { everyMs: 6_000, burst: 3 } });
    for (let index = 0; index < 10; index += 1) {
      expect(await send()).to.equal('ok');
      now += 6_000;
    }
  });

  it('answer 429 and 20429 at Twilio, or fail the message with 63018', async () => {
    await start({ perSecond: 1 });
    await create(sandbox, toThandi);
    const { status, body } = await create(sandbox, toThandi);
    expect([status, body.code]).to.deep.equal([429, 20_429]);
    await sandbox.close();
    await start({ perSecond: 1, twilioExcess: 'failed' });
    await create(sandbox, toThandi);
    await create(sandbox, { ...toThandi, StatusCallback: `${receiver.url}/status` });
    await receiver.until((requests) => requests.length === 1);
    expect(receiver.forms[0]).to.include({ MessageStatus: 'failed', ErrorCode: '63018' });
  });
});
