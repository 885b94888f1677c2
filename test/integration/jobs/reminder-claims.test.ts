// Several workers look for the same reminders, one of them stands still, and callers change their minds meanwhile.
import { expect } from 'chai';
import { fireDueReminders } from '../../../src/jobs/reminders/fire.ts';
import { untilSettled } from '../../../src/platform/db.ts';
import { claimDueReminders } from '../../../src/store/due-reminders.ts';
import { cancelReminder, rescheduleReminder } from '../../../src/store/reminder-changes.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { reminderRig, type ReminderRig } from './reminder-rig.ts';

describe('reminders and several workers', () => {
  let platform: Platform;
  let rig: ReminderRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
  });
  after(() => platform.close());

  const cancel = (id: string) =>
    untilSettled(() =>
      platform.database.db.transaction().execute(async (trx) => (await cancelReminder(trx, id, new Date()))?.outcome),
    );
  const reschedule = (id: string, minutes: number, version = 1) =>
    platform.database.db.transaction().execute(async (trx) => {
      const occursAt = rig.at(minutes);
      const change = { version, schedule: { type: 'at', at: occursAt } as const, occursAt };
      return (await rescheduleReminder(trx, id, change, new Date()))?.outcome;
    });

  it('each is sent once, by whichever worker was there first', async () => {
    const phones = Array.from({ length: 200 }, () => freshPhone());
    await Promise.all(phones.map((phone) => rig.remind({ phone })));
    const work = async () => {
      let handled = 0;
      for (let turn = await rig.fire(60, 20); turn > 0; turn = await rig.fire(60, 20)) handled += turn;
      return handled;
    };
    const shares = await Promise.all([work(), work(), work(), work()]);
    expect(shares.reduce((sum, each) => sum + each)).to.equal(200);
    expect(Math.max(...shares), 'they share the work').to.be.lessThan(200);
    await until('all are sent', () => phones.every((phone) => rig.taken(phone).length > 0));
    expect(phones.filter((phone) => rig.taken(phone).length > 1)).to.deep.equal([]);
  });

  it('one that stands still keeps its own, others go on, and what it wakes up to is not done again', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone });
    const { db } = platform.database;
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    let claimed = 0;
    const standing = db.transaction().execute(async (trx) => {
      claimed = (await claimDueReminders(trx, rig.at(60), 100)).length;
      await frozen;
    });
    await until('it has claimed', () => claimed === 1);
    const other = await rig.remind();
    await rig.fire(60);
    expect([await rig.states(id), await rig.states(other)]).to.deep.equal([[], ['queued']]);
    thaw();
    await standing;
    expect(await rig.fire(60), 'what was not done is done by the next').to.equal(1);
    await rig.settled(phone);
    expect(rig.taken(phone)).to.have.length(1);
  });

  it('one whose connection is cut while it stands still does nothing when it wakes up', async () => {
    const phone = freshPhone();
    const id = await rig.remind({ phone });
    const { pool } = platform.database;
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    let pid = 0;
    const context = rig.context(60);
    const enqueue: typeof context.queue.enqueue = async (trx, jobs) => {
      const { rows } = await pool.query<{ pid: number }>(
        "select pid from pg_stat_activity where state = 'idle in transaction' and datname = current_database()",
      );
      pid = rows[0]!.pid;
      await frozen;
      await platform.queue.enqueue(trx, jobs);
    };
    const standing = fireDueReminders({ ...context, queue: { ...platform.queue, enqueue } }, 10).catch(
      (error: unknown) => error,
    );
    await until('it has written all but its jobs', () => pid > 0);
    await pool.query('select pg_terminate_backend($1)', [pid]);
    await until('another has done it', async () => {
      await rig.fire(60);
      return (await rig.states(id)).length > 0;
    });
    thaw();
    expect(await standing).to.be.instanceOf(Error);
    await rig.settled(phone);
    expect(await rig.states(id)).to.deep.equal(['queued']);
    expect(rig.taken(phone)).to.have.length(1);
  });

  it('nobody waits behind those whose conversation somebody holds, and these lose no time by it', async () => {
    const { db } = platform.database;
    const busy = freshPhone();
    await rig.remind({ phone: busy, occursAt: rig.at(1) });
    await rig.fire(1);
    await rig.settled(busy);
    const held = await Promise.all([2, 2, 2, 2].map(() => rig.remind({ phone: busy, occursAt: rig.at(2) })));
    const other = await rig.remind({ occursAt: rig.at(3) });
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('conversations').select('id').where('recipient', '=', busy).forUpdate().execute();
      expect([await rig.fire(4, 3), await rig.fire(4, 3)], 'a full batch, and what is left').to.deep.equal([3, 2]);
      expect(await Promise.all([...held, other].map(rig.states))).to.deep.equal([[], [], [], [], ['queued']]);
      expect(await rig.fire(4, 3), 'they are not taken again at once').to.equal(0);
    });
    expect(await rig.fire(5)).to.equal(4);
    for (const id of held) {
      const [occurrence] = await rig.occurrences(id);
      expect(occurrence).to.deep.include({ state: 'queued', dueAt: rig.at(2) });
    }
  });

  describe('called off', () => {
    it('is never sent', async () => {
      const phone = freshPhone();
      const id = await rig.remind({ phone });
      expect(await cancel(id)).to.equal('cancelled');
      expect(await cancel(id)).to.equal('already_cancelled');
      await rig.fire(60);
      expect(await rig.states(id)).to.deep.equal([]);
      expect(await rig.changes(id)).to.deep.equal(['cancelled']);
      expect(rig.taken(phone)).to.deep.equal([]);
    });

    it('takes its message back while that waits for its turn', async () => {
      const { pool } = platform.database;
      await pool.query("update channels set paused_until = now() + '1 hour'::interval");
      await platform.channels.refresh();
      const phone = freshPhone();
      const id = await rig.remind({ phone });
      await rig.fire(60);
      expect(await rig.states(id)).to.deep.equal(['queued']);
      expect(await cancel(id)).to.equal('cancelled');
      await pool.query('update channels set paused_until = null');
      await platform.channels.refresh();
      expect(await rig.row(id)).to.include({ state: 'cancelled' });
      const [occurrence] = await rig.occurrences(id);
      expect(occurrence).to.include({ state: 'cancelled' });
      expect(occurrence!.message).to.include({ status: 'failed', errorCode: 'reminder_cancelled' });
      expect(await rig.changes(id)).to.deep.equal(['queued', 'cancelled']);
      const again = await rig.remind({ phone });
      await rig.fire(60);
      await until('the next one is sent', () => rig.taken(phone).length > 0);
      expect(await rig.states(again)).to.deep.equal(['queued']);
      expect(rig.taken(phone)).to.have.length(1);
    });

    it('by somebody who waited while it fired takes its message back all the same', async () => {
      const { pool } = platform.database;
      await pool.query("update channels set paused_until = now() + '1 hour'::interval");
      await platform.channels.refresh();
      const phone = freshPhone();
      const schedule = { type: 'rule', rule: 'FREQ=HOURLY', zone: 'UTC' } as const;
      const id = await rig.remind({ phone, schedule, occursAt: rig.at(60) });
      let thaw: () => void = () => undefined;
      const frozen = new Promise<void>((resolve) => (thaw = resolve));
      let isWritten = false;
      const context = rig.context(60);
      const enqueue: typeof context.queue.enqueue = async (trx, jobs) => {
        isWritten = true;
        await frozen;
        await platform.queue.enqueue(trx, jobs);
      };
      const firing = fireDueReminders({ ...context, queue: { ...platform.queue, enqueue } }, 10);
      await until('it has written all but its jobs', () => isWritten);
      const cancelling = cancel(id);
      await until('it is waited for', async () => {
        const { rows } = await pool.query("select from pg_stat_activity where wait_event_type = 'Lock'");
        return rows.length > 0;
      });
      thaw();
      await firing;
      expect(await cancelling).to.equal('cancelled');
      expect(await rig.states(id)).to.deep.equal(['cancelled']);
      await pool.query('update channels set paused_until = null');
      await platform.channels.refresh();
      expect((await rig.settled(phone)).map(({ status }) => status)).to.deep.equal(['failed']);
      expect(rig.taken(phone)).to.deep.equal([]);
    });

    it('too late is told that it was sent, or missed', async () => {
      const phone = freshPhone();
      const [sent, missed] = [await rig.remind({ phone }), await rig.remind({ occursAt: rig.at(40) })];
      await rig.fire(60);
      await rig.settled(phone);
      expect([await cancel(sent), await cancel(missed)]).to.deep.equal(['already_sent', 'over']);
      expect(await rig.row(sent)).to.include({ state: 'done' });
      expect(await cancel(crypto.randomUUID())).to.equal(undefined);
    });

    it('while it is being fired is either sent or cancelled, and says which', async () => {
      const phones = Array.from({ length: 40 }, () => freshPhone());
      const ids = await Promise.all(phones.map((phone) => rig.remind({ phone })));
      const [outcomes] = await Promise.all([Promise.all(ids.map(cancel)), rig.fire(60, 7), rig.fire(60, 7)]);
      await rig.fire(61);
      for (const [n, id] of ids.entries()) {
        const { state } = await rig.row(id);
        expect(state).to.equal(outcomes[n] === 'cancelled' ? 'cancelled' : 'done');
        if (outcomes[n] === 'already_sent') await rig.settled(phones[n]!);
        expect(rig.taken(phones[n]!)).to.have.length(outcomes[n] === 'cancelled' ? 0 : 1);
      }
    });
  });

  describe('moved', () => {
    it('is sent at the new time only', async () => {
      const phone = freshPhone();
      const id = await rig.remind({ phone });
      expect(await reschedule(id, 120)).to.equal('rescheduled');
      expect(await rig.row(id)).to.deep.include({ version: 2, occursAt: rig.at(120), nextAt: rig.at(120) });
      await rig.fire(60);
      expect(await rig.states(id)).to.deep.equal([]);
      await rig.fire(120);
      await rig.settled(phone);
      expect(await rig.changes(id)).to.include.members(['rescheduled', 'queued', 'read']);
      expect(rig.taken(phone)).to.have.length(1);
    });

    it('by two callers is moved once', async () => {
      const id = await rig.remind();
      const outcomes = await Promise.all([reschedule(id, 100), reschedule(id, 110)]);
      expect(outcomes).to.have.members(['rescheduled', 'stale']);
      expect(await reschedule(id, 130, 2)).to.equal('rescheduled');
      expect(await cancel(id)).to.equal('cancelled');
      expect(await reschedule(id, 140, 4)).to.equal('already_cancelled');
    });

    it('after it was sent is not, after it was missed is', async () => {
      const [sent, missed] = [await rig.remind(), await rig.remind({ occursAt: rig.at(40) })];
      await rig.fire(60);
      expect(await reschedule(sent, 120)).to.equal('already_sent');
      expect(await reschedule(missed, 120), 'read before it was missed').to.equal('stale');
      expect(await reschedule(missed, 120, 2)).to.equal('rescheduled');
      await rig.fire(120);
      expect(await rig.states(missed)).to.deep.equal(['missed: too_late', 'queued']);
    });

    it('after its message failed is sent then, but one that failed is not called off', async () => {
      const phones = [freshPhone(), freshPhone()];
      for (const to of phones) platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to, times: 1 });
      const [first, second] = [await rig.remind({ phone: phones[0]! }), await rig.remind({ phone: phones[1]! })];
      await rig.fire(60);
      for (const phone of phones) await rig.settled(phone);
      expect(await reschedule(first, 120, 2)).to.equal('rescheduled');
      expect(await cancel(second)).to.equal('over');
      await rig.fire(120);
      await until('it is sent', () => rig.taken(phones[0]!).length === 1);
      expect((await rig.settled(phones[0]!)).map(({ status }) => status)).to.deep.equal(['failed', 'read']);
    });

    it('to a time at which it has fired is not', async () => {
      const missed = await rig.remind({ occursAt: rig.at(40) });
      await rig.fire(60);
      expect(await reschedule(missed, 40, 2)).to.equal('occurred');
      expect(await rig.row(missed)).to.include({ state: 'done', version: 2 });
    });

    it('past all checks to a time at which it has fired is told, and not sent', async () => {
      const phone = freshPhone();
      const id = await rig.remind({ phone });
      await rig.fire(60);
      await rig.settled(phone);
      const logged = rig.logLines.length;
      await platform.database.pool.query("update reminders set state = 'scheduled' where id = $1", [id]);
      await rig.fire(60);
      expect(await rig.row(id)).to.include({ state: 'done' });
      expect((await rig.changes(id)).at(-1)).to.equal('failed');
      expect(rig.logLines.slice(logged).filter((line) => line.includes(id))).to.have.length(1);
      expect(rig.taken(phone)).to.have.length(1);
    });
  });
});
