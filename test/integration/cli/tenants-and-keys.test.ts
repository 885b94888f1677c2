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
      /^NAME +ID +TIME ZONE +CREATED\nClinic +[0-9a-f-]{36} +UTC +\d{4}-\d\d-\d\d /,
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
