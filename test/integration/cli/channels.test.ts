// `channels`: adding, rotating, switching and changing them, with secrets that never come out again.
import { expect } from 'chai';
import { addChannels } from '../../../src/cli/channels.ts';
import { newId } from '../../../src/domain/ids.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { listChannels, type Channel } from '../../../src/store/channels.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { envOf, run, runJson } from './command.ts';

const secrets = [
  'first-access-token',
  'first-app-secret',
  'first-verify-token',
  'second-app-secret',
  'twilio-auth-token',
];
const [accessToken, appSecret, verifyToken, newAppSecret, authToken] = secrets as [
  string,
  string,
  string,
  string,
  string,
];

const metaArgs = ['--waba', '102290129340398', '--phone-number-id', '106540352242922', '--phone', '010 555 0123'];
const asked = ['--access-token', '-', '--app-secret', '-', '--verify-token', '-'];
const accountSid = `AC${'1'.repeat(32)}`;

describe('channels on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  const said: string[] = [];
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
    await createTenant(database.db, 'Clinic');
  });
  after(() => database.close());

  const channels = async (args: readonly string[], input = '', extra: NodeJS.ProcessEnv = {}) => {
    const ran = await run(addChannels, ['channels', ...args], { env: { ...env, ...extra }, input });
    said.push(ran.out, ran.notes, ran.error ?? '');
    return ran;
  };
  const stored = async (name: string): Promise<Channel> => {
    const all = await listChannels(database.db, createSecretBox(testMasterKey));
    return all.find((channel) => channel.name === name)!;
  };
  const addMeta = (
    name: string,
    args: readonly string[] = asked,
    input = `${accessToken}\n${appSecret}\n${verifyToken}\n`,
  ) => channels(['add', 'meta', '--name', name, ...metaArgs, ...args], input);

  it('adds a channel at Meta with secrets from standard input', async () => {
    const { error, out } = await addMeta('support');
    expect(error).to.equal(undefined);
    expect(out).to.include('Added support of Clinic').and.include('doctor');
    expect(await stored('support')).to.deep.include({
      provider: 'meta',
      account: '102290129340398',
      address: '106540352242922',
      phone: '+27105550123',
      homeCountry: 'ZA',
      flow: 'echo',
      unknownSender: 'create',
      shared: false,
      secrets: { accessToken: [accessToken], appSecret: [appSecret], verifyToken: [verifyToken] },
    });
  });

  it('adds a channel at Twilio, addressed by its number', async () => {
    const args = [
      '--name',
      'alerts',
      '--account-sid',
      accountSid,
      '--number',
      '+1 415 523 8886',
      '--auth-token',
      authToken,
    ];
    const register = ['--unknown-sender', 'register', '--registration-url', 'https://register.example.org', '--shared'];
    expect((await channels(['add', 'twilio', ...args, ...register, '--country', 'us'])).error).to.equal(undefined);
    expect(await stored('alerts')).to.deep.include({
      provider: 'twilio',
      address: '+14155238886',
      homeCountry: 'US',
      unknownSender: 'register',
      registrationUrl: 'https://register.example.org',
      shared: true,
      secrets: { authToken: [authToken] },
    });
  });

  it('lists channels for people and for programs', async () => {
    const { out } = await channels(['list']);
    expect(out).to.match(/support +Clinic +meta +\+27105550123 +echo +- +create +80\/s +- +- +enabled/);
    expect(out).to.match(/alerts +Clinic \(shared\) +twilio/);
    const { channels: all } = await runJson<{ channels: object[] }>(addChannels, ['channels', 'list'], { env });
    expect(all).to.have.length(2);
    expect(all[0]).to.include({ name: 'support', tenant: 'Clinic', state: 'enabled' }).and.not.have.property('secrets');
    expect(all[0]).not.to.have.property('sealed');
  });

  it('lists channels without the master key', async () => {
    expect((await channels(['list'], '', { SWITCHBOARD_MASTER_KEY: '' })).out).to.include('support');
  });

  const refusals: [string, string[], string][] = [
    ['a flow that does not exist', ['--flow', 'nope', ...asked], 'there is no flow "nope". Choose from echo'],
    ['a country that does not exist', ['--country', 'XX', ...asked], 'give an ISO 3166 country code'],
    ['register without a URL', ['--unknown-sender', 'register', ...asked], 'needs --registration-url'],
    ['a URL that is none', ['--registration-url', 'example', ...asked], 'give a URL'],
    ['a second channel for the same sender', asked, 'There is a channel for this sender (106540352242922) already.'],
    ['an unknown policy', ['--unknown-sender', 'drop', ...asked], 'Allowed choices are create, register'],
  ];
  for (const [what, args, text] of refusals) {
    it(`refuses ${what}`, async () => {
      expect((await addMeta('another', args)).error).to.include(text);
    });
  }

  it('refuses a name that is taken, and ids that cannot be', async () => {
    const other = ['--waba', '1022901', '--phone-number-id', '99999999', '--phone', '+27105550199', ...asked];
    const input = 'a\nb\nc\n';
    expect((await channels(['add', 'meta', '--name', 'support', ...other], input)).error).to.include(
      '"support" already',
    );
    expect((await channels(['add', 'meta', '--name', 'x', ...other, '--waba', 'abc'], input)).error).to.include(
      'digits only',
    );
    const sid = ['--account-sid', 'AC1', '--number', '+27105550200', '--auth-token', 'x'];
    expect((await channels(['add', 'twilio', '--name', 'x', ...sid])).error).to.include('32 hexadecimal');
  });

  it('says which secret is missing from standard input', async () => {
    expect((await addMeta('short', asked, `${accessToken}\n${appSecret}\n`)).error).to.include(
      '--verify-token: nothing was given',
    );
  });

  it('keeps the old secret while a new one is rotated in, and drops it at the end', async () => {
    const { out } = await channels(['rotate', 'support', '--app-secret', '-'], `${newAppSecret}\n`);
    expect(out).to.include('appSecret 2');
    expect((await stored('support')).secrets).to.deep.equal({
      accessToken: [accessToken],
      appSecret: [newAppSecret, appSecret],
      verifyToken: [verifyToken],
    });
    await channels(['rotate', 'support', '--finish']);
    expect((await stored('support')).secrets['appSecret']).to.deep.equal([newAppSecret]);
  });

  it('refuses to rotate what the provider does not have, and nothing at all', async () => {
    expect((await channels(['rotate', 'support', '--auth-token', 'x'])).error).to.include('which has no --auth-token');
    expect((await channels(['rotate', 'support'])).error).to.include('--finish to end a rotation');
  });

  it('warns when the environment would undo a rotation', async () => {
    const described = {
      TWILIO_WHATSAPP_NUMBER: 'whatsapp:+14155238886',
      TWILIO_ACCOUNT_SID: accountSid,
      TWILIO_AUTH_TOKEN: authToken,
    };
    expect((await channels(['rotate', 'alerts', '--finish'], '', described)).notes).to.include(
      'The environment describes',
    );
  });

  it('disables and enables a channel', async () => {
    await channels(['disable', 'Clinic/support']);
    expect((await stored('support')).enabled).to.equal(false);
    expect((await channels(['list'])).out).to.match(/support .* disabled/);
    await channels(['enable', 'support']);
    expect((await stored('support')).enabled).to.equal(true);
  });

  it('pauses a channel for a while, and wakes what waits when it is resumed', async () => {
    await channels(['pause', 'support', '--for', '2h', '--reason', 'quality review']);
    const { id, pausedUntil } = await stored('support');
    expect((pausedUntil!.getTime() - Date.now()) / 3_600_000).to.be.closeTo(2, 0.1);
    expect((await channels(['list'])).out).to.include('(quality review)');

    const waiting = { message_id: newId(), conversation_id: newId(), channel_id: id };
    await database.db.insertInto('outbox').values(waiting).execute();
    expect((await channels(['resume', 'support'])).out).to.include('waiting: 1');
    expect(await stored('support')).to.include({ pausedUntil: null, pausedReason: null });
    const { rows } = await database.pool.query(`select data from pgboss.job where name = 'outbound'`);
    expect(rows).to.deep.equal([{ data: { conversationId: waiting.conversation_id } }]);
  });

  it('refuses a pause without a sensible end', async () => {
    expect((await channels(['pause', 'support', '--for', '90d'])).error).to.include('30d at most');
    expect((await channels(['pause', 'support', '--for', 'ever'])).error).to.include('such as 30m, 2h or 7d');
  });

  it('changes only the settings that are given', async () => {
    await channels(['set', 'alerts', '--unknown-sender', 'create', '--registration-url', 'none']);
    expect(await stored('alerts')).to.include({ unknownSender: 'create', registrationUrl: null, homeCountry: 'US' });
    await channels(['set', 'alerts', '--country', 'NA']);
    expect(await stored('alerts')).to.include({ homeCountry: 'NA', unknownSender: 'create' });
    await channels(['set', 'alerts', '--locale', 'zu-ZA']);
    expect(await stored('alerts')).to.include({ locale: 'zu', homeCountry: 'NA' });
    expect((await channels(['list'])).out).to.match(/alerts .* echo +zu /);
    await channels(['set', 'alerts', '--locale', 'none']);
    expect(await stored('alerts')).to.include({ locale: null });
    expect((await channels(['set', 'alerts', '--locale', 'klingon'])).error).to.include('speaks en, es-MX, fr');
    expect((await channels(['set', 'alerts'])).error).to.include('Nothing to change');
    expect((await channels(['set', 'alerts', '--unknown-sender', 'register'])).error).to.include(
      'needs --registration-url',
    );
  });

  it('says which channels there are when one is not', async () => {
    const { error } = await channels(['disable', 'nope']);
    expect(error).to.equal('There is no channel "nope". Known: Clinic/support, Clinic/alerts.');
  });

  it('needs the master key to change secrets', async () => {
    const withoutKey = { SWITCHBOARD_MASTER_KEY: '' };
    expect((await channels(['rotate', 'support', '--finish'], '', withoutKey)).error).to.include(
      'SWITCHBOARD_MASTER_KEY is needed',
    );
    const otherKey = { SWITCHBOARD_MASTER_KEY: 'cd'.repeat(32) };
    expect((await channels(['rotate', 'support', '--finish'], '', otherKey)).error).to.include(
      'is not the key they were written with',
    );
  });

  it('never prints a secret', () => {
    const all = said.join('\n');
    for (const secret of secrets) expect(all).not.to.include(secret);
  });
});
