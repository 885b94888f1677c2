// `reminders import` of a file, as a process of its own: how many rows a second from its start to its end, and what the same file
// costs once more, when nothing in it is new.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addTemplate } from '../integration/api/harness.ts';
import { startCluster } from '../support/cluster.ts';
import { scratchDir } from '../support/scratch.ts';
import { machineFacts, treeCpuSeconds } from './machine.ts';
import { printStatements, profiled, startProfiling } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 100_000);
const cluster = await startCluster({ postgresSettings: profiled });
await startProfiling(cluster);
const { db, pool } = cluster.database;
const channel = await db
  .selectFrom('channels')
  .select(['id', 'tenant_id'])
  .where('provider', '=', 'meta')
  .executeTakeFirstOrThrow();
await pool.query('update channels set templates_synced_at = now()');
await addTemplate(cluster, { id: channel.tenant_id, channelId: channel.id }, { name: 'visit', body: '{{1}} at {{2}}' });
const postgres = await cluster.postgres.pid();
const scratch = await scratchDir('import');
const file = path.join(scratch.dir, 'visits.csv');
await writeFile(
  file,
  `phone,template,language,param.1,param.2,local_time,zone,reference\n${Array.from({ length: count }, rowOf).join('')}`,
);

console.log(`reminder-import: ${machineFacts()}`);
report('new', run(), 'enqueued');
report('again', run(), 'repeated');
await printStatements(cluster);
await cluster.stop();
await scratch.remove();

interface Ran {
  seconds: number;
  /** Of the command, and of Postgres meanwhile. */
  cpu: [command: number, postgres: number];
  counts: { rows: number; enqueued: number; repeated: number; failed: number };
}

function run(): Ran {
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const cpu = () => [treeCpuSeconds(process.pid), treeCpuSeconds(postgres)] as const;
  const before = cpu();
  const begun = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [main, 'reminders', 'import', file, '--channel', channel.id, '--json'],
    { env: { ...process.env, ...cluster.childEnv }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the import failed: ${stderr}${stdout}`);
  const seconds = (performance.now() - begun) / 1_000;
  const after = cpu();
  return { seconds, cpu: [after[0] - before[0], after[1] - before[1]], counts: JSON.parse(stdout) as Ran['counts'] };
}

function report(what: string, { seconds, cpu, counts }: Ran, expected: 'enqueued' | 'repeated'): void {
  if (counts[expected] !== count) throw new Error(`of ${count} rows only ${counts[expected]} were ${expected}`);
  console.log(
    `  ${count.toLocaleString('en')} rows, ${what}: ${seconds.toFixed(1)} s, ${Math.round(count / seconds).toLocaleString('en')}/s (goal ≥ 5,000); CPU ${cpu[0].toFixed(1)} s, of Postgres ${cpu[1].toFixed(1)} s`,
  );
}

function rowOf(_: unknown, n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  const hour = String((n % 10) + 8).padStart(2, '0');
  return `+2786${String(1_000_000 + n)},visit,en,Person ${n},"${hour}:00, sharp",2035-03-${day}T${hour}:00,Africa/Johannesburg,visit ${n}\n`;
}
