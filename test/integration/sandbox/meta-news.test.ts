import { expect } from 'chai';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { Receiver, graph, number, startFor } from './receiver.ts';

const thandi = '+27821234567';
const { wabaId } = number;

interface Entry {
  id: string;
  changes: { field: string; value: Record<string, unknown> }[];
}

describe('what the played Meta tells about an account', () => {
  let receiver: Receiver;
  let sandbox: Sandbox;
  const news = () => {
    const posts = receiver.requests.map(({ body }) => JSON.parse(body) as { entry: Entry[] });
    return posts.flatMap(({ entry }) => entry.flatMap(({ changes }) => changes));
  };

  beforeEach(async () => {
    receiver = await new Receiver().listen();
    sandbox = await startFor(receiver);
  });

  afterEach(async () => {
    await sandbox.close();
    await receiver.close();
  });

  it('is told in a webhook of its own, and kept where it can be looked up', async () => {
    const via = number.phoneNumberId;
    await sandbox.account.numberQuality(via, { event: 'FLAGGED', currentLimit: 'TIER_2K', oldLimit: 'TIER_10K' });
    await sandbox.account.messagingLimit(wabaId, 2_000);
    await sandbox.account.alert(wabaId, { type: 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED', severity: 'WARNING' });
    sandbox.phone(thandi, { bsuid: 'ZA.123' });
    await sandbox.account.marketing(via, thandi, 'stop');
    await sandbox.account.post(wabaId, 'account_update', { event: 'ACCOUNT_RESTRICTION' });
    expect(news().map(({ field }) => field)).to.deep.equal([
      'phone_number_quality_update',
      'business_capability_update',
      'account_alerts',
      'user_preferences',
      'account_update',
    ]);
    expect(news()[0]?.value).to.include({ display_phone_number: '27105550100', event: 'FLAGGED' });
    const [preference] = (news()[3]?.value.user_preferences ?? []) as object[];
    expect(preference).to.include({
      wa_id: '27821234567',
      user_id: 'ZA.123',
      category: 'marketing_messages',
      value: 'stop',
    });
    const about = JSON.parse((await graph(sandbox, undefined, { method: 'GET', path: `v25.0/${via}` })).text) as object;
    expect(about).to.include({ quality_rating: 'RED', whatsapp_business_manager_messaging_limit: '2000' });
  });
});
