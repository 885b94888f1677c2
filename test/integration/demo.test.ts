// What `npm start` has ready: places at both providers and something to talk about there, given once and then the user's own.
import { expect } from 'chai';
import { approveDemoTemplates } from '../../src/demo-templates.ts';
import { sampleTemplates } from '../../src/domain/sample-templates.ts';
import { demoPlaces, demoVia } from '../../src/sandbox/demo.ts';
import { startPlatform, type Platform } from '../support/platform.ts';
import { until } from '../support/until.ts';

describe('the demo', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  const db = () => platform.database.db;
  const channels = async () => {
    const rows = await db().selectFrom('channels').select(['name', 'flow']).orderBy('name').execute();
    return Object.fromEntries(rows.map(({ name, flow }) => [name, flow]));
  };
  const orders = async () => {
    const rows = await db().selectFrom('orders').select(['number', 'status']).orderBy('number').execute();
    return Object.fromEntries(rows.map(({ number, status }) => [number, status]));
  };
  const rules = async () => {
    const rows = await db().selectFrom('sla_rules').select(['kind', 'severity', 'minutes']).execute();
    return Object.fromEntries(rows.map(({ kind, severity, minutes }) => [`${kind} ${severity}`, minutes / 60]));
  };
  const allRules = {
    'maintenance low': 72,
    'maintenance medium': 24,
    'maintenance high': 4,
    'defect low': 120,
    'defect medium': 48,
    'defect high': 8,
    'report low': 240,
    'report medium': 120,
    'report high': 24,
  };

  it('has a channel for each flow at each provider', async () => {
    expect(await channels()).to.deep.equal({
      'city-meta': 'report',
      'city-twilio': 'report',
      'clinic-meta': 'appointment',
      'clinic-twilio': 'appointment',
      'demo-meta': 'echo',
      'demo-twilio': 'echo',
      'factory-meta': 'menu',
      'factory-twilio': 'menu',
    });
  });

  it('can be written to at every number', async () => {
    const numbers = platform.sandbox.channels.map(({ number }) => number);
    expect(new Set(numbers).size).to.equal(demoPlaces.length * 2);
    for (const place of demoPlaces)
      for (const provider of ['meta', 'twilio'] as const) {
        const { status } = await platform.sandbox
          .phone('+27824440001')
          .send({ via: demoVia(place, provider), text: 'hi' });
        expect(status, place.name).to.equal(200);
      }
  });

  it('knows orders, machines and deadlines, and where its clocks are', async () => {
    expect(await orders()).to.deep.equal({
      'PO-1001': 'in_progress',
      'PO-1002': 'ready',
      'PO-1003': 'shipped',
      'PO-1004': 'on_hold',
    });
    const machines = await db()
      .selectFrom('machines')
      .select(['code', 'key', 'name', 'place'])
      .orderBy('code')
      .execute();
    expect(machines).to.deep.equal([
      { code: 'M-07', key: 'M07', name: 'Press 7', place: 'Hall A' },
      { code: 'M-12', key: 'M12', name: 'Lathe 12', place: 'Hall B' },
    ]);
    expect(await rules()).to.deep.equal(allRules);
    const tenant = await db().selectFrom('tenants').select('time_zone').where('name', '=', 'demo').executeTakeFirst();
    expect(tenant).to.deep.equal({ time_zone: 'Africa/Johannesburg' });
  });

  it('has the templates that come with Switchboard, approved at both providers', async () => {
    await approveDemoTemplates(platform);
    const approved = await until('all are read', async () => {
      const rows = await db().selectFrom('templates').select(['provider', 'name', 'status']).execute();
      return rows.length === 2 * sampleTemplates.length ? rows : undefined;
    });
    expect(new Set(approved.map(({ status }) => status))).to.deep.equal(new Set(['approved']));
  });

  it('is left as the user made it when it starts again', async () => {
    await db().updateTable('channels').set({ flow: 'echo' }).where('name', '=', 'factory-meta').execute();
    await db().updateTable('orders').set({ status: 'delivered' }).where('number', '=', 'PO-1003').execute();
    await db().deleteFrom('orders').where('number', '=', 'PO-1004').execute();
    await db().deleteFrom('machines').where('code', '=', 'M-12').execute();
    await db().deleteFrom('sla_rules').where('severity', '=', 'low').execute();
    await db().updateTable('tenants').set({ time_zone: 'UTC' }).execute();
    const again = await startPlatform({ databaseUrl: platform.databaseUrl });
    await again.close();
    expect(await channels()).to.include({ 'factory-meta': 'echo', 'factory-twilio': 'menu' });
    expect(await orders()).to.deep.equal({ 'PO-1001': 'in_progress', 'PO-1002': 'ready', 'PO-1003': 'delivered' });
    expect(await db().selectFrom('machines').select('code').execute()).to.deep.equal([{ code: 'M-07' }]);
    expect(Object.keys(await rules())).to.have.length(6);
    expect(await db().selectFrom('tenants').select('time_zone').execute()).to.deep.equal([{ time_zone: 'UTC' }]);
  });
});
