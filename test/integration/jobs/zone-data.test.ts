// What is to happen by the clock of a zone, once the zone data is another: as if the data of now had been there all along.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { RuleSchedule, Schedule } from '../../../src/domain/schedule/schedule.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { zoneData } from '../../../src/jobs/upkeep/zone-data.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { insertNotice, listNotices, updateNotice } from '../../../src/store/notices.ts';
import { createGroup } from '../../../src/store/recipient-groups.ts';
import { findReminders, insertReminders, type NewReminder } from '../../../src/store/reminders.ts';
import { keepReckoned } from '../../../src/store/zone-data.ts';
import { addTenant, freshPhone, type Tenant } from '../api/harness.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const date = (text: string) => new Date(text);
const now = date('2026-06-01T12:00:00Z');
const zone = 'America/Mexico_City';
const local = (localTime: string): Schedule => ({ type: 'local', localTime, zone });
const rule = (text: string, more: Partial<RuleSchedule> = {}): RuleSchedule => ({
  type: 'rule',
  rule: text,
  zone,
  startsAt: '2026-01-01T09:00:00',
  ...more,
});
/** Without summer time, which the data of before had. */
const nine = date('2026-07-10T15:00:00Z');
const nineBefore = date('2026-07-10T14:00:00Z');

describe('newer zone data', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  let logLines: string[];
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
  });
  after(() => database.close());
  beforeEach(async () => {
    logLines = [];
    await database.pool.query("update reminders set state = 'cancelled'; delete from notices");
  });

  const older = '2000a';
  const run = (at = now) => {
    const log = createLogger('info', { write: (line) => void logLines.push(line) });
    const context = { clock: { now: () => at }, log } as JobContext;
    return database.db.transaction().execute((trx) => zoneData.run(context, trx));
  };
  const toRow = (schedule: Schedule, occursAt: Date): NewReminder => ({
    id: newId(),
    tenantId: tenant.id,
    contactId: null,
    phone: freshPhone(),
    channelId: null,
    content: { kind: 'template', name: 'visit', language: 'en', body: [], buttons: [] },
    schedule,
    reference: null,
    sendWithinSeconds: 600,
    quietHours: 'respect',
    sessionText: null,
    smsFallback: false,
    occursAt,
  });
  const insert = async (rows: readonly NewReminder[], release: string) => {
    await database.db.transaction().execute((trx) => insertReminders(trx, rows, now));
    const byZone = 'update reminders set zone_data = $2 where id = any($1) and zone is not null';
    await database.pool.query(byZone, [rows.map(({ id }) => id), release]);
  };
  const remind = async (schedule: Schedule, occursAt: Date, release = older) => {
    const row = toRow(schedule, occursAt);
    await insert([row], release);
    return row.id;
  };
  const find = async (id: string) =>
    (await database.db.transaction().execute((trx) => findReminders(trx, [id]))).get(id)!;
  const timesOf = async (id: string) => {
    const { occursAt, nextAt } = await find(id);
    return [occursAt, nextAt];
  };
  const notice = async (enabled: boolean) => {
    const id = newId();
    const groupId = (await createGroup(database.db, tenant.id, id))!;
    const usual = { template: 'shift_notice', language: 'en', data: {}, quietHours: 'ignore' } as const;
    const place = { tenantId: tenant.id, channelId: tenant.channelId, groupId };
    const when = { schedule: rule('0 9 * * *'), nextAt: nineBefore, sendWithinSeconds: 600 };
    await insertNotice(database.db, { id, name: id, kind: 'shift', ...place, ...usual, ...when });
    await database.db.updateTable('notices').set({ enabled, zone_data: older }).where('id', '=', id).execute();
    return async () => {
      const row = database.db.selectFrom('notices').select('next_at').where('id', '=', id);
      return (await row.executeTakeFirstOrThrow()).next_at;
    };
  };

  it('moves reminders and notices to where the data of now has them', async () => {
    const once = await remind(local('2026-07-10T09:00:00'), nineBefore);
    const daily = await remind(rule('0 9 * * *'), nineBefore);
    const right = await remind(rule('0 9 * * *'), nine);
    const [told, off] = [await notice(true), await notice(false)];
    const untouched = await find(right);
    await run();
    expect(await timesOf(once)).to.deep.equal([nine, nine]);
    expect(await timesOf(daily)).to.deep.equal([nine, nine]);
    expect(await find(right)).to.deep.equal(untouched);
    expect((await find(once)).version, 'callers see that it was moved').to.equal(2);
    expect([await told(), await off()]).to.deep.equal([nine, nineBefore]);
    expect(logLines.join()).to.include('"moved":3');
  });

  it('does the same when it is done twice, and when two are at it at once', async () => {
    const ids = [await remind(local('2026-07-10T09:00:00'), nineBefore), await remind(rule('0 * * * *'), nine)];
    await Promise.all([run(), run()]);
    const once = await Promise.all(ids.map(find));
    expect(once.map(({ occursAt }) => occursAt)).to.deep.equal([nine, nine]);
    await database.pool.query('update reminders set zone_data = $1 where zone is not null', [older]);
    await run(date('2026-06-01T13:00:00Z'));
    expect(await Promise.all(ids.map(find))).to.deep.equal(once);
  });

  it('leaves alone what is due, over, or not by the clock of a zone, and what waits for the end of quiet hours', async () => {
    const due = await remind(local('2026-06-01T05:30:00'), date('2026-06-01T10:30:00Z'));
    const instant = await remind({ type: 'at', at: nineBefore }, nineBefore);
    const cancelled = await remind(local('2026-07-10T09:00:00'), nineBefore);
    const quiet = await remind(local('2026-06-01T05:30:00'), date('2026-06-01T10:30:00Z'));
    await database.pool.query("update reminders set state = 'cancelled' where id = $1", [cancelled]);
    await database.pool.query('update reminders set next_at = $2 where id = $1', [quiet, nine]);
    const ids = [due, instant, cancelled, quiet];
    const untouched = await Promise.all(ids.map(find));
    await run();
    expect(await Promise.all(ids.map(find))).to.deep.equal(untouched);
  });

  it('is due at once when its time has been by now', async () => {
    const id = await remind(local('2026-06-01T05:30:00'), date('2026-06-01T12:30:00Z'));
    await run();
    expect(await timesOf(id)).to.deep.equal([date('2026-06-01T11:30:00Z'), date('2026-06-01T11:30:00Z')]);
  });

  it('does not go back to a time at which it fired', async () => {
    const fired = date('2026-06-01T11:30:00Z');
    const id = await remind(rule('30 4,5 * * *'), date('2026-06-01T12:30:00Z'));
    await database.pool.query(
      `insert into reminder_occurrences (id, tenant_id, reminder_id, occurs_at, due_at, fired_at, state)
        values ($1, $2, $3, $4, $4, $4, 'failed')`,
      [newId(), tenant.id, id, fired],
    );
    await run();
    expect((await find(id)).occursAt).to.deep.equal(date('2026-06-02T10:30:00Z'));
  });

  it('goes through any number of them, a part at a time', async () => {
    const rows = Array.from({ length: 1_500 }, () => toRow(local('2026-07-10T09:00:00'), nineBefore));
    await insert(rows, older);
    const soon = await remind(local('2026-07-01T09:00:00'), date('2026-07-01T14:00:00Z'));
    const moved = async () => {
      const { rows: found } = await database.pool.query<{ moved: number }>(
        "select count(*)::integer as moved from reminders where state = 'scheduled' and next_at = $1",
        [nine],
      );
      return found[0]?.moved;
    };
    await run();
    expect(await moved()).to.equal(999);
    expect((await find(soon)).occursAt, 'the soonest first').to.deep.equal(date('2026-07-01T15:00:00Z'));
    await run();
    expect(await moved()).to.equal(1_500);
  });

  it('is not taken back by a worker that has older data', async () => {
    const id = await remind(local('2026-07-10T09:00:00'), nineBefore, '2999a');
    await run();
    expect((await find(id)).occursAt).to.deep.equal(nineBefore);
  });

  it('does not make a notice right whose time was kept while it was changed', async () => {
    const told = await notice(true);
    const [stored] = await listNotices(database.db, tenant.id);
    await updateNotice(database.db, stored!.id, { ...stored!, language: 'es' });
    await run();
    expect(await told()).to.deep.equal(nine);
  });

  it('leaves a time as it was where the rule has none any more, or cannot be followed, and goes on with the others', async () => {
    const ended = await remind(rule('0 9 * * *', { endsAt: nineBefore }), nineBefore);
    const broken = await remind(rule('no rule at all'), nineBefore);
    const other = await remind(local('2026-07-10T09:00:00'), nineBefore);
    await run();
    expect(await timesOf(ended)).to.deep.equal([nineBefore, nineBefore]);
    expect(await timesOf(broken)).to.deep.equal([nineBefore, nineBefore]);
    expect(await timesOf(other)).to.deep.equal([nine, nine]);
    expect(logLines.join()).to.include(broken);
  });

  it('leaves alone what was moved by somebody else since it was looked at', async () => {
    const later = date('2026-08-01T15:00:00Z');
    const id = await remind(local('2026-08-01T09:00:00'), later);
    const other = { table: 'reminders', id, occursAt: nineBefore, becomes: nine } as const;
    await database.db.transaction().execute((trx) => keepReckoned(trx, [other], '2026a', now));
    expect(await timesOf(id)).to.deep.equal([later, later]);
  });
});
