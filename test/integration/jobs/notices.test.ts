// What groups are told by a rule: once each time, whoever is in them then.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { disableNotice, enableNotice, listNotices, removeNotice } from '../../../src/store/notices.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { peopleOf } from '../../support/people.ts';
import { addTemplate, freshPhone } from '../api/harness.ts';
import { noticeRig, type NoticeRig } from './notice-rig.ts';

describe('a notice by a rule', () => {
  let platform: Platform;
  let rig: NoticeRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await noticeRig(platform);
  });
  after(() => platform.close());
  afterEach(async () => {
    await platform.database.db.updateTable('notices').set({ enabled: false }).execute();
  });

  const disable = (id: string) =>
    platform.database.db.transaction().execute((trx) => disableNotice(trx, id, new Date()));

  for (const [kind, body] of [
    ['maintenance', 'Machine M-07 is due for maintenance: oil change. Please tell us when it is done.'],
    ['shift', 'A reminder of your shift: night shift. It starts at 22:00. See you there!'],
  ] as const) {
    it(`tells everybody of the group once each time, however many workers look (${kind})`, async () => {
      const phones = [freshPhone(), freshPhone(), freshPhone()];
      const id = await rig.notice(kind, await rig.group(...phones));
      await rig.turn(59);
      expect(await rig.occurrences(id)).to.deep.equal([]);
      for (const minutes of [60, 60, 70]) await Promise.all([1, 2, 3].map(() => rig.turn(minutes)));
      for (const phone of phones) expect(await rig.received(phone, 2, 70)).to.deep.equal([body, body]);
      expect(await rig.occurrences(id)).to.deep.equal([3, 3]);
      expect(await rig.reminders(id)).to.deep.equal(Array.from({ length: 6 }, () => 'done queued'));
      const told = (await rig.metrics.notices.get()).values.find(({ labels }) => labels.kind === kind);
      expect(told?.value ?? 0).to.be.at.most(2);
    });
  }

  it('tells who is in the group then: who came later too, who left not any more', async () => {
    const [stays, comes, leaves] = [freshPhone(), freshPhone(), freshPhone()];
    const group = await rig.group(stays, leaves);
    await rig.notice('shift', group);
    for (const phone of [stays, leaves]) await rig.received(phone, 1, 60);
    await rig.join(group, comes);
    await rig.leave(group, leaves);
    await rig.received(comes, 1, 70);
    expect([
      (await rig.received(stays, 2, 70)).length,
      (await rig.sentTo(comes)).length,
      (await rig.sentTo(leaves)).length,
    ]).to.deep.equal([2, 1, 1]);
  });

  it('tells a person once who is in the group by phone and as a contact', async () => {
    const phone = freshPhone();
    const group = await rig.group(phone);
    const id = await rig.notice('shift', group);
    await rig.received(phone, 1, 60);
    const [contact] = await peopleOf(platform).contactsOf(phone);
    const member = { tenant_id: rig.tenantId, group_id: group, contact_id: contact!.id };
    await platform.database.db.insertInto('recipient_group_members').values(member).execute();
    await rig.received(phone, 2, 70);
    expect(await rig.occurrences(id)).to.deep.equal([1, 1]);
  });

  it('counts as told only with its reminders, and all of them, when a worker ends half-way', async () => {
    const phones = Array.from({ length: 3 }, freshPhone);
    const id = await rig.notice('shift', await rig.group(...phones));
    await rig.die(60);
    expect([await rig.occurrences(id), await rig.reminders(id)]).to.deep.equal([[], []]);
    for (const phone of phones) expect(await rig.received(phone, 1, 60)).to.have.length(1);
    expect(await rig.occurrences(id)).to.deep.equal([3]);
  });

  it('tells a large group in one turn', async () => {
    const phones = Array.from({ length: 3_000 }, freshPhone);
    const id = await rig.notice('shift', await rig.group(...phones), { template: 'gone' });
    for (let rounds = 0; rounds < 13; rounds++) await rig.turn(60);
    expect(await rig.occurrences(id)).to.deep.equal([3_000]);
    expect(new Set(await rig.reminders(id))).to.deep.equal(new Set(['done failed template_unknown']));
  });

  it('tells nobody of an empty group, and says so', async () => {
    const id = await rig.notice('shift', await rig.group());
    await rig.turn(60);
    expect(await rig.occurrences(id)).to.deep.equal([0]);
    const notice = (await listNotices(platform.database.db, rig.tenantId)).find((each) => each.id === id);
    expect(notice).to.deep.include({ lastRecipients: 0, nextAt: rig.at(70) });
  });

  it('says nothing while it is off, nor of that time afterwards', async () => {
    const phone = freshPhone();
    const id = await rig.notice('shift', await rig.group(phone));
    await disable(id);
    await rig.turn(60);
    await rig.turn(95);
    expect(await rig.occurrences(id)).to.deep.equal([]);
    await enableNotice(platform.database.db, id, rig.at(100));
    await rig.turn(95);
    expect(await rig.occurrences(id)).to.deep.equal([]);
    expect(await rig.received(phone, 1, 100)).to.have.length(1);
  });

  describe('in quiet hours', () => {
    // Until the hour that it is in four hours from then, where the phones are.
    const quietAt = async (minutes: number) => {
      const format = { hour: '2-digit', hourCycle: 'h23', timeZone: 'Africa/Johannesburg' } as const;
      const hour = Number(new Intl.DateTimeFormat('en', format).format(rig.at(minutes + 4 * 60)));
      const [from, until] = [hour, hour + 1].map((each) => `${String(each).padStart(2, '0')}:00`);
      const windows = [{ days: [1, 2, 3, 4, 5, 6, 7], from, until }];
      await platform.database.db
        .updateTable('tenants')
        .set({ send_windows: JSON.stringify(windows) })
        .execute();
    };
    afterEach(async () => {
      await platform.database.db.updateTable('tenants').set({ send_windows: null }).execute();
    });

    const respecting = async (phone: string) =>
      rig.notice('shift', await rig.group(phone), { quietHours: 'respect', sendWithinSeconds: 24 * 3_600 });

    it('waits for their end', async () => {
      const phone = freshPhone();
      await quietAt(60);
      const id = await respecting(phone);
      await rig.turn(60);
      await rig.turn(61);
      expect(await rig.reminders(id)).to.deep.equal(['scheduled']);
      await disable(id);
      expect(await rig.reminders(id)).to.deep.equal(['cancelled']);
      await enableNotice(platform.database.db, id, rig.at(70));
      await rig.turn(70);
      await platform.database.db.updateTable('notices').set({ next_at: null }).where('id', '=', id).execute();
      expect(await rig.received(phone, 1, 60 + 4 * 60)).to.have.length(1);
      expect(await rig.reminders(id)).to.deep.equal(['cancelled', 'done queued']);
    });

    it('leaves its reminders behind, cancelled, when it is removed', async () => {
      const phone = freshPhone();
      await quietAt(60);
      const id = await respecting(phone);
      await rig.turn(60);
      const reminder = platform.database.db.selectFrom('reminders').select('state').where('phone', '=', phone);
      expect(await reminder.execute()).to.deep.equal([{ state: 'scheduled' }]);
      await platform.database.db.transaction().execute((trx) => removeNotice(trx, id, new Date()));
      expect(await reminder.execute()).to.deep.equal([{ state: 'cancelled' }]);
      expect(await rig.occurrences(id)).to.deep.equal([]);
    });
  });

  it('ends with its rule, also after a standstill, and tells each time until then', async () => {
    const phone = freshPhone();
    const startsAt = rig.at(60).toISOString().slice(0, 19);
    const until = rig
      .at(80)
      .toISOString()
      .replaceAll(/[-:]|\.\d+/g, '');
    const group = await rig.group(phone);
    const ends = (rule: string) => ({ schedule: { type: 'rule', rule, zone: 'UTC', startsAt } as const });
    const counted = await rig.notice('shift', group, ends('FREQ=MINUTELY;INTERVAL=10;COUNT=3'));
    const limited = await rig.notice('shift', group, ends(`FREQ=MINUTELY;INTERVAL=10;UNTIL=${until}`));
    await rig.turn(60);
    await rig.turn(100);
    await rig.turn(200);
    for (const id of [counted, limited]) expect(await rig.occurrences(id)).to.deep.equal([1, 1, 1]);
    const ended = await platform.database.db
      .selectFrom('notices')
      .select('next_at')
      .where('id', 'in', [counted, limited])
      .execute();
    expect(ended).to.deep.equal([{ next_at: null }, { next_at: null }]);
  });

  it('misses what was too long ago after a standstill, to be seen for everybody, and goes on', async () => {
    const phone = freshPhone();
    const id = await rig.notice('shift', await rig.group(phone), { sendWithinSeconds: 15 * 60 });
    await rig.received(phone, 2, 84);
    expect(await rig.reminders(id)).to.deep.equal(['done missed too_late', 'done queued', 'done queued']);
    await rig.received(phone, 3, 90);
    expect(await rig.occurrences(id)).to.deep.equal([1, 1, 1, 1]);
  });

  it('is not told to who asked not to be written to, and told to the others', async () => {
    const [silent, other] = [freshPhone(), freshPhone()];
    const id = await rig.notice('shift', await rig.group(silent, other));
    for (const phone of [silent, other]) await rig.received(phone, 1, 60);
    const [contact] = await peopleOf(platform).contactsOf(silent);
    const optedOut = { opted_out_at: new Date() };
    await platform.database.db.updateTable('contacts').set(optedOut).where('id', '=', contact!.id).execute();
    await rig.received(other, 2, 70);
    expect(await rig.sentTo(silent)).to.have.length(1);
    expect((await rig.reminders(id)).slice(2)).to.have.members(['done failed opted_out', 'done queued']);
  });

  for (const [template, code] of [
    ['gone', 'template_unknown'],
    ['paused_notice', 'template_not_approved'],
    ['other_notice', 'template_misfit'],
  ] as const) {
    it(`fails for each person, to be seen, when its template cannot be sent (${code})`, async () => {
      const owner = { id: rig.tenantId, channelId: rig.channelId };
      const body = 'Something else is {{1}}.';
      if (template !== 'gone')
        await addTemplate(
          platform,
          owner,
          { name: template, body },
          code === 'template_misfit' ? {} : { status: 'paused' },
        );
      const id = await rig.notice('shift', await rig.group(freshPhone(), freshPhone()), { template });
      await rig.turn(60);
      await rig.turn(60);
      expect(await rig.reminders(id)).to.deep.equal([`done failed ${code}`, `done failed ${code}`]);
    });
  }

  it('says nothing over a channel that is not the tenant’s any more', async () => {
    const { db } = platform.database;
    const [stranger] = await db
      .insertInto('tenants')
      .values({ id: newId(), name: 'stranger' })
      .returning('id')
      .execute();
    const own = platform.channels.enabledOf('twilio')[0]!;
    await db.updateTable('channels').set({ tenant_id: stranger!.id }).where('id', '=', own.id).execute();
    const id = await rig.notice('shift', await rig.group(freshPhone()), { channelId: own.id });
    await rig.turn(60);
    expect([await rig.occurrences(id), await rig.reminders(id)]).to.deep.equal([[0], []]);
    await db.updateTable('channels').set({ tenant_id: own.tenantId }).where('id', '=', own.id).execute();
  });

  it('does not hold up others when its rule cannot be followed', async () => {
    const phone = freshPhone();
    const schedule = { type: 'rule', rule: 'no rule at all', zone: 'UTC' } as const;
    const broken = await rig.notice('shift', await rig.group(), { schedule });
    await rig.notice('shift', await rig.group(phone));
    await rig.received(phone, 1, 60);
    const row = platform.database.db.selectFrom('notices').select('next_at').where('id', '=', broken);
    expect(await row.executeTakeFirst()).to.deep.equal({ next_at: null });
  });
});
