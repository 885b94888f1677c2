// `notices`: what groups are told, checked before it is stored.
import { expect } from 'chai';
import { addGroups } from '../../../src/cli/groups.ts';
import { addNotices } from '../../../src/cli/notices.ts';
import { newId } from '../../../src/domain/ids.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { addTemplate } from '../api/harness.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { envOf, run, runJson, type Ran } from './command.ts';

interface Listed {
  name: string;
  enabled: boolean;
  nextAt: string | null;
  data: object;
  schedule?: { rule: string; zone: string };
  quietHours: string;
  sendWithinSeconds: number;
}

describe('notices on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
    const tenantId = (await createTenant(database.db, 'Factory', { timeZone: 'Africa/Johannesburg' }))!;
    const otherId = (await createTenant(database.db, 'City'))!;
    const account = { provider: 'meta', account: '102290129340398', homeCountry: 'ZA', secrets: {} } as const;
    const box = createSecretBox(testMasterKey);
    const channelId = await createChannel(database.db, box, {
      ...account,
      tenantId,
      name: 'support',
      address: '100001',
    });
    await createChannel(database.db, box, { ...account, tenantId: otherId, name: 'city', address: '100002' });
    const sms = { ...account, provider: 'twilio', transport: 'sms' } as const;
    await createChannel(database.db, box, { ...sms, tenantId, name: 'texts', address: '+27105550125' });
    const owner = { id: tenantId, channelId };
    await addTemplate({ database }, owner, { name: 'three', body: 'See {{1}}, {{2}} and {{3}}.' });
    await addTemplate({ database }, owner, { name: 'two', body: 'See {{1}} and {{2}}.' });
    await addTemplate({ database }, owner, { name: 'named', parameterFormat: 'named', body: 'See {{machine}}.' });
    await addTemplate(
      { database },
      owner,
      { name: 'waiting', body: 'See {{1}}, {{2}} and {{3}}.' },
      { status: 'pending' },
    );
    for (const group of ['mechanics', 'sales'])
      await run(addGroups, ['groups', 'create', group, '--tenant', 'Factory'], { env });
  });
  after(() => database.close());

  const notices = (...args: string[]) => run(addNotices, ['notices', ...args, '--tenant', 'Factory'], { env });
  const add = (name: string, kind: string, template: string, ...more: string[]): Promise<Ran> => {
    const given = [
      '--kind',
      kind,
      '--template',
      template,
      '--channel',
      'support',
      '--group',
      'sales',
      '--language',
      'en',
    ];
    return notices('add', name, ...given, ...more);
  };
  const list = async () => {
    const args = ['notices', 'list', '--tenant', 'Factory'];
    return (await runJson<{ notices: Listed[] }>(addNotices, args, { env })).notices;
  };
  const find = async (name: string) => (await list()).find((notice) => notice.name === name)!;
  const weekly = ['--rule', '0 9 * * 1'];

  it('are added for what happens, changed, switched off and on, and removed', async () => {
    expect((await notices('list')).out).to.include('Nobody is told anything');
    const added = await add('orders', 'order_status', 'three');
    expect([added.out, added.notes]).to.deep.equal([
      'orders: sales gets three from support (order_status); next: when it happens.\n',
      '',
    ]);
    expect(await find('orders')).to.include({ enabled: true, quietHours: 'respect', sendWithinSeconds: 86_400 });
    const changed = await notices('set', 'orders', '--group', 'mechanics', '--quiet-hours', 'ignore', '--within', '2h');
    expect(changed.out).to.include('mechanics gets three');
    expect(await find('orders')).to.include({ quietHours: 'ignore', sendWithinSeconds: 7_200 });
    expect((await notices('disable', 'orders')).out).to.equal('orders is off.\n');
    expect((await notices('list')).out).to.match(/orders +order_status +mechanics +support +three +en +off/);
    expect((await notices('enable', 'orders')).out).to.equal('orders is on; next: when it happens.\n');
    const inUse = await run(addGroups, ['groups', 'delete', 'mechanics', '--tenant', 'Factory'], { env });
    expect(inUse.error).to.equal('Notices go to mechanics: orders.');
    expect((await notices('remove', 'orders')).out).to.equal('Removed orders.\n');
    expect(await list()).to.deep.equal([]);
  });

  it('are added with a rule by the clock of the tenant, and go on from now when they are switched on', async () => {
    const param = ['--param', '1=M-07', '--param', '2=oil change'];
    expect((await add('press', 'maintenance', 'two', ...weekly, ...param)).error).to.equal(undefined);
    const press = await find('press');
    expect(press).to.deep.include({ data: { 1: 'M-07', 2: 'oil change' } });
    expect(press.schedule).to.include({ rule: '0 9 * * 1', zone: 'Africa/Johannesburg' });
    expect(press.nextAt).to.match(/T07:00:00\.000Z$/);
    await notices('set', 'press', '--zone', 'America/Mexico_City');
    expect((await find('press')).nextAt).to.match(/T15:00:00\.000Z$/);
    await notices('disable', 'press');
    await database.db
      .updateTable('notices')
      .set({ next_at: new Date(0) })
      .where('name', '=', 'press')
      .execute();
    await notices('enable', 'press');
    expect(new Date((await find('press')).nextAt!).getTime()).to.be.greaterThan(Date.now());
    expect((await add('named', 'shift', 'named', ...weekly, '--param', 'machine=M-07')).error).to.equal(undefined);
    expect(await find('named')).to.include({ sendWithinSeconds: 3_600 });
  });

  it('may end with their rule, and go on with another', async () => {
    const given = (rule: string) => ['--param', '1=M-07', '--param', '2=oil change', '--rule', rule];
    const past = await add('once', 'shift', 'two', ...given('FREQ=DAILY;UNTIL=20260101'));
    expect(past.error).to.include('--rule never comes to pass');
    expect((await add('once', 'shift', 'two', ...given('FREQ=DAILY;COUNT=1'))).error).to.equal(undefined);
    // As the worker leaves it after its last time.
    await database.db.updateTable('notices').set({ next_at: null }).where('name', '=', 'once').execute();
    expect((await notices('list')).out).to.match(/once .* never/);
    expect((await notices('set', 'once', '--within', '2h')).out).to.include('next: never');
    expect((await notices('set', 'once', ...weekly)).out).not.to.include('never');
  });

  it('say it when the template is not approved yet', async () => {
    const { error, notes } = await add('early', 'sla_breach', 'waiting');
    expect(error).to.equal(undefined);
    expect(notes).to.include('The template waiting (en) is pending');
    expect(await find('early')).to.include({ quietHours: 'ignore' });
  });

  it('are refused with a template that does not fit, or that nobody knows', async () => {
    const wrong = async (...args: Parameters<typeof add>) => (await add(...args)).error;
    expect(await wrong('x', 'order_status', 'two')).to.include(
      'body the body has 2 placeholders {{1}}..{{2}}, and 3 were given',
    );
    expect(await wrong('x', 'shift', 'two', ...weekly, '--param', '1=a')).to.include('and 1 was given');
    expect(await wrong('x', 'shift', 'two', ...weekly, '--param', '1=a', '--param', 'b=c')).to.include('not both');
    expect(await wrong('x', 'sla_breach', 'three', '--param', '2=a')).to.include('{{2}} says what happened');
    const file = newId();
    const picture = ['--param', `header_image=${file}`];
    expect(await wrong('x', 'sla_breach', 'three', ...picture)).to.include('the template has no header');
    expect(await wrong('x', 'sla_breach', 'three', ...picture)).to.include(`there is no file ${file}`);
    expect(await wrong('x', 'sla_breach', 'gone')).to.include('No template "gone" (en) is known for support');
    expect(await wrong('x', 'sla_breach', 'three', '--param', 'a')).to.include('--param a: give a placeholder');
  });

  it('are refused with a rule that says nothing, or where none belongs', async () => {
    const param = ['--param', '1=a', '--param', '2=b'];
    const wrong = async (...args: string[]) => (await add('x', 'shift', 'two', ...param, ...args)).error;
    expect(await wrong()).to.include('needs a --rule');
    expect(await wrong('--rule', 'every now and then')).to.include('--rule ');
    expect(await wrong('--rule', '0 0 30 2 *')).to.include('--rule never comes to pass');
    expect(await wrong(...weekly, '--zone', 'Nowhere')).to.include('--zone ');
    expect(await wrong(...weekly, '--starts', 'soon')).to.include('--starts ');
    expect((await add('x', 'order_status', 'three', ...weekly)).error).to.include('are for maintenance and shift');
  });

  it('say what else is wrong', async () => {
    const wrong = async (...args: string[]) => (await add('y', 'order_status', 'three', ...args)).error;
    expect(await wrong('--channel', 'city')).to.include('another tenant');
    expect(await wrong('--channel', 'texts')).to.include('SMS');
    expect(await wrong('--group', 'nobody')).to.include('There is no group "nobody"');
    expect(await wrong('--within', 'long')).to.include('--within long');
    expect(await wrong('--within', '31d')).to.equal('--within 31d: give 30d at most.');
    expect(await wrong()).to.equal(undefined);
    expect(await wrong()).to.equal('There is a notice "y" already.');
    expect((await notices('set', 'y')).error).to.include('Nothing to change');
    expect((await notices('set', 'y', '--template', 'two')).error).to.include('does not fit');
    expect((await notices('enable', 'z')).error).to.include('There is no notice "z". Known: ');
    const elsewhere = await run(addNotices, ['notices', 'disable', 'y', '--tenant', 'City'], { env });
    expect(elsewhere.error).to.include('There is no notice "y"');
  });
});
