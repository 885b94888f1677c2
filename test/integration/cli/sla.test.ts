// `sla`: deadlines of tickets, and who is told of them, each tenant's own.
import { expect } from 'chai';
import { addSla } from '../../../src/cli/sla.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { addTemplate } from '../api/harness.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { testMasterKey } from '../../support/platform.ts';
import { envOf, run, runJson } from './command.ts';

describe('sla on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  let channelId: string;
  let tenantId: string;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
    tenantId = (await createTenant(database.db, 'Factory'))!;
    const otherId = (await createTenant(database.db, 'City'))!;
    const account = { provider: 'meta', account: '102290129340398', homeCountry: 'ZA', secrets: {} } as const;
    const box = createSecretBox(testMasterKey);
    channelId = await createChannel(database.db, box, { ...account, tenantId, name: 'support', address: '100001' });
    await createChannel(database.db, box, { ...account, tenantId: otherId, name: 'city', address: '100002' });
    const sms = { ...account, provider: 'twilio', transport: 'sms' } as const;
    await createChannel(database.db, box, { ...sms, tenantId, name: 'texts', address: '+27105550125' });
  });
  after(() => database.close());

  const sla = (...args: string[]) => run(addSla, ['sla', ...args], { env });
  const ofFactory = (...args: string[]) => sla(...args, '--tenant', 'Factory');
  const rules = async (tenant: string) =>
    (await runJson<{ rules: object[] }>(addSla, ['sla', 'list', '--tenant', tenant], { env })).rules;
  const high = ['--kind', 'maintenance', '--severity', 'high'];

  it('gives a kind of ticket its time, and takes it back', async () => {
    expect((await ofFactory('list')).out).to.include('No ticket has a deadline');
    expect((await ofFactory('set', ...high, '--hours', '4')).out).to.equal(
      'A maintenance ticket of high severity may take 4 h.\n',
    );
    await ofFactory('set', '--kind', 'report', '--severity', 'low', '--minutes', '90');
    await ofFactory('set', ...high, '--hours', '6');
    expect(await rules('Factory')).to.deep.equal([
      { kind: 'report', severity: 'low', minutes: 90 },
      { kind: 'maintenance', severity: 'high', minutes: 360 },
    ]);
    expect((await ofFactory('list')).out).to.match(/report +low +90 min\nmaintenance +high +6 h/);
    expect(await rules('City')).to.deep.equal([]);
    expect((await sla('unset', ...high, '--tenant', 'City')).out).to.include('had no deadline');
    expect((await ofFactory('unset', ...high)).out).to.include('has no deadline any more');
    expect(await rules('Factory')).to.have.length(1);
  });

  it('says what is wrong with a rule', async () => {
    expect((await ofFactory('set', ...high)).error).to.include('with --minutes or with --hours');
    expect((await ofFactory('set', ...high, '--hours', '1', '--minutes', '1')).error).to.include('--minutes or');
    expect((await ofFactory('set', ...high, '--hours', '0')).error).to.include('whole number from 1');
    expect((await ofFactory('set', '--kind', 'cake', '--severity', 'high', '--hours', '1')).notes).to.include('cake');
    expect((await sla('set', ...high, '--hours', '1')).error).to.include('--tenant');
  });

  const alert = ['--phone', '082 123 4567', '--template', 'overdue', '--language', 'en'];
  const alerts = async () => {
    const { out } = await ofFactory('alerts', 'list', '--json');
    return (JSON.parse(out) as { alerts: { id: string }[] }).alerts;
  };

  it('tells a number, once for each event, until it is removed', async () => {
    const first = await ofFactory('alerts', 'add', '--channel', 'support', ...alert);
    expect(first.out).to.equal('+27821234567 gets overdue from support at each breach.\n');
    expect(first.notes).to.include('No approved template "overdue" (en)');
    await addTemplate({ database }, { id: tenantId, channelId }, { name: 'late', language: 'en' });
    const changed = [...alert.slice(0, 3), 'late', '--language', 'en'];
    expect((await ofFactory('alerts', 'add', '--channel', 'support', ...changed)).notes).to.equal('');
    await ofFactory('alerts', 'add', '--channel', 'support', ...alert, '--event', 'warning');
    const [breach, warning] = await alerts();
    expect(breach).to.include({ event: 'breach', phone: '+27821234567', channel: 'support', template: 'late' });
    expect(warning).to.include({ event: 'warning', template: 'overdue' });
    expect((await sla('alerts', 'remove', breach!.id, '--tenant', 'City')).error).to.include('There is no alert');
    expect((await ofFactory('alerts', 'remove', breach!.id)).out).to.include('Removed');
    expect((await ofFactory('alerts', 'remove', 'x')).error).to.include('There is no alert x');
    expect(await alerts()).to.deep.equal([warning]);
  });

  it('says what is wrong with an alert', async () => {
    const add = async (channel: string, ...more: string[]) =>
      (await ofFactory('alerts', 'add', '--channel', channel, ...alert, ...more)).error;
    expect(await add('city')).to.include('another tenant');
    expect(await add('texts')).to.include('SMS');
    expect(await add('support', '--phone', 'Thandi')).to.include('+27821234567');
  });
});
