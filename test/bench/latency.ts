// Reply latency when idle: webhook received → the provider's API called, through all stages, one message at a time.
import { machineFacts, percentile } from './machine.ts';
import { createPoster, metaWebhook, printStatements, startRig } from './rig.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 300);
const rig = await startRig((process.env['BENCH_PROCESSES'] ?? 'receiver,worker').split(' '), {
  delays: { acceptMs: 20, sentMs: null, deliveredMs: null, readMs: null },
});
const poster = createPoster(rig.receiverUrl, 1);
const latencies: number[] = [];
for (let n = 0; n < count + 50; n++) {
  const text = `latency ${n}`;
  const called = new Promise<number>((resolve) => {
    const stop = rig.sandbox.accepted.onAccepted((message) => {
      if (message.body !== `[Echo] ${text}`) return;
      stop();
      resolve(performance.now());
    });
  });
  const begun = performance.now();
  await poster.post(metaWebhook(`2782${String(1_000_000 + (n % 100))}`, text));
  const took = (await called) - begun;
  if (n >= 50) latencies.push(took);
  await new Promise((resolve) => setTimeout(resolve, 40 + Math.random() * 40)); // Idle again before the next.
}
latencies.sort((a, b) => a - b);
console.log(`latency: ${machineFacts()}`);
console.log(`  webhook sent → provider called, idle, ${count} messages one at a time`);
console.log(
  `  p50 ${percentile(latencies, 50).toFixed(1)} ms (goal ≤ 30), p99 ${percentile(latencies, 99).toFixed(1)} ms (goal ≤ 100), max ${latencies.at(-1)!.toFixed(1)} ms`,
);
await printStatements(rig);
await poster.close();
await rig.stop();
