// `tenants` and `keys`: making them, listing them, and what is said when they cannot be made.
import { expect } from 'chai';
import { addKeys } from '../../../src/cli/keys.ts';
import { addTenants } from '../../../src/cli/tenants.ts';
import { hashApiKey } from '../../../src/platform/secrets.ts';
import { findApiKey } from '../../../src/store/api-keys.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { envOf, run, runJson } from './command.ts';

interface ListedKey {
  id: string;
  name: string;
  hint: string;
  state: string;
  scopes: string[];
  expiresAt: string | null;
}

describe('tenants and keys on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
  });
  after(() => database.close());

  const tenants = (...args: string[]) => run(addTenants, ['tenants', ...args], { env });
  const keys = (...args: string[]) => run(addKeys, ['keys', ...args], { env });

  it('asks for a tenant to be made when there is none', async () => {
    expect((await tenants('list')).out).to.include('tenants create <name>');
    expect((await keys('list')).error).to.include('tenants create <name>');
  });

  it('makes a tenant and lists it', async () => {
    const made = await runJson<{ id: string }>(addTenants, ['tenants', 'create', ' Clinic '], { env });
    const { tenants: all } = await runJson<{ tenants: object[] }>(addTenants, ['tenants', 'list'], { env });
    expect(all).to.have.length(1);
    expect(all[0]).to.include({ id: made.id, name: 'Clinic' });
    expect((await tenants('list')).out).to.match(
      /^NAME +ID +TIME ZONE +SEND WINDOWS +CREATED\nClinic +[0-9a-f-]{36} +UTC +always +\d{4}-\d\d-\d\d /,
    );
  });

  it('changes the time zone of a tenant to any that there is', async () => {
    const { out } = await tenants('set', 'Clinic', '--time-zone', 'Africa/Johannesburg');
    expect(out).to.equal('Clinic is in Africa/Johannesburg.\n');
    expect((await tenants('list')).out).to.include('Africa/Johannesburg');
    for (const zone of ['Mars/Olympus', '+02:00', ''])
      expect((await tenants('set', 'Clinic', '--time-zone', zone)).error).to.include('IANA');
    expect((await tenants('set', 'Nobody', '--time-zone', 'UTC')).error).to.include('There is no tenant "Nobody"');
    expect((await tenants('create', 'Elsewhere', '--time-zone', 'Mars/Olympus')).error).to.include('IANA');
  });

  it('changes when people are written to, and shows it as it is typed', async () => {
    const setTo = (...windows: string[]) =>
      tenants('set', 'Clinic', ...windows.flatMap((window) => ['--send-windows', window]));
    const stored = async () => {
      const { tenants: all } = await runJson<{ tenants: { sendWindows: unknown }[] }>(addTenants, ['tenants', 'list'], {
        env,
      });
      return all[0]?.sendWindows;
    };
    const { out } = await setTo('Mon-Wed,fri 08:00-20:00', 'sat-mon 22:00-06:00');
    const shown = 'mon-wed,fri 08:00-20:00; mon,sat-sun 22:00-06:00';
    expect(out).to.equal(`Clinic sends reminders: ${shown}.\n`);
    expect((await tenants('list')).out).to.include(shown);
    const windows = [
      { days: [1, 2, 3, 5], from: '08:00', until: '20:00' },
      { days: [1, 6, 7], from: '22:00', until: '06:00' },
    ];
    expect(await stored()).to.deep.equal(windows);
    await tenants('set', 'Clinic', '--time-zone', 'UTC');
    expect(await stored(), 'only what is given changes').to.deep.equal(windows);
    expect((await setTo('none')).out).to.equal('Clinic sends reminders: always.\n');
    expect(await stored()).to.equal(null);
    expect((await tenants('set', 'Clinic')).error).to.include('Nothing to change was given');
  });

  const notWindows: [string[], string][] = [
    [['always'], '--send-windows "always": give days and times such as "mon-sat 08:00-20:00"'],
    [['none', 'mon 08:00-20:00'], '--send-windows "none": give days'],
    [['lun-vie 08:00-20:00'], '--send-windows "lun-vie 08:00-20:00": give days'],
    [['mon 8:00-24:30'], '--send-windows "mon 8:00-24:30": its beginning must be a time of the day such as 08:00'],
    [['sun 09:00-10:00', 'mon 08:00-24:30'], '--send-windows "mon 08:00-24:30": its end must be a time such as 20:00'],
    [['mon 08:00-08:00'], 'its end must not be the time at which it begins'],
    [Array.from({ length: 51 }, () => 'mon 08:00-09:00'), '--send-windows must have 1 to 50 windows, not 51'],
  ];
  for (const [windows, text] of notWindows) {
    it(`refuses send windows such as ${windows.slice(0, 2).join(' and ')}`, async () => {
      const given = windows.flatMap((window) => ['--send-windows', window]);
      expect((await tenants('set', 'Clinic', ...given)).error).to.include(text);
      expect((await tenants('create', 'Elsewhere', ...given)).error).to.include(text);
    });
  }

  it('makes a tenant with its send windows', async () => {
    const args = ['tenants', 'create', 'Bakery', '--send-windows', 'mon-sun 06:00-12:00'];
    const sendWindows = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '06:00', until: '12:00' }];
    expect(await runJson<object>(addTenants, args, { env })).to.deep.include({ timeZone: 'UTC', sendWindows });
    expect((await tenants('list')).out).to.match(/Bakery .* UTC +mon-sun 06:00-12:00 /);
    await database.db.deleteFrom('tenants').where('name', '=', 'Bakery').execute();
  });

  it('refuses a second tenant of the same name', async () => {
    const { error, code } = await tenants('create', 'Clinic');
    expect(error).to.equal('There is a tenant "Clinic" already.');
    expect(code).to.equal(1);
  });

  it('shows a key once, and stores only its hash', async () => {
    const { out } = await keys('create', '--name', 'crm', '--scopes', 'messages:send,messages:read');
    const key = /^sb_\S+/.exec(out)?.[0] ?? '';
    const stored = await findApiKey(database.db, hashApiKey(key));
    expect(stored).to.deep.include({ name: 'crm', scopes: ['messages:send', 'messages:read'], hint: key.slice(-4) });
    expect((await keys('list')).out).not.to.include(key);
    expect((await keys('list', '--json')).out).not.to.include(key);
  });

  it('lists when a key expires, and takes a date or a duration', async () => {
    for (const [name, expires] of [
      ['soon', '90d'],
      ['later', '2099-12-31'],
    ] as const) {
      await keys('create', '--name', name, '--scopes', 'all', '--expires', expires);
    }
    const { keys: all } = await runJson<{ keys: ListedKey[] }>(addKeys, ['keys', 'list'], { env });
    expect(all.map(({ name }) => name)).to.deep.equal(['later', 'soon', 'crm']);
    expect(all[0]).to.include({ state: 'active', expiresAt: '2099-12-31T00:00:00.000Z' });
    const days = (Date.parse(all[1]?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).to.be.closeTo(90, 0.1);
    expect(all[0]?.scopes).to.include('events:watch');
  });

  it('revokes a key once', async () => {
    const { id } = await runJson<ListedKey>(addKeys, ['keys', 'create', '--scopes', 'all'], { env });
    expect((await keys('revoke', id)).out).to.include('Revoked');
    expect((await keys('revoke', id)).error).to.include('revoked before');
    expect((await keys('list')).out).to.match(new RegExp(`${id} .* revoked`));
  });

  const wrong: [string[], string][] = [
    [['create', '--scopes', 'messages:send,everything'], 'there is no scope "everything". Choose from messages:send'],
    [['create', '--scopes', 'all', '--expires', '2001-01-01'], 'is in the past'],
    [['create', '--scopes', 'all', '--expires', 'never'], 'give a date such as'],
    [['create', '--scopes', 'all', '--tenant', 'Nobody'], 'There is no tenant "Nobody". Known: Clinic.'],
    [['create'], "required option '--scopes <list>' not specified"],
    [['revoke', 'crm'], 'is not the id of a key'],
  ];
  for (const [args, text] of wrong) {
    it(`refuses keys ${args.join(' ')}`, async () => {
      expect((await keys(...args)).error).to.include(text);
    });
  }

  it('asks which tenant when there are several', async () => {
    await tenants('create', 'Factory');
    expect((await keys('list')).error).to.equal('Say which tenant with --tenant <name>. Known: Clinic, Factory.');
  });
});
