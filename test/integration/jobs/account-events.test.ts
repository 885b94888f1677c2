// What providers tell about accounts: applied to the channels whose own app signed it, announced once, and kept.
import { expect } from 'chai';
import { sql } from 'kysely';
import { newId } from '../../../src/domain/ids.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import { signedMeta } from '../../support/meta.ts';
import { peopleOf } from '../../support/people.ts';
import { metaVia, startPlatform, testMasterKey, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('account events', () => {
  let platform: Platform;
  let people: ReturnType<typeof peopleOf>;
  before(async () => {
    platform = await startPlatform();
    people = peopleOf(platform);
  });
  after(() => platform.close());

  const db = () => platform.database.db;
  const channel = () =>
    db().selectFrom('channels').selectAll().where('address', '=', demoMeta.phoneNumberId).executeTakeFirstOrThrow();
  let told = 0;
  /** Posts a change, as Meta does, and waits until it is worked off. Each has a time of its own, as Meta's have. */
  const tell = async (field: string, value: object, about: { secret?: string; account?: string } = {}) => {
    const { secret = demoMeta.appSecret, account = demoMeta.wabaId } = about;
    const entry = { id: account, time: 1_795_000_000 + (told += 1), changes: [{ field, value }] };
    const response = await signedMeta(
      platform.info.receiverUrl!,
      { object: 'whatsapp_business_account', entry: [entry] },
      secret,
    );
    expect(response.status).to.equal(200);
    await people.quiet();
    return entry;
  };
  const events = async (type: string, key: string, value: string) => {
    const { rows } = await sql<{ data: Record<string, unknown> }>`
      select data from events where type = ${type} and data->>${key} = ${value} order by id`.execute(db());
    return rows.map(({ data }) => data);
  };
  const channelChanges = async (id: string, change: string) =>
    (await events('channel_changed', 'channelId', id)).filter((data) => data['change'] === change);

  async function addTemplate(name: string): Promise<string> {
    const { tenant_id } = await channel();
    const id = newId();
    const definition = { name, language: 'en', category: 'utility', body: 'x', buttons: [], samples: {} };
    const row = {
      id,
      tenant_id,
      provider: 'meta',
      account: demoMeta.wabaId,
      name,
      language: 'en',
      category: 'utility',
    };
    await db()
      .insertInto('templates')
      .values({ ...row, definition: JSON.stringify(definition), status: 'pending' } as never)
      .execute();
    return id;
  }
  const template = (id: string) =>
    db().selectFrom('templates').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const about = (name: string) => ({ message_template_name: name, message_template_language: 'en' });

  it('bring a template its status with its reason, its quality and its category', async () => {
    const id = await addTemplate('changing');
    const status = { ...about('changing'), event: 'REJECTED', reason: 'INVALID_FORMAT' };
    await tell('message_template_status_update', status);
    expect(await template(id)).to.include({ status: 'rejected', reason: 'INVALID_FORMAT', category: 'utility' });
    await tell('message_template_quality_update', { ...about('changing'), new_quality_score: 'YELLOW' });
    await tell('template_category_update', { ...about('changing'), new_category: 'MARKETING' });
    await tell('message_template_status_update', { ...about('changing'), event: 'APPROVED', reason: 'NONE' });
    const expected = { status: 'approved', reason: null, quality: 'yellow', category: 'marketing' };
    expect(await template(id)).to.include(expected);
    const changes = await events('template_changed', 'templateId', id);
    expect(changes.map(({ status: at, quality, category, reason }) => [at, quality, category, reason])).to.deep.equal([
      ['rejected', undefined, 'utility', 'INVALID_FORMAT'],
      ['rejected', 'yellow', 'utility', 'INVALID_FORMAT'],
      ['rejected', 'yellow', 'marketing', 'INVALID_FORMAT'],
      ['approved', 'yellow', 'marketing', undefined],
    ]);
  });

  it('are announced once, though they come again in the same words', async () => {
    const id = await addTemplate('again');
    for (let n = 0; n < 3; n++)
      await tell('message_template_status_update', { ...about('again'), event: 'PAUSED', reason: 'PACING' });
    expect(await events('template_changed', 'templateId', id)).to.have.length(1);
    await tell('message_template_status_update', { ...about('again'), event: 'APPROVED' });
    await tell('message_template_status_update', { ...about('again'), event: 'PAUSED', reason: 'PACING' });
    expect((await template(id)).status).to.equal('paused');
  });

  it('rate the number they name, and no other', async () => {
    const { id } = await channel();
    const number = { display_phone_number: demoMeta.phone };
    await tell('phone_number_quality_update', { ...number, event: 'FLAGGED', current_limit: 'TIER_2K' });
    expect((await channel()).quality).to.equal('red');
    expect((await channelChanges(id, 'quality')).map(({ quality }) => quality)).to.deep.equal(['red']);
    await tell('phone_number_quality_update', { ...number, event: 'UNFLAGGED' });
    expect((await channel()).quality).to.equal('yellow');
    await db().updateTable('channels').set({ phone: '+27105550999' }).where('id', '=', id).execute();
    await platform.channels.refresh();
    await tell('phone_number_quality_update', { ...number, event: 'FLAGGED' });
    expect((await channel()).quality).to.equal('yellow');
    await db().updateTable('channels').set({ phone: demoMeta.phone }).where('id', '=', id).execute();
    await platform.channels.refresh();
  });

  it('set the limit of the whole portfolio, and tell every number of it', async () => {
    const { secrets, ...own } = await channel();
    const sister = {
      ...own,
      secrets,
      id: newId(),
      name: 'sister',
      address: '900',
      portfolio: demoMeta.wabaId,
      account: '901',
    };
    await db().insertInto('channels').values(sister).execute();
    const name = demoMeta.wabaId;
    const usedUp = { provider: 'meta', name, per_day: 250, exhausted_at: new Date() } as const;
    await db()
      .insertInto('portfolios')
      .values(usedUp)
      .onConflict((conflict) => conflict.columns(['provider', 'name']).doUpdateSet(usedUp))
      .execute();
    await tell('business_capability_update', { max_daily_conversations_per_business: 'TIER_10K' });
    await tell('business_capability_update', { max_daily_conversations_per_business: 10_000 });
    const row = await db().selectFrom('portfolios').selectAll().where('name', '=', demoMeta.wabaId).executeTakeFirst();
    // Another budget is used up anew, and then announced anew.
    expect(row).to.include({ provider: 'meta', per_day: 10_000, exhausted_at: null });
    for (const id of [own.id, sister.id]) {
      const limits = (await channelChanges(id, 'limit')).map(({ perDay }) => perDay);
      expect(limits.filter((perDay) => perDay === 10_000)).to.have.length(1);
    }
    await tell('business_capability_update', { max_daily_conversations_per_business: -1 });
    expect((await channelChanges(own.id, 'limit')).at(-1)).to.include({ perDay: null });
    await db().deleteFrom('channels').where('id', '=', sister.id).execute();
  });

  it('pause what may not send, with what waits kept, and let it go on when the account is restored', async () => {
    const { id } = await channel();
    const phone = platform.sandbox.phone('+27823330001');
    const expiration = String(Math.floor(Date.now() / 1000) + 3_600);
    const restriction_info = [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration }];
    await tell('account_update', { event: 'ACCOUNT_RESTRICTION', restriction_info });
    expect((await channel()).paused_until?.getTime()).to.equal(Number(expiration) * 1000);
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } });
    expect((await channel()).paused_until!.getTime()).to.be.greaterThan(Date.now() + 20 * 24 * 3600_000);
    await phone.send({ via: metaVia, text: 'while it is disabled' });
    const { conversation_id } = await until('the answer waits', async () => {
      const rows = await db().selectFrom('outbox').selectAll().where('channel_id', '=', id).execute();
      return rows[0];
    });
    await people.quiet();
    expect(phone.inbox).to.deep.equal([]);
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    await phone.waitForMessage(({ text }) => text === '[Echo] while it is disabled');
    expect((await channel()).paused_until).to.equal(null);
    expect((await channelChanges(id, 'paused')).map(({ code }) => code)).to.deep.equal([
      'account_restricted',
      'account_disabled',
    ]);
    expect(await channelChanges(id, 'resumed')).to.have.length(1);
    expect(conversation_id).to.be.a('string');
  });

  it('do not end a pause that somebody else began', async () => {
    const { id } = await channel();
    const pause = { paused_until: new Date(Date.now() + 60_000), paused_reason: 'paused by an operator' };
    await db().updateTable('channels').set(pause).where('id', '=', id).execute();
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } });
    expect((await channel()).paused_reason).to.equal('paused by an operator');
    await db().updateTable('channels').set({ paused_until: null, paused_reason: null }).where('id', '=', id).execute();
  });

  it('carry what a person wishes about marketing', async () => {
    const phone = platform.sandbox.phone('+27823330002', { bsuid: 'ZA.3330002' });
    await phone.send({ via: metaVia, text: 'hello' });
    await phone.waitForMessage();
    const [contact] = await people.contactsOf('ZA.3330002');
    const wish = async (value: 'stop' | 'resume', who: object) =>
      tell('user_preferences', {
        metadata: { phone_number_id: demoMeta.phoneNumberId },
        user_preferences: [{ category: 'marketing_messages', value, ...who }],
      });
    await wish('stop', { wa_id: '27823330002' });
    await wish('stop', { user_id: 'ZA.3330002' });
    expect((await people.contactsOf('ZA.3330002'))[0]?.marketing_opted_out_at).to.be.instanceOf(Date);
    await wish('resume', { user_id: 'ZA.3330002', wa_id: '27820000000' });
    expect((await people.contactsOf('ZA.3330002'))[0]?.marketing_opted_out_at).to.equal(null);
    const changes = (await people.eventsOf(contact!.id)).map(({ change }) => change);
    expect(changes).to.deep.equal(['marketing_opted_out', 'marketing_opted_in']);
  });

  it('lock a contact before a channel, as all do, whatever order they come in', async () => {
    const phone = platform.sandbox.phone('+27823330003');
    await phone.send({ via: metaVia, text: 'hello' });
    await phone.waitForMessage();
    await people.quiet();
    const { quality } = await channel();
    const rating = { display_phone_number: demoMeta.phone, event: quality === 'red' ? 'UNFLAGGED' : 'FLAGGED' };
    const wish = { category: 'marketing_messages', value: 'stop', wa_id: '27823330003' };
    const metadata = { phone_number_id: demoMeta.phoneNumberId };
    const changes = [
      { field: 'phone_number_quality_update', value: rating },
      { field: 'user_preferences', value: { metadata, user_preferences: [wish] } },
    ];
    const entry = { id: demoMeta.wabaId, time: 1_795_000_000 + (told += 1), changes };
    await db()
      .transaction()
      .execute(async (trx) => {
        await sql`select from contacts where id in (
          select contact_id from contact_addresses where value = '+27823330003') for update`.execute(trx);
        await signedMeta(platform.info.receiverUrl!, { object: 'whatsapp_business_account', entry: [entry] });
        await until('the contact is waited for', async () => {
          const { rows } = await sql`select from pg_stat_activity
            where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`.execute(db());
          return rows.length > 0;
        });
        await sql`select from channels where address = ${demoMeta.phoneNumberId} for update nowait`.execute(trx);
      });
    await people.quiet();
    expect((await channel()).quality).not.to.equal(quality);
  });

  it('raise alerts for people to see, also from errors beside the messages', async () => {
    const { id } = await channel();
    await tell('account_alerts', {
      alert_info: { alert_type: 'CAPABILITY', alert_severity: 'WARNING', alert_description: 'Look at this.' },
    });
    await tell('messages', {
      metadata: { phone_number_id: demoMeta.phoneNumberId },
      errors: [{ code: 130429, title: 'Rate limit hit' }],
    });
    const alerts = (await channelChanges(id, 'alert')).map(({ code, reason }) => ({ code, reason }));
    expect(alerts).to.deep.include({ code: 'capability', reason: 'Look at this.' });
    expect(alerts).to.deep.include({ code: '130429', reason: "The number's throughput is used up." });
  });

  it('touch only channels whose own app signed them, and are kept in any case', async () => {
    const own = await channel();
    const secret = 'the-secret-of-another-app';
    const sealed = createSecretBox(testMasterKey).seal({ appSecret: [secret], accessToken: ['x'] });
    const other = {
      ...own,
      id: newId(),
      name: 'another app',
      account: '701',
      address: '702',
      phone: null,
      secrets: sealed,
    };
    await db().insertInto('channels').values(other).execute();
    await platform.channels.refresh();
    const before = await channel();
    const id = await addTemplate('not theirs');
    const number = { display_phone_number: demoMeta.phone, event: 'FLAGGED' };
    await tell('phone_number_quality_update', number, { secret });
    await tell('message_template_status_update', { ...about('not theirs'), event: 'DISABLED' }, { secret });
    await tell('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } }, { secret });
    expect(await channel()).to.deep.equal(before);
    expect((await template(id)).status).to.equal('pending');
    const kept = await db()
      .selectFrom('webhook_events')
      .select('reason')
      .where('reason', '=', 'unknown_channel')
      .execute();
    expect(kept.length).to.be.greaterThanOrEqual(3);
    // Its own account it may speak for.
    await tell('phone_number_quality_update', number, { secret, account: '701' });
    const rated = await db().selectFrom('channels').select('quality').where('id', '=', other.id).executeTakeFirst();
    expect(rated?.quality).to.equal('red');
    await db().deleteFrom('channels').where('id', '=', other.id).execute();
    await platform.channels.refresh();
  });

  it('are kept with what they became: applied, of no use to us, or of no channel of ours', async () => {
    await tell('history', { chunk: 1 });
    await tell('security', { event: 'PIN_CHANGED', display_phone_number: demoMeta.phone });
    const rows = await db().selectFrom('webhook_events').select(['kind', 'reason']).execute();
    expect(rows).to.deep.include({ kind: 'history', reason: 'unknown_kind' });
    expect(rows).to.deep.include({ kind: 'security', reason: 'account_event' });
  });
});
