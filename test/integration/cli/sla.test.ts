// `sla`: deadlines of tickets, each tenant's own.
import { expect } from 'chai';
import { addSla } from '../../../src/cli/sla.ts';
import { createTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { envOf, run, runJson } from './command.ts';

describe('sla on the command line', () => {
  let database: TestDatabase;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    database = await testDatabase();
    env = envOf(database.url);
    await createTenant(database.db, 'Factory');
    await createTenant(database.db, 'City');
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
});
