// Whom a tenant wants told of deadlines: by template, once, on either provider.
import { expect } from 'chai';
import { demoTwilio } from '../../../src/sandbox/demo.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { peopleOf } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { addTemplate, freshPhone } from '../api/harness.ts';
import { slaRig, type SlaRig } from './sla-rig.ts';

describe('alerts of deadlines', () => {
  let platform: Platform;
  let rig: SlaRig;
  let meta: string;
  let twilio: string;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await slaRig(platform);
    meta = platform.channels.enabledOf('meta')[0]!.id;
    twilio = platform.channels.enabledOf('twilio')[0]!.id;
    const { database, sandbox } = platform;
    const body = 'Ticket {{1}} ({{2}}) is due {{3}}.';
    const owner = { id: rig.reporter.tenantId, channelId: meta };
    await addTemplate({ database }, owner, { name: 'sla_alert', body }, { external_id: '11' });
    await addTemplate({ database }, owner, { name: 'sla_paused', body }, { external_id: '12', status: 'paused' });
    const content = { friendlyName: 'sla_alert', language: 'es_MX', variables: { '1': 'a', '2': 'b', '3': 'c' } };
    const types = { 'twilio/text': { body: 'Ticket {{1}} ({{2}}): {{3}}' } };
    const { sid } = sandbox.contents.register(demoTwilio.accountSid, { ...content, types }, {});
    const definition = { name: 'sla_alert', language: 'es_MX', body: types['twilio/text'].body };
    await addTemplate({ database }, { ...owner, channelId: twilio }, definition, { external_id: sid });
    const zone = { time_zone: 'America/Mexico_City' };
    await database.db.updateTable('tenants').set(zone).where('id', '=', owner.id).execute();
    await database.db.updateTable('channels').set({ templates_synced_at: new Date() }).execute();
    await platform.channels.refresh();
  });
  after(() => platform.close());
  afterEach(async () => {
    await platform.database.db.deleteFrom('sla_alerts').execute();
    await platform.database.db.deleteFrom('tickets').execute();
  });

  const sentTo = (phone: string) =>
    platform.database.db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .selectAll('messages')
      .where('recipient', '=', phone)
      .orderBy('messages.id')
      .execute();
  const settled = (phone: string, ...statuses: string[]) =>
    until(`a message to ${phone} is ${statuses.join(' or ')}`, async () => {
      const rows = await sentTo(phone);
      return rows.length > 0 && rows.every(({ status }) => statuses.includes(status)) && rows;
    });

  it('reach each number once, in its language and at the time of the tenant, on both providers', async () => {
    const [first, second] = [freshPhone(), freshPhone()];
    await rig.alert(meta, first, 'warning');
    await rig.alert(twilio, second, 'warning', 'es_MX');
    const id = await rig.ticket({ minutes: 100, number: 'DEF-7KQ4MX' });
    for (let round = 0; round < 3; round++) await Promise.all([1, 2, 3].map(() => rig.turn(80)));
    const [english, ...more] = await settled(first, 'read');
    const [spanish, ...others] = await settled(second, 'read');
    expect([more, others]).to.deep.equal([[], []]);
    const due = (await rig.row(id)).due_at!;
    const time = (locale: string) =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone: 'America/Mexico_City',
      }).format(due);
    expect(english!.body).to.equal(`Ticket DEF-7KQ4MX (Defect) is due ${time('en')}.`);
    expect(spanish!.body).to.equal(`Ticket DEF-7KQ4MX (Defecto): ${time('es-MX')}`);
    const played = platform.sandbox.accepted.list(({ to }) => to === first || to === second);
    expect(played.map(({ provider }) => provider)).to.have.members(['meta', 'twilio']);
  });

  it('go to one contact over all channels, and on in the same conversations', async () => {
    const phone = freshPhone();
    for (const event of ['warning', 'breach'] as const) {
      await rig.alert(meta, phone, event);
      await rig.alert(twilio, phone, event, 'es_MX');
    }
    // The first is overdue when it is looked at, the second is near: both sides of the same turn.
    const overdue = await rig.ticket({ minutes: 100 });
    const near = await rig.ticket({ minutes: 130 });
    await rig.turn(101);
    await rig.turn(131);
    expect(await rig.changes(overdue)).to.deep.equal(['sla_breached']);
    expect(await rig.changes(near)).to.deep.equal(['sla_warning', 'sla_breached']);
    expect(await settled(phone, 'read')).to.have.length(6);
    const [contact, ...others] = await peopleOf(platform).contactsOf(phone);
    expect(others).to.deep.equal([]);
    expect(await peopleOf(platform).conversationsOf(contact!.id)).to.have.length(2);
  });

  it('wait for nobody and let replies go first', async () => {
    const phone = freshPhone();
    await rig.alert(meta, phone, 'breach');
    await platform.database.pool.query('update channels set enabled = false where id = $1', [meta]);
    await platform.channels.refresh();
    await rig.ticket({ minutes: 100 });
    await rig.turn(101);
    const rows = await platform.database.db
      .selectFrom('outbox')
      .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
      .select('bulk')
      .where('recipient', '=', phone)
      .execute();
    expect(rows).to.deep.equal([{ bulk: true }]);
    await platform.database.pool.query('update channels set enabled = true where id = $1', [meta]);
    await platform.channels.refresh();
  });

  for (const [template, code, problem] of [
    ['sla_nowhere', 'template_unknown', 'it is not known'],
    ['sla_paused', 'template_paused', 'it is paused'],
  ] as const) {
    it(`fail where it can be seen when the template cannot be sent (${code}), and the event is told`, async () => {
      const phone = freshPhone();
      await rig.alert(meta, phone, 'breach', 'en', template);
      const id = await rig.ticket({ minutes: 100 });
      await rig.ticket({ minutes: 100 });
      const logged = rig.logLines.length;
      await rig.turn(101);
      expect(await rig.changes(id)).to.deep.equal(['sla_breached']);
      const lines = rig.logLines.slice(logged).map((line) => JSON.parse(line) as object);
      expect(lines, 'one line for both tickets').to.have.length(1);
      expect(lines[0]).to.include({ template, problem, channel: meta });
      expect(JSON.stringify(lines)).not.to.include(phone.slice(1));
      for (const row of await settled(phone, 'failed')) expect(row).to.include({ error_code: code });
    });
  }

  it('are logged when the template wants other values', async () => {
    const phone = freshPhone();
    const owner = { id: rig.reporter.tenantId, channelId: meta };
    await addTemplate(platform, owner, { name: 'sla_other', body: '{{1}} only' }, { external_id: '13' });
    await rig.alert(meta, phone, 'breach', 'en', 'sla_other');
    await rig.ticket({ minutes: 100 });
    await rig.turn(101);
    expect(JSON.parse(rig.logLines.at(-1)!)).to.include({
      problem: 'template.body the body has 1 placeholder {{1}}, and 3 were given',
    });
    expect(await settled(phone, 'failed', 'read')).to.have.length(1);
  });

  it('are not written to whoever asked not to be written to', async () => {
    const phone = freshPhone();
    await rig.alert(meta, phone, 'warning');
    await rig.alert(meta, phone, 'breach');
    const id = await rig.ticket({ minutes: 100 });
    await rig.turn(80);
    await settled(phone, 'read');
    const [contact] = await peopleOf(platform).contactsOf(phone);
    const optedOut = { opted_out_at: new Date() };
    await platform.database.db.updateTable('contacts').set(optedOut).where('id', '=', contact!.id).execute();
    await rig.turn(101);
    await settled(phone, 'read', 'failed');
    expect((await sentTo(phone)).map(({ error_code: code }) => code)).to.deep.equal([null, 'opted_out']);
    expect(await rig.changes(id)).to.deep.equal(['sla_warning', 'sla_breached']);
  });

  it("are not sent over another tenant's channel", async () => {
    const phone = freshPhone();
    const { db } = platform.database;
    const { id: foreign, account } = platform.channels.findById(twilio)!;
    const stranger = await db
      .insertInto('tenants')
      .values({ id: crypto.randomUUID(), name: account })
      .returning('id')
      .executeTakeFirstOrThrow();
    const before = rig.reporter.tenantId;
    await db.updateTable('channels').set({ tenant_id: stranger.id }).where('id', '=', foreign).execute();
    await rig.alert(foreign, phone, 'breach', 'es_MX');
    const id = await rig.ticket({ minutes: 100 });
    await rig.turn(101);
    expect(await rig.changes(id)).to.deep.equal(['sla_breached']);
    expect(await sentTo(phone)).to.deep.equal([]);
    await db.updateTable('channels').set({ tenant_id: before }).where('id', '=', foreign).execute();
  });
});
