// Whom messages are not sent to, or not yet: people who opted out, and those beyond a day's budget.
import { expect } from 'chai';
import type { OutboundContent } from '../../../src/domain/message.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople, queueTo, text, type Person } from '../../support/sending.ts';
import { until } from '../../support/until.ts';

describe('people who opted out', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
  });
  after(() => platform.close());
  afterEach(() => platform.sandbox.faults.clear());

  const into = () => ({ db: platform.database.db, queue: platform.queue });
  const people = (count: number, provider: 'meta' | 'twilio' = 'meta') =>
    makePeople(platform.database.db, platform.channels.enabledOf(provider)[0]!, count);
  const ended = (id: string) =>
    until('it ended', async () => {
      const row = await platform.database.db
        .selectFrom('messages')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return ['failed', 'read'].includes(row.status) && row;
    });
  const contact = ({ contactId }: Person) =>
    platform.database.db.selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirstOrThrow();
  const changesOf = async ({ contactId }: Person) =>
    (await platform.database.db.selectFrom('events').selectAll().where('type', '=', 'contact_changed').execute())
      .map(({ data }) => data as { contactId: string; change: string })
      .filter((data) => data.contactId === contactId)
      .map(({ change }) => change);
  const optOut = ({ contactId }: Person, column: 'opted_out_at' | 'marketing_opted_out_at') =>
    platform.database.pool.query(`update contacts set ${column} = now() where id = $1`, [contactId]);

  it('are not written to: the message fails without a call', async () => {
    const [person] = await people(1);
    await optOut(person!, 'opted_out_at');
    const [id] = await queueTo(into(), [person!], text('unwanted'));
    expect(await ended(id!)).to.include({ status: 'failed', error_kind: 'opted_out', error_code: 'opted_out' });
    expect(platform.sandbox.accepted.list(({ body }) => body.startsWith('unwanted'))).to.have.length(0);
  });

  it('or have become inactive meanwhile get nothing that went to many, and what somebody writes to them', async () => {
    const [person] = await people(1);
    await platform.database.pool.query("update contacts set status = 'inactive' where id = $1", [person!.contactId]);
    const [bulk] = await queueTo(into(), [person!], text('campaign'), { bulk: true });
    expect(await ended(bulk!)).to.include({ error_kind: 'permanent', error_code: 'contact_inactive' });
    const [id] = await queueTo(into(), [person!], text('personal'));
    expect((await ended(id!)).status).to.equal('read');
  });

  it('are told how to come back', async () => {
    const [person] = await people(1);
    await optOut(person!, 'opted_out_at');
    const [id] = await queueTo(into(), [person!], text('how to come back'), { despiteOptOut: true });
    expect((await ended(id!)).status).to.equal('read');
  });

  it('of marketing get no marketing templates, and everything else', async () => {
    const [person] = await people(1);
    await optOut(person!, 'marketing_opted_out_at');
    const { tenantId, account, provider } = platform.channels.enabledOf('meta')[0]!;
    const template = {
      tenant_id: tenantId,
      provider,
      account,
      language: 'en',
      definition: JSON.stringify({}),
      status: 'approved',
    } as const;
    await platform.database.db
      .insertInto('templates')
      .values({ id: person!.contactId, name: 'offer', category: 'marketing', ...template })
      .execute();
    const content: OutboundContent = { kind: 'template', name: 'offer', language: 'en', body: [], buttons: [] };
    const [marketing] = await queueTo(into(), [person!], () => content);
    const [plain] = await queueTo(into(), [person!], text('your order'));
    expect(await ended(marketing!)).to.include({ error_kind: 'opted_out', error_code: 'marketing_opted_out' });
    expect((await ended(plain!)).status).to.equal('read');
  });

  it('are remembered when the provider says so, in its answer or later, and announced once', async () => {
    const [stopped] = await people(1, 'twilio');
    platform.sandbox.faults.add({ kind: 'error', code: 21610 }, { to: stopped!.number, times: 1 });
    const [refused] = await queueTo(into(), [stopped!], text('refused'));
    expect(await ended(refused!)).to.include({ status: 'failed', error_kind: 'opted_out', error_code: '21610' });
    expect((await contact(stopped!)).opted_out_at).to.be.instanceOf(Date);
    expect(await changesOf(stopped!)).to.deep.equal(['opted_out']);

    const [tired] = await people(1);
    platform.sandbox.faults.add({ kind: 'status_failed', code: 131050 }, { to: tired!.number, times: 2 });
    platform.sandbox.faults.add({ kind: 'status_duplicated', times: 3 }, { to: tired!.number, times: 2 });
    const ids = await queueTo(into(), [tired!, tired!], text('offer'));
    for (const id of ids) expect(await ended(id)).to.include({ status: 'failed', error_code: '131050' });
    const { opted_out_at: all, marketing_opted_out_at: marketing } = await contact(tired!);
    expect(all).to.equal(null);
    expect(marketing).to.be.instanceOf(Date);
    expect(await changesOf(tired!)).to.deep.equal(['marketing_opted_out']);
  });
});

describe('people reached first in a day', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
  });
  after(() => platform.close());

  it('are as many as the portfolio allows: the templates to others wait, and replies do not', async () => {
    const channel = platform.channels.enabledOf('meta')[0]!;
    const { db, pool } = platform.database;
    const into = { db, queue: platform.queue };
    await pool.query(`insert into portfolios (provider, name, per_day) values ('meta', $1, 3)`, [channel.account]);
    const closed = await makePeople(db, channel, 5, -1_000);
    const open = await makePeople(db, channel, 2);
    const content: OutboundContent = {
      kind: 'template',
      name: 'order_ready',
      language: 'es_MX',
      body: [],
      buttons: [],
    };
    await queueTo(into, closed, () => content, { bulk: true });
    const tried = () => pool.query<{ recipient: string }>('select recipient from portfolio_recipients');
    await until('three are counted', async () => (await tried()).rows.length === 3);
    await until('and tried', async () => (await db.selectFrom('send_attempts').selectAll().execute()).length >= 3);
    const again = closed.filter(({ number }) => number === closed[0]!.number);
    await queueTo(into, again, () => content);
    await queueTo(into, open, text('reply'));
    await until(
      'the replies are there',
      () => platform.sandbox.accepted.list(({ body }) => body.startsWith('reply')).length === 2,
    );
    expect((await tried()).rows.map(({ recipient }) => recipient).toSorted()).to.deep.equal(
      closed.slice(0, 3).map(({ number }) => number),
    );
    const { rows: waiting } = await pool.query<{ id: string }>(
      'select conversation_id as id from outbox where attempt_id is null and attempts = 0',
    );
    const held = closed.slice(3).map(({ conversationId }) => conversationId);
    expect(waiting.map(({ id }) => id)).to.include.members(held);
    const alerts = await db.selectFrom('events').selectAll().where('type', '=', 'channel_changed').execute();
    expect(alerts.map(({ data }) => (data as { code: string }).code)).to.deep.equal(['daily_budget']);

    await pool.query('update portfolios set per_day = 5');
    await db.transaction().execute((trx) =>
      platform.queue.enqueue(
        trx,
        held.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
      ),
    );
    await until('all five are counted', async () => (await tried()).rows.length === 5);
    const metrics = await (await fetch(platform.info.metricsUrl!)).text();
    expect(metrics).to.include(`whatsapp_portfolio_used{provider="meta",portfolio="${channel.account}"} 5`);
    expect(metrics).to.include(`whatsapp_portfolio_limit{provider="meta",portfolio="${channel.account}"} 5`);
  });
});
