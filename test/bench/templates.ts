// A thousand people's templates, spread over two workers: never faster than the number's rate, none lost, none twice; and
// what that does to the latency of replies.
import { createLogger } from '../../src/platform/log.ts';
import { openQueue } from '../../src/platform/queue-open.ts';
import { makePeople, mostInASecond, queueTo } from '../support/sending.ts';
import { until } from '../support/until.ts';
import { machineFacts, percentile } from './machine.ts';
import { createPoster, metaWebhook, startRig } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 1_000);
const rate = Number(process.env['BENCH_RATE'] ?? 80);
const rig = await startRig(['receiver', 'worker', 'worker'], {
  record: true,
  delays: { acceptMs: [20, 60], sentMs: 50, deliveredMs: 100, readMs: 200 },
});
const { db, pool } = rig.database;
const url = rig.childEnv['DATABASE_URL']!;
const queue = await openQueue({ url, pool, log: createLogger('silent'), worker: false });
const { rows } = await pool.query<{ id: string; tenantId: string }>(
  `update channels set rate_per_second = $1 where provider = 'meta' returning id, tenant_id as "tenantId"`,
  [rate],
);
const people = await makePeople(db, rows[0]!, count, -1_000);
const poster = createPoster(rig.receiverUrl, 1);
await measureReplies(20); // Connections and compiled code are ready before anything is counted, and the new rate is known.
const idle = await measureReplies(60);

const before = rig.sandbox.accepted.count;
const template = { kind: 'template' as const, name: 'appointment_reminder', language: 'es_MX', buttons: [] };
await queueTo({ db, queue }, people, (n) => ({ ...template, body: [{ text: `person ${n}` }] }), { bulk: true });
const during: number[] = [];
const templates = () => rig.sandbox.accepted.list(({ type }) => type === 'template');
while (templates().length < count * 0.9) during.push(...(await measureReplies(1)));
await until('every template has ended', async () => (await unread()) === 0, 60_000);

const sent = templates();
const all = rig.sandbox.accepted.list().slice(before);
const recipients = new Set(sent.map(({ to }) => to));
const seconds = (sent.at(-1)!.at - sent[0]!.at) / 1_000;
const most = mostInASecond(all);
console.log(`templates: ${machineFacts()}`);
console.log(
  `  ${count} people, ${rate} messages a second, two workers: ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(1)}/s`,
);
console.log(
  `  most within any second, replies included: ${most}, ${(most / rate).toFixed(2)} of the rate (goal ≤ 1.00)`,
);
console.log(
  `  lost ${people.filter(({ number }) => !recipients.has(number)).length}, sent twice ${sent.length - recipients.size} (goal 0, 0)`,
);
console.log(`  reply latency idle:        ${latencies(idle)}`);
console.log(`  reply latency during bulk: ${latencies(during)}`);
await queue.stop();
await poster.close();
await rig.stop();

function latencies(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return `p50 ${percentile(sorted, 50).toFixed(0)} ms, p90 ${percentile(sorted, 90).toFixed(0)} ms, p99 ${percentile(sorted, 99).toFixed(0)} ms (${sorted.length} replies)`;
}

/** Webhook sent → provider called, one at a time. */
async function measureReplies(times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const text = `reply ${performance.now()}`;
    const called = rig.sandbox.accepted.waitFor(({ body }) => body === `[Echo] ${text}`, 60_000);
    const begun = Date.now();
    await poster.post(metaWebhook(`2782${String(1_000_000 + (begun % 1_000))}`, text));
    taken.push((await called).at - begun);
    await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 60));
  }
  return taken;
}

async function unread(): Promise<number> {
  const { rows: left } = await pool.query<{ n: number }>(
    `select count(*)::int as n from messages where kind = 'template' and status <> 'read'`,
  );
  return left[0]!.n;
}
