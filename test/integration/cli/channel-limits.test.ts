// `channels add` and `channels set`: how fast a channel sends, to how many people, and what becomes of what cannot be delivered.
import { expect } from 'chai';
import { addChannels } from '../../../src/cli/channels.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { listChannels, type Channel } from '../../../src/store/channels.ts';
import { listPortfolioUse } from '../../../src/store/portfolios.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { envOf, run, runJson } from './command.ts';

const accountSid = `AC${'2'.repeat(32)}`;
const service = `MG${'3'.repeat(32)}`;

describe('the limits of channels on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
    for (const name of ['Clinic', 'City']) await createTenant(database.db, name);
    const secrets = { input: 'a-token\na-secret\na-word\n' };
    const meta = ['--waba', '102290129340398', '--phone-number-id', '106540352242922', '--phone', '010 555 0123'];
    const asked = ['--access-token', '-', '--app-secret', '-', '--verify-token', '-'];
    const limits = ['--rate', '250', '--portfolio', 'group', '--per-day', '2000', '--read-marks', 'off'];
    await add(['meta', '--tenant', 'Clinic', '--name', 'support', ...meta, ...asked, ...limits], secrets.input);
    const twilio = ['--account-sid', accountSid, '--auth-token', '-', '--number', '+27105550199'];
    await add(['twilio', '--tenant', 'Clinic', '--name', 'sms', '--transport', 'sms', ...twilio], 'a-token\n');
    await add(
      ['twilio', '--tenant', 'Clinic', '--name', 'alerts', ...twilio, '--messaging-service', service],
      'a-token\n',
    );
    const other = ['--account-sid', accountSid, '--auth-token', '-', '--number', '+27105550198'];
    await add(['twilio', '--tenant', 'City', '--name', 'foreign', '--transport', 'sms', ...other], 'a-token\n');
  });
  after(() => database.close());

  const channels = (args: readonly string[], input = '') => run(addChannels, ['channels', ...args], { env, input });
  async function add(args: readonly string[], input: string): Promise<void> {
    expect((await channels(['add', ...args], input)).error).to.equal(undefined);
  }
  const stored = async (name: string): Promise<Channel> =>
    (await listChannels(database.db, createSecretBox(testMasterKey))).find((channel) => channel.name === name)!;

  it('are taken when a channel is added, also twice the same number: by WhatsApp and by SMS', async () => {
    expect(await stored('support')).to.include({ ratePerSecond: 250, portfolio: 'group', readMarks: false });
    expect(await stored('sms')).to.include({ transport: 'sms', address: '+27105550199' });
    expect(await stored('alerts')).to.include({ transport: 'whatsapp', messagingService: service });
    expect(await listPortfolioUse(database.db)).to.deep.equal([
      { provider: 'meta', name: 'group', perDay: 2000, used: 0 },
    ]);
  });

  it('are changed one by one, and taken back', async () => {
    const sms = await stored('sms');
    await channels(['set', 'support', '--sms-channel', 'sms', '--rate', '0.5', '--read-marks', 'on']);
    expect(await stored('support')).to.include({
      smsChannelId: sms.id,
      ratePerSecond: 0.5,
      readMarks: true,
      portfolio: 'group',
    });
    await channels(['set', 'support', '--sms-channel', 'none', '--rate', 'none', '--per-day', 'none']);
    expect(await stored('support')).to.include({ smsChannelId: null, ratePerSecond: null });
    expect((await listPortfolioUse(database.db))[0]).to.include({ perDay: null });
    await channels(['set', 'support', '--portfolio', 'none', '--per-day', '250']);
    expect((await listPortfolioUse(database.db))[0]).to.include({ name: '102290129340398', perDay: 250 });
  });

  it('are listed for people and for programs', async () => {
    const { out } = await channels(['list']);
    expect(out).to.match(/support +Clinic +meta .* 80\/s +0 of 250 +- +enabled/);
    expect(out).to.match(/sms +Clinic +twilio sms .* 1\/s +- +- +enabled/);
    const { channels: all } = await runJson<{ channels: object[] }>(addChannels, ['channels', 'list'], { env });
    expect(all[0]).to.include({ name: 'support', rate: 80, perDay: 250, peopleToday: 0, pausedUntil: null });
  });

  const refusals: [string, string[], string][] = [
    ['a rate of nothing', ['--rate', '0'], '--rate 0'],
    ['a rate that is no number', ['--rate', 'fast'], '--rate fast'],
    ['a budget that is no number', ['--per-day', 'many'], '--per-day many'],
    ['a fallback that sends by WhatsApp', ['--sms-channel', 'alerts'], 'it sends by WhatsApp'],
    ["another tenant's fallback", ['--sms-channel', 'foreign'], 'another tenant'],
    ['a messaging service at Meta', ['--messaging-service', service], 'only Twilio'],
  ];
  for (const [name, args, message] of refusals) {
    it(`are not set to ${name}`, async () => {
      expect((await channels(['set', 'support', ...args])).error).to.include(message);
    });
  }

  it('are explained by --help', async () => {
    for (const args of [['set'], ['add', 'meta'], ['add', 'twilio']]) {
      const { out } = await channels([...args, '--help']);
      for (const option of ['--rate', '--per-day', '--portfolio', '--sms-channel', '--read-marks'])
        expect(out, `${args.join(' ')} ${option}`).to.include(option);
    }
  });
});
