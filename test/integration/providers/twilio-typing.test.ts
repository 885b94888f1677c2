// "Read" and "typing…" at Twilio, which has only both together.
import { expect } from 'chai';
import { HttpFailure } from '../../../src/platform/http.ts';
import { ProviderRefusal } from '../../../src/providers/provider.ts';
import { startRig, person, type Rig } from './rig.ts';

describe('a read mark at Twilio', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig('twilio');
  });
  after(() => rig.close());

  const receive = async () => {
    const via = { provider: 'twilio', number: rig.channel.address } as const;
    return (await rig.sandbox.phone(person).send({ via, text: 'Hello?' })).externalId;
  };

  it('is shown together with typing', async () => {
    const externalId = await receive();
    await rig.provider.markRead(rig.channel, externalId, true);
    expect(rig.sandbox.readMarks.at(-1)).to.include({ provider: 'twilio', externalId, typing: true });
  });

  it('is not shown alone, and not by SMS: there is no call for it', async () => {
    const externalId = await receive();
    const before = rig.sandbox.calls;
    await rig.provider.markRead(rig.channel, externalId, false);
    await rig.provider.markRead({ ...rig.channel, transport: 'sms' }, externalId, true);
    expect(rig.sandbox.calls).to.deep.equal(before);
  });

  it('says so when it is refused or cannot be made', async () => {
    const failureOf = (channel: typeof rig.channel, id: string) =>
      rig.provider.markRead(channel, id, true).catch((error: unknown) => error);
    expect(await failureOf(rig.channel, `SM${'9'.repeat(32)}`)).to.be.instanceOf(ProviderRefusal);
    expect(await failureOf({ ...rig.channel, apiUrl: 'http://127.0.0.1:1' }, 'SM1')).to.be.instanceOf(HttpFailure);
  });
});
