// What taking due reminders costs, with ten thousand and with a million others waiting: the look whether any is due, the
// statement that claims them, and the whole batch with its messages. The two databases stand on one server and are measured in
// turns, so that whatever else the machine does befalls both.
import type { JobContext } from '../../src/jobs/job.ts';
import { newId } from '../../src/domain/ids.ts';
import { fireDueReminders } from '../../src/jobs/reminders/fire.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { claimDueReminders, findNextDue } from '../../src/store/due-reminders.ts';
import { insertReminders, type NewReminder } from '../../src/store/reminders.ts';
import { addTemplate, addTenant, type Tenant } from '../integration/api/harness.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { stopTestServer } from '../support/postgres.ts';
import { machineFacts, median } from './machine.ts';

const few = 10_000;
const many = Number(process.env['BENCH_REMINDERS'] ?? 1_000_000);
const samples = Number(process.env['BENCH_COUNT'] ?? 100);
const batch = 250;
const storedAtOnce = 100_000;

interface Place {
  database: TestDatabase;
  tenant: Tenant;
  context: JobContext;
}

let people = 0;

class Undone extends Error {}

const [small, large] = [await placeWith(few), await placeWith(many)] as const;
const looks: Pair = [[], []];
const claims: Pair = [[], []];
const batches: Pair = [[], []];
for (let sample = 0; sample < samples + 10; sample++) {
  const isWarm = sample >= 10;
  for (const [index, place] of sample % 2 === 0
    ? ([
        [0, small],
        [1, large],
      ] as const)
    : ([
        [1, large],
        [0, small],
      ] as const)) {
    const [look, claim, whole] = [await timeLook(place), await timeClaim(place), await timeBatch(place)];
    if (!isWarm) continue;
    looks[index].push(look);
    claims[index].push(claim);
    batches[index].push(whole);
  }
}
console.log(`reminder-claims: ${machineFacts()}`);
console.log(`  ${few.toLocaleString('en')} and ${many.toLocaleString('en')} waiting; medians of ${samples}, in turns`);
report('is any due?', looks);
report(`claim ${batch}`, claims);
report(`whole batch of ${batch}`, batches);
await small.database.close();
await large.database.close();
await stopTestServer();

type Pair = [few: number[], many: number[]];

function report(what: string, pair: Pair): void {
  const [atFew, atMany] = pair.map(median) as [number, number];
  console.log(
    `  ${what.padEnd(20)} ${atFew.toFixed(2)} ms and ${atMany.toFixed(2)} ms: ${(atMany / atFew).toFixed(2)} (goal ≤ 1.5)`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function timeLook({ database }: Place): Promise<number> {
  return timed(() => findNextDue(database.db));
}

/** Leaves them due. */
async function timeClaim(place: Place): Promise<number> {
  const { db } = place.database;
  await remind(place);
  let took = 0;
  const undone = db.transaction().execute(async (trx) => {
    took = await timed(() => claimDueReminders(trx, new Date(), batch));
    throw new Undone();
  });
  await undone.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return took;
}

async function timeBatch({ context }: Place): Promise<number> {
  let handled = 0;
  const took = await timed(async () => (handled = await fireDueReminders(context, batch)));
  if (handled !== batch) throw new Error(`${handled} of ${batch} were handled`);
  return took;
}

async function placeWith(waiting: number): Promise<Place> {
  const database = await testDatabase();
  const { db, queue, log } = database;
  const tenant = await addTenant({ database }, { templates_synced_at: new Date() });
  await addTemplate({ database }, tenant, { name: 'visit', body: 'You are expected: {{1}}.' });
  await wait(database, tenant, waiting);
  const clock = { now: () => new Date() };
  const context = { db, queue, log, clock, metrics: createMetrics() } as unknown as JobContext;
  return { database, tenant, context };
}

/** Reminders of the next year. */
async function wait({ pool }: TestDatabase, { id, channelId }: Tenant, count: number): Promise<void> {
  const content = { kind: 'template', name: 'visit', language: 'en', body: [{ text: 'noon' }], buttons: [] };
  for (let done = 0; done < count; done += storedAtOnce) {
    await pool.query(
      `insert into reminders (id, tenant_id, phone, channel_id, content, at, send_within_seconds, occurs_at, next_at, updated_at)
       select uuidv7(), $1, '+2786' || n, $2, $3, at, 3600, at, at, now()
       from (select n, now() + interval '1 day' + interval '1 year' * random() as at from generate_series($4::int, $5::int) n) t`,
      [id, channelId, content, done + 1, Math.min(done + storedAtOnce, count)],
    );
  }
  await pool.query('vacuum analyze reminders');
  // What was loaded is written out now, not while something is timed.
  await pool.query('checkpoint');
}

/** One batch that is due, to people who are new. */
async function remind({ database, tenant }: Place): Promise<void> {
  const now = new Date();
  const reminders = Array.from({ length: batch }, (): NewReminder => {
    people += 1;
    return {
      id: newId(),
      tenantId: tenant.id,
      contactId: null,
      phone: `+2784${String(1_000_000 + people)}`,
      channelId: tenant.channelId,
      content: { kind: 'template', name: 'visit', language: 'en', body: [{ text: 'noon' }], buttons: [] },
      schedule: { type: 'at', at: now },
      reference: null,
      sendWithinSeconds: 3_600,
      quietHours: 'respect',
      sessionText: null,
      smsFallback: false,
      occursAt: now,
    };
  });
  await database.db.transaction().execute((trx) => insertReminders(trx, reminders, now));
}
