// Sustained: inbound text → stored → flow → reply accepted by the sandbox → three receipts applied, at a steady rate.
// Prints how many messages a second went all the way, how late the replies were, and where the CPU went.
import { sql } from 'kysely';
import { machineFacts, percentile, treeCpuSeconds } from './machine.ts';
import { createPoster, metaWebhook, printStatements, startRig } from './rig.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 60);
const rate = Number(process.env['BENCH_RATE'] ?? 500);
const people = Number(process.env['BENCH_PEOPLE'] ?? 5_000);
const processes = (process.env['BENCH_PROCESSES'] ?? 'receiver worker').split(' ');

const rig = await startRig(processes, { delays: { acceptMs: [20, 60], sentMs: 50, deliveredMs: 100, readMs: 200 } });
const poster = createPoster(rig.receiverUrl);
const startedAt = new Map<string, number>();
const latencies: number[] = [];
rig.sandbox.accepted.onAccepted((message) => {
  const begun = startedAt.get(message.body);
  if (begun !== undefined) latencies.push(Date.now() - begun);
});
await warmUp();

const cpu = () => ({
  ...Object.fromEntries(Object.entries(rig.pids).map(([name, pid]) => [name, treeCpuSeconds(pid)])),
  load: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
});
const before = cpu();
const begun = performance.now();
let sent = 0;
let refused = 0;
const open = new Set<Promise<void>>();
while (performance.now() - begun < seconds * 1000) {
  const due = Math.floor(((performance.now() - begun) / 1000) * rate);
  for (; sent < due; sent++) send(sent);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await Promise.all(open);
const loaded = (performance.now() - begun) / 1000;
const atEnd = await finished();
while ((await finished()) < sent && performance.now() - begun < (seconds + 60) * 1000)
  await new Promise((resolve) => setTimeout(resolve, 250));
const drained = (performance.now() - begun) / 1000;
const after = cpu();
const complete = await finished();
latencies.sort((a, b) => a - b);

console.log(`sustained: ${machineFacts()}`);
console.log(`  offered ${rate}/s for ${seconds} s over ${people} people; processes: ${processes.join(' | ')}`);
console.log(
  `  all the way (read receipt applied): ${complete} of ${sent}, ${refused} refused; ${(atEnd / loaded).toFixed(0)}/s under load, backlog gone after ${(drained - loaded).toFixed(1)} s`,
);
console.log(
  `  webhook sent → provider called: p50 ${percentile(latencies, 50)} ms, p99 ${percentile(latencies, 99)} ms (${latencies.length} replies)`,
);
for (const [name, value] of Object.entries(after)) {
  const used = value - (before as { [name: string]: number })[name]!;
  console.log(
    `  CPU ${name.padEnd(16)} ${used.toFixed(1)} s = ${((used / drained) * 100).toFixed(0)} % of a core, ${((used / complete) * 1000).toFixed(2)} ms a message`,
  );
}
await printStatements(rig);
await poster.close();
await rig.stop();

function send(n: number): void {
  const text = `bench ${n}`;
  startedAt.set(`[Echo] ${text}`, Date.now());
  const work = poster
    .post(metaWebhook(`2782${String(1_000_000 + (n % people))}`, text))
    .then((status) => {
      if (status !== 200) refused += 1;
    })
    .finally(() => open.delete(work));
  open.add(work);
}

async function finished(): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from messages where direction = 'outbound' and status = 'read' and body like '[Echo] bench%'`.execute(
    rig.database.db,
  );
  return rows[0]!.n;
}

// Plans, connections and compiled code are ready before anything is counted.
async function warmUp(): Promise<void> {
  for (let n = 0; n < 300; n++) await poster.post(metaWebhook(`2783${String(1_000_000 + n)}`, `warm ${n}`));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}
