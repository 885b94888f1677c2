// Ten thousand reminders due at one instant, to people nobody knows yet, with four workers: all sent, none twice, and how much
// later than the number's rate allows. The n-th message cannot leave before n turns of the rate have passed, of which bulk is
// given somewhat fewer than all: a reply must always find room.
import { newId } from '../../src/domain/ids.ts';
import { takeTurns } from '../../src/domain/pace.ts';
import { insertReminders, type NewReminder } from '../../src/store/reminders.ts';
import { addTemplate } from '../integration/api/harness.ts';
import { mostInASecond } from '../support/sending.ts';
import { machineFacts, percentile, treeCpuSeconds } from './machine.ts';
import { printStatements, startRig } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 10_000);
const rate = Number(process.env['BENCH_RATE'] ?? 80);
const numbers = Number(process.env['BENCH_NUMBERS'] ?? 1);
const rig = await startRig(['receiver', 'worker', 'worker', 'worker', 'worker'], {
  record: true,
  delays: { acceptMs: [20, 60], sentMs: 50, deliveredMs: 100, readMs: 200 },
});
const { db, pool } = rig.database;
const { rows: channels } = await pool.query<{ id: string; tenantId: string }>(
  `update channels set rate_per_second = $1, templates_synced_at = now() where provider = 'meta'
   returning id, tenant_id as "tenantId"`,
  [rate],
);
const [{ id: channelId, tenantId }] = channels as [(typeof channels)[number]];
const visit = { name: 'visit', body: 'You are expected: {{1}}.' };
await addTemplate(rig, { id: tenantId, channelId }, visit, { external_id: '21' });
await new Promise((resolve) => setTimeout(resolve, 6_000)); // Workers read the channels anew every few seconds.

const due = new Date(Date.now() + 5_000);
await db.transaction().execute((trx) => insertReminders(trx, Array.from({ length: count }, reminderOf), new Date()));
await pool.query('analyze reminders');
if (Date.now() > due.getTime()) throw new Error('they were due before all of them were there');
const cpu = () => Object.entries(rig.pids).map(([name, pid]) => [name, treeCpuSeconds(pid)] as const);
const before = new Map(cpu());
const deadline = due.getTime() + (count * spacingMs()) / numbers + 180_000;
while ((await countEnded()) < count) {
  if (Date.now() > deadline) throw new Error('not every message has ended');
  // Seldom: what looks must not take the database's time from what is measured.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
}
const used = cpu().map(([name, seconds]) => `${name} ${(seconds - before.get(name)!).toFixed(1)} s`);

const sent = rig.sandbox.accepted.list();
const late = sent
  .map(({ at }) => at - due.getTime())
  .toSorted((a, b) => a - b)
  .map((ms, n) => ms - (n * spacingMs()) / numbers)
  .toSorted((a, b) => a - b);
const recipients = new Set(sent.map(({ to }) => to));
const queued = await queuedAfter();
const seconds = (Math.max(...sent.map(({ at }) => at)) - due.getTime()) / 1_000;
console.log(`reminders: ${machineFacts()}`);
console.log(
  `  ${count} due at one instant, ${numbers} × ${rate} messages a second, four workers: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)}/s of ${((1_000 / spacingMs()) * numbers).toFixed(1)}/s that bulk is given`,
);
console.log(
  `  sent ${recipients.size}, sent twice ${sent.length - recipients.size}, reminders that are not done ${await undone()} (goal ${count}, 0, 0)`,
);
console.log(
  `  due → taken by a worker: p50 ${percentile(queued, 50)} ms, p99 ${percentile(queued, 99)} ms, last ${queued.at(-1)} ms`,
);
console.log(
  `  due → provider called, beyond what the rate allows: p50 ${percentile(late, 50).toFixed(0)} ms, p99 ${percentile(late, 99).toFixed(0)} ms (goal ≤ 2000), max ${late.at(-1)!.toFixed(0)} ms`,
);
console.log(`  most within any second: ${(mostInASecond(sent) / rate / numbers).toFixed(2)} of the rate`);
console.log(`  CPU until the last was read: ${used.join(', ')}`);
await printStatements(rig);
await rig.stop();

function reminderOf(_: unknown, n: number): NewReminder {
  return {
    id: newId(),
    tenantId,
    contactId: null,
    phone: `+2786${String(1_000_000 + n)}`,
    channelId: channels[n % numbers]!.id,
    content: { kind: 'template', name: 'visit', language: 'en', body: [{ text: String(n) }], buttons: [] },
    schedule: { type: 'at', at: due },
    reference: `visit ${n}`,
    sendWithinSeconds: 3_600,
    quietHours: 'respect',
    sessionText: null,
    smsFallback: false,
    occursAt: due,
  };
}

/** Between two messages of a number, when all are bulk. */
function spacingMs(): number {
  const pace = { now: 0, nextAt: 0, repliesDueAt: 0, bulkDueAt: 0, slowedAt: null, slowedTo: null };
  const bulk = { bulk: true, dueAt: null, behind: false };
  const { turns } = takeTurns(pace, { transport: 'whatsapp', ratePerSecond: rate }, [bulk, bulk], Infinity);
  return turns[1]!.at - turns[0]!.at;
}

/** How long after its time each became a message, in milliseconds, ascending. */
async function queuedAfter(): Promise<number[]> {
  const { rows } = await pool.query<{ ms: number }>(
    `select round(extract(epoch from fired_at - due_at) * 1000)::int as ms from reminder_occurrences where state = 'queued' order by 1`,
  );
  return rows.map(({ ms }) => ms);
}

async function undone(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("select count(*)::int as n from reminders where state <> 'done'");
  return rows[0]!.n;
}

async function countEnded(): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from messages where kind = 'template' and status in ('read', 'failed')",
  );
  return rows[0]!.n;
}
