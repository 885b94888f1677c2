// Accept: durable webhooks a second at 64 concurrent senders, against the same app storing nothing and against one
// boss.send per request. The three run in turn, several rounds in one go; the ratios are what counts.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { machineFacts, median } from './machine.ts';
import { createPoster, metaWebhook } from './rig.ts';

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const requests = Number(process.env['BENCH_REQUESTS'] ?? 12_000);
const senders = 64;
const modes = ['nothing', 'durable', 'send'] as const;

const cluster = await startCluster({});
const rates = new Map(modes.map((mode) => [mode, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  for (const mode of modes) {
    const rate = await measure(cluster, mode, mode === 'send' ? requests / 4 : requests);
    if (round > 0) rates.get(mode)!.push(rate); // The first round warms the files of Postgres up.
  }
}
await cluster.stop();

const [nothing, durable, send] = modes.map((mode) => median(rates.get(mode)!)) as [number, number, number];
console.log(`accept: ${machineFacts()}`);
console.log(`  ${senders} senders, one message a request, median of ${rounds} rounds`);
console.log(`  nothing stored   ${nothing.toFixed(0)}/s`);
console.log(
  `  durable          ${durable.toFixed(0)}/s = ${(durable / nothing).toFixed(2)} of nothing stored (goal ≥ 0.7)`,
);
console.log(`  one boss.send    ${send.toFixed(0)}/s; durable is ${(durable / send).toFixed(1)} times that (goal ≥ 4)`);

async function measure({ database }: Cluster, mode: string, count: number): Promise<number> {
  await database.pool.query(`truncate pgboss.job`);
  const server = fork(path.join(import.meta.dirname, 'accept-server.ts'), [mode], {
    env: { ...process.env, ...cluster.childEnv },
  });
  const [port] = (await once(server, 'message')) as [number];
  const poster = createPoster(`http://127.0.0.1:${port}`, senders);
  const webhooks = Array.from({ length: count }, (_, n) =>
    metaWebhook(`2782${String(1_000_000 + (n % 5_000))}`, `hello ${n}`),
  );
  const warm = webhooks.splice(0, 500);
  await drain(warm, poster.post);
  const begun = performance.now();
  await drain(webhooks, poster.post);
  const rate = webhooks.length / ((performance.now() - begun) / 1000);
  await poster.close();
  server.kill('SIGKILL');
  await once(server, 'exit');
  return rate;
}

async function drain<T>(items: T[], post: (item: T) => Promise<number>): Promise<void> {
  let next = 0;
  const sender = async () => {
    while (next < items.length) {
      const status = await post(items[next++]!);
      if (status !== 200) throw new Error(`a webhook was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
}
