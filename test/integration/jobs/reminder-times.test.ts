// Reminders and time: rules, quiet hours, standstills, and what came too late.
import { expect } from 'chai';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { minute, reminderRig, type ReminderRig } from './reminder-rig.ts';

const johannesburgMs = 2 * 3_600_000;

describe('a reminder, as time goes by,', () => {
  let platform: Platform;
  let rig: ReminderRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
  });
  after(() => platform.close());

  /** The tenant may send from so many minutes after the start on, for two hours. */
  const quietUntil = async (minutes: number) => {
    const clock = (at: Date) => new Date(at.getTime() + johannesburgMs).toISOString().slice(11, 16);
    const days = [1, 2, 3, 4, 5, 6, 7];
    const [from, until] = [clock(rig.at(minutes)), clock(rig.at(minutes + 120))];
    const windows = [{ days, from, until }];
    await platform.database.pool.query('update tenants set send_windows = $1', [JSON.stringify(windows)]);
  };
  afterEach(() => platform.database.pool.query('update tenants set send_windows = null'));

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
    expect(await rig.row(id), 'callers see that it went on').to.include({ state: 'done', fired: 3, version: 4 });
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

  it('is missed too when quiet hours begin while its message waits in the outbox', async () => {
    const { pool } = platform.database;
    await quietUntil(50);
    await pool.query("update channels set paused_until = now() + '1 hour'::interval where id = $1", [rig.channelId]);
    const phone = freshPhone();
    const id = await rig.remind({ phone, sendWithinSeconds: 10 * 3_600 });
    await rig.fire(60);
    const messageId = (await rig.occurrences(id))[0]!.message!.id;
    const quiet = async () =>
      (await pool.query<{ at: Date }>('select quiet_from as at from outbox where message_id = $1', [messageId]))
        .rows[0]!;
    expect(Math.abs((await quiet()).at.getTime() - rig.at(170).getTime())).to.be.lessThan(minute);
    await pool.query("update outbox set quiet_from = now() - '1 second'::interval where message_id = $1", [messageId]);
    const withdrawn = async () => (await platform.metrics.remindersWithdrawn.get()).values[0]?.value ?? 0;
    const before = await withdrawn();
    await pool.query('update channels set paused_until = null where id = $1', [rig.channelId]);
    await rig.wake(id);
    await rig.settled(phone);
    expect(await withdrawn()).to.equal(before + 1);
    expect(await rig.changes(id)).to.deep.equal(['queued', 'missed']);
    expect((await rig.occurrences(id))[0]!.message).to.include({ status: 'failed', errorCode: 'quiet_hours' });
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
});
