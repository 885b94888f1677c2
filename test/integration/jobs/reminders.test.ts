// Reminders that are due: sent once, at the right time, or with the reason why not.
import { expect } from 'chai';
import type { TemplateContent } from '../../../src/domain/message.ts';
import { zoneData } from '../../../src/jobs/upkeep/zone-data.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople } from '../../support/sending.ts';
import { until } from '../../support/until.ts';
import { addTemplate, freshPhone } from '../api/harness.ts';
import { minute, reminderRig, type ReminderRig } from './reminder-rig.ts';

const johannesburgMs = 2 * 3_600_000;

describe('a reminder that is due', () => {
  let platform: Platform;
  let rig: ReminderRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
  });
  after(() => platform.close());

  const person = async (windowMs = -1) =>
    (await makePeople(platform.database.db, { id: rig.channelId, tenantId: rig.tenantId }, 1, windowMs))[0]!;

  it('goes to a phone that nobody knew, which becomes a contact only then', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone });
    const contacts = () =>
      platform.database.db.selectFrom('contact_addresses').selectAll().where('value', '=', phone).execute();
    await rig.fire(59);
    expect(await contacts()).to.have.length(0);
    expect(await rig.row(id)).to.include({ state: 'scheduled', fired: 0 });
    await rig.fire(60);
    expect(await contacts()).to.have.length(1);
    expect(await rig.settled(phone)).to.deep.equal([
      { kind: 'template', body: 'You are expected on Monday.', status: 'read' },
    ]);
    expect(await rig.row(id)).to.include({ state: 'done', fired: 1 });
  });

  it('is told of from queued to read, with its reference and its message', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone, reference: 'visit 17' });
    await rig.fire(60);
    await rig.settled(phone);
    // Receipts that come together are one step.
    const [first, ...more] = await rig.changes(id);
    expect([first, more.at(-1)]).to.deep.equal(['queued', 'read']);
    expect(['sent', 'delivered', 'read']).to.include.members(more);
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence).to.deep.include({ occursAt: rig.at(60), firedAt: rig.at(60), state: 'queued' });
    expect(occurrence!.message).to.include({ status: 'read', body: 'You are expected on Monday.' });
    const events = await platform.database.db
      .selectFrom('events')
      .selectAll()
      .where('message_id', '=', occurrence!.message!.id)
      .where('type', '=', 'reminder_changed')
      .execute();
    expect(events.map(({ data }) => data)).to.deep.include({
      reminderId: id,
      occurrenceId: occurrence!.id,
      reference: 'visit 17',
      change: 'read',
    });
    expect(events.every(({ conversation_id: conversation }) => conversation !== null)).to.equal(true);
  });

  it('waits behind replies', async () => {
    await platform.database.pool.query('update channels set enabled = false where id = $1', [rig.channelId]);
    const id = await rig.remind();
    await rig.fire(60);
    expect(await rig.states(id)).to.deep.equal(['failed: channel_disabled']);
    await platform.database.pool.query("update channels set enabled = true, paused_until = now() + '1 hour'::interval");
    await platform.channels.refresh();
    const other = await rig.remind();
    await rig.fire(60);
    const [occurrence] = await rig.occurrences(other);
    const message = occurrence!.message!.id;
    const query = platform.database.db.selectFrom('outbox').select('bulk').where('message_id', '=', message);
    expect(await query.execute()).to.deep.equal([{ bulk: true }]);
    await platform.database.pool.query('update channels set paused_until = null');
    await platform.database.pool.query('delete from outbox where message_id = $1', [message]);
    await platform.channels.refresh();
  });

  it('is sent once for each time of its rule, and is done when there is no more', async () => {
    const phone = freshPhone();
    const at = new Date(Math.ceil(rig.at(60).getTime() / minute) * minute);
    const startsAt = at.toISOString().slice(0, 19);
    const schedule = {
      type: 'rule',
      rule: 'RRULE:FREQ=MINUTELY;INTERVAL=10',
      zone: 'UTC',
      startsAt,
      count: 3,
    } as const;
    const id = await rig.remind({ phone, schedule, occursAt: at });
    for (const minutes of [61, 62, 71, 72, 81, 91]) {
      await rig.fire(minutes);
      await rig.settled(phone);
    }
    expect(await rig.states(id)).to.deep.equal(['queued', 'queued', 'queued']);
    expect(await rig.row(id)).to.include({ state: 'done', fired: 3 });
    expect(await rig.settled(phone)).to.have.length(3);
  });

  describe('is missed', () => {
    it('when its turn comes too late, which is counted and told', async () => {
      const id = await rig.remind();
      const missed = async () =>
        (await rig.metrics.reminders.get()).values.find(({ labels }) => labels.result === 'missed');
      const before = (await missed())?.value ?? 0;
      await rig.fire(71);
      expect(await rig.states(id)).to.deep.equal(['missed: too_late']);
      expect(await rig.changes(id)).to.deep.equal(['missed']);
      expect(await rig.row(id)).to.include({ state: 'done', fired: 1 });
      expect((await missed())!.value).to.equal(before + 1);
    });

    it('each time of a rule while nobody looked, and is sent at those it is not too late for', async () => {
      const schedule = { type: 'rule', rule: '* * * * *', zone: 'UTC' } as const;
      const occursAt = new Date(Math.ceil(rig.at(60).getTime() / minute) * minute);
      const phone = freshPhone();
      const id = await rig.remind({ phone, schedule, occursAt, sendWithinSeconds: 90 });
      // A few seconds more than 12 minutes after the first of them: the 11th may still be sent, and the 12th.
      const late = (occursAt.getTime() - rig.at(0).getTime()) / minute + 12.1;
      await rig.fire(late);
      await rig.fire(late);
      await rig.settled(phone);
      await rig.fire(late);
      expect(await rig.states(id)).to.deep.equal([
        ...Array.from({ length: 11 }, () => 'missed: too_late'),
        'queued',
        'queued',
      ]);
      expect((await rig.row(id)).fired).to.equal(13);
      expect((await rig.changes(id)).filter((change) => change === 'missed')).to.have.length(11);
      await platform.database.pool.query("update reminders set state = 'cancelled' where id = $1", [id]);
    });

    it('when quiet hours last longer than it may be late', async () => {
      await quietUntil(90);
      const id = await rig.remind({ sendWithinSeconds: 600 });
      await rig.fire(60);
      expect(await rig.states(id)).to.deep.equal(['missed: quiet_hours']);
    });
  });

  /** The tenant may send from so many minutes after the start on, for two hours. */
  const quietUntil = async (minutes: number) => {
    const clock = (at: Date) => new Date(at.getTime() + johannesburgMs).toISOString().slice(11, 16);
    const days = [1, 2, 3, 4, 5, 6, 7];
    const [from, until] = [clock(rig.at(minutes)), clock(rig.at(minutes + 120))];
    const windows = [{ days, from, until }];
    await platform.database.pool.query('update tenants set send_windows = $1', [JSON.stringify(windows)]);
  };
  afterEach(() => platform.database.pool.query('update tenants set send_windows = null'));

  it('is missed too when its message waits in the outbox until it is too late', async () => {
    const { pool } = platform.database;
    await pool.query("update channels set paused_until = now() + '1 hour'::interval where id = $1", [rig.channelId]);
    const phone = freshPhone();
    const [id, other] = [await rig.remind({ phone }), await rig.remind()];
    await rig.fire(60);
    expect(await rig.states(id)).to.deep.equal(['queued']);
    await pool.query("update outbox set not_after = now() - '1 second'::interval where message_id = $1", [
      (await rig.occurrences(id))[0]!.message!.id,
    ]);
    await pool.query('update channels set paused_until = null where id = $1', [rig.channelId]);
    await Promise.all([rig.wake(id), rig.wake(other)]);
    expect((await rig.settled(phone)).map(({ status }) => status)).to.deep.equal(['failed']);
    expect(await rig.changes(id)).to.deep.equal(['queued', 'missed']);
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence).to.include({ state: 'missed' });
    expect(occurrence!.message).to.include({ errorCode: 'too_late' });
    await until('the other is sent', async () => (await rig.occurrences(other))[0]?.message?.status === 'read');
    expect(rig.taken(phone)).to.deep.equal([]);
  });

  it('waits for the end of quiet hours, and knows that it did', async () => {
    await quietUntil(90);
    const phone = freshPhone();
    const id = await rig.remind({ phone, sendWithinSeconds: 7_200 });
    const heedless = await rig.remind({ quietHours: 'ignore' });
    await rig.fire(60);
    expect([await rig.states(id), await rig.states(heedless)]).to.deep.equal([[], ['queued']]);
    await rig.fire(89);
    expect(await rig.states(id)).to.deep.equal([]);
    await rig.fire(91);
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence).to.deep.include({ state: 'queued', occursAt: rig.at(60) });
    expect(occurrence!.dueAt.getTime()).to.be.greaterThan(rig.at(89).getTime());
  });

  it('is missed or caught up after a standstill, in batches', async () => {
    const ids = await Promise.all(Array.from({ length: 25 }, (_, n) => rig.remind({ occursAt: rig.at(40 + n) })));
    const turns: number[] = [];
    do turns.push(await rig.fire(65, 10));
    while (turns.at(-1) === 10);
    expect(turns).to.deep.equal([10, 10, 5]);
    const states = await Promise.all(ids.map((id) => rig.states(id)));
    expect(states.slice(0, 15)).to.deep.equal(Array.from({ length: 15 }, () => ['missed: too_late']));
    expect(states.slice(15)).to.deep.equal(Array.from({ length: 10 }, () => ['queued']));
  });

  describe('fails, with the reason,', () => {
    const rejected = async (values: Parameters<ReminderRig['remind']>[0]) => {
      const id = await rig.remind(values);
      await rig.fire(60);
      expect(await rig.changes(id)).to.deep.equal(['failed']);
      return rig.states(id);
    };
    const template = (name: string): TemplateContent => ({
      kind: 'template',
      name,
      language: 'en',
      body: [],
      buttons: [],
    });

    it('when its template is not approved any more', async () => {
      const owner = { id: rig.tenantId, channelId: rig.channelId };
      await addTemplate(platform, owner, { name: 'paused' }, { external_id: '22', status: 'paused' });
      expect(await rejected({ content: template('paused') })).to.deep.equal(['failed: template_not_approved']);
      expect(await rejected({ content: template('nowhere') })).to.deep.equal(['failed: template_unknown']);
    });

    it('when its parameters do not fit any more', async () => {
      expect(await rejected({ content: template('visit') })).to.deep.equal(['failed: template_misfit']);
    });

    it('when the person opted out or is not served any more', async () => {
      const [out, gone] = [await person(), await person()];
      const { pool } = platform.database;
      await pool.query('update contacts set opted_out_at = now() where id = $1', [out.contactId]);
      await pool.query("update contacts set status = 'inactive' where id = $1", [gone.contactId]);
      expect(await rejected({ contactId: out.contactId })).to.deep.equal(['failed: opted_out']);
      expect(await rejected({ contactId: gone.contactId })).to.deep.equal(['failed: contact_inactive']);
      expect(await rejected({ phone: out.number })).to.deep.equal(['failed: opted_out']);
    });

    it('when nobody can tell the channel', async () => {
      expect(await rejected({ channelId: null })).to.deep.equal(['failed: channel_ambiguous']);
    });
  });

  describe('with a text for an open window', () => {
    const sessionText = 'See you on Monday!';

    it('says that', async () => {
      const { number: phone, contactId } = await person(3 * 60 * minute);
      await rig.remind({ contactId, sessionText });
      await rig.fire(60);
      expect(await rig.settled(phone)).to.deep.equal([{ kind: 'text', body: sessionText, status: 'read' }]);
    });

    it('says the template when the window is closed, or about to be', async () => {
      for (const windowMs of [-1, 65 * minute]) {
        const { number: phone, contactId } = await person(windowMs);
        await rig.remind({ contactId, sessionText });
        await rig.fire(60);
        expect((await rig.settled(phone)).map(({ kind }) => kind)).to.deep.equal(['template']);
      }
    });
  });

  it('is left for a moment when somebody holds the conversation, and holds up nobody', async () => {
    const held = await person();
    const [id, other] = [await rig.remind({ contactId: held.contactId }), await rig.remind()];
    const client = await platform.database.pool.connect();
    await client.query('begin');
    await client.query('select from conversations where id = $1 for update', [held.conversationId]);
    await rig.fire(60);
    expect([await rig.states(id), await rig.states(other)]).to.deep.equal([[], ['queued']]);
    await client.query('commit');
    client.release();
    await rig.fire(60);
    expect(await rig.states(id)).to.deep.equal(['queued']);
  });

  it('that is broken is set aside after a few attempts, and the others go on', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => rig.remind()));
    const [poison, ...others] = ids as [string, string, string];
    await platform.database.pool.query("update reminders set content = '{}' where id = $1", [poison]);
    const logged = rig.logLines.length;
    await rig.fire(60);
    for (const id of others) expect(await rig.states(id)).to.deep.equal(['queued']);
    expect(await rig.states(poison)).to.deep.equal([]);
    for (const minutes of [61, 62, 63, 66]) await rig.fire(minutes);
    expect(await rig.states(poison)).to.deep.equal(['failed: internal']);
    expect(await rig.row(poison)).to.include({ state: 'done' });
    expect(rig.logLines.slice(logged).filter((line) => line.includes(poison))).to.have.length(5);
  });

  it('is found at the person into whom its contact was merged', async () => {
    const [survivor, merged] = [await person(), await person()];
    const id = await rig.remind({ contactId: merged.contactId });
    const { mergeContacts } = await import('../../../src/store/merge.ts');
    await platform.database.db
      .transaction()
      .execute((trx) =>
        mergeContacts(trx, [{ tenantId: rig.tenantId, survivorId: survivor.contactId, mergedIds: [merged.contactId] }]),
      );
    await rig.fire(60);
    expect(await rig.row(id)).to.include({ contactId: survivor.contactId, state: 'done' });
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence!.message!.conversationId).to.equal(survivor.conversationId);
  });

  it('lies where newer zone data puts it', async () => {
    const { pool } = platform.database;
    const schedule = { type: 'local', localTime: '2030-07-01T09:00:00', zone: 'Africa/Johannesburg' } as const;
    const [old, newer] = [
      await rig.remind({ schedule, occursAt: new Date('2030-07-01T08:00:00Z') }),
      await rig.remind({ schedule, occursAt: new Date('2030-07-01T08:00:00Z') }),
    ];
    await pool.query("update reminders set zone_data = '2001a' where id = $1", [old]);
    await pool.query("update reminders set zone_data = '2999a' where id = $1", [newer]);
    await platform.database.db.transaction().execute((trx) => zoneData.run(rig.context(0), trx));
    const at = new Date('2030-07-01T07:00:00Z');
    expect(await rig.row(old)).to.deep.include({ occursAt: at, nextAt: at });
    expect(await rig.row(newer)).to.deep.include({ occursAt: new Date('2030-07-01T08:00:00Z') });
  });

  it('goes to one contact and one conversation when several are due for one new phone', async () => {
    const phone = freshPhone();
    const ids = await Promise.all([1, 2, 3].map(() => rig.remind({ phone })));
    await rig.fire(60);
    for (const id of ids) expect(await rig.states(id)).to.deep.equal(['queued']);
    await until('all three are sent', () => rig.taken(phone).length === 3);
    const query = platform.database.db.selectFrom('contact_addresses').selectAll().where('value', '=', phone);
    expect(await query.execute()).to.have.length(1);
  });
});
