// A document of 100 MB on its way from the provider into storage: how long it takes, and how much memory the worker needs
// beyond what it has when idle. Provider and storage are in this process, the worker in one of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { largestFileBytes } from '../../src/domain/media.ts';
import { metaVia } from '../support/platform.ts';
import { until } from '../support/until.ts';
import { machineFacts, median } from './machine.ts';
import { startRig, type Rig } from './rig.ts';

const rounds = Number(process.env['BENCH_COUNT'] ?? 3);
const MiB = 1024 ** 2;

/** A PDF by its first bytes, made while it is read, and like no other. */
function document(size: number, seed: number) {
  const head = Buffer.from(`%PDF-1.7\n${seed}\n`);
  const block = Buffer.alloc(64 * 1024, seed);
  return {
    contentType: 'application/pdf',
    filename: 'large.pdf',
    size,
    open: async function* open() {
      yield head;
      for (let left = size - head.length; left > 0; left -= block.length)
        yield block.subarray(0, Math.min(left, block.length));
    },
  };
}

async function fetched(rig: Rig, size: number, seed: number): Promise<number> {
  const phone = rig.sandbox.phone('+27820000001', { bsuid: null });
  const begun = performance.now();
  const { externalId } = await phone.send({ via: metaVia, file: document(size, seed) });
  await until(
    'it is stored',
    async () => {
      const { rows } = await rig.database.pool.query<{ status: string }>(
        `select d.status from message_keys k join media d on d.message_id = k.message_id where k.external_id = $1`,
        [externalId],
      );
      if (rows[0]?.status === 'failed') throw new Error('the document was given up');
      return rows[0]?.status === 'ready';
    },
    120_000,
  );
  return (performance.now() - begun) / 1_000;
}

/** Bytes; VmHWM is the most since it was last reset. */
function memory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line![1]) * 1024;
}

/** A worker as it is on an ordinary day: it has answered texts and fetched files, one of them in parts. */
async function settleDown(): Promise<void> {
  const phone = rig.sandbox.phone('+27820000002', { bsuid: null });
  for (let n = 0; n < 40; n++) {
    await phone.send({ via: metaVia, text: `text ${n}` });
    await phone.waitForMessage(undefined, 30_000);
  }
  for (let n = 0; n < 20; n++) await fetched(rig, 200_000, 100 + n);
  await fetched(rig, 6 * MiB, 1);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
}

const rig = await startRig(['receiver', 'worker'], {});
const worker = rig.pids['worker']!;
await settleDown();
const idle = memory(worker, 'VmRSS');
const runs: { seconds: number; extra: number }[] = [];
for (let n = 0; n < rounds; n++) {
  writeFileSync(`/proc/${worker}/clear_refs`, '5');
  const seconds = await fetched(rig, largestFileBytes, 2 + n);
  runs.push({ seconds, extra: memory(worker, 'VmHWM') - idle });
}
const megabytes = Math.max(...runs.map(({ extra }) => extra)) / MiB;
const seconds = median(runs.map((run) => run.seconds));
console.log(`document: ${machineFacts()}`);
console.log(
  `  100 MB, sent → stored, ${rounds} times: ${seconds.toFixed(1)} s, ${(100 / seconds).toFixed(0)} MB/s (median)`,
);
console.log(`  worker idle ${(idle / MiB).toFixed(0)} MB, at most ${megabytes.toFixed(0)} MB more (goal ≤ 64)`);
await rig.stop();
