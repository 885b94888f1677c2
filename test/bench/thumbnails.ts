// Thumbnails as the worker makes them, in processes of their own, against bare sharp: the same files and sizes, on all cores
// and on those that the worker uses; both pictures straight from the file, as one would write it. Rounds take turns, so that
// all meet the same machine.
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { createThumbnailMaker, usualProcesses } from '../../src/jobs/media/thumbnails.ts';
import { photo } from '../support/images.ts';
import { scratchDir } from '../support/scratch.ts';
import { machineFacts, median } from './machine.ts';

const count = Number(process.env['BENCH_COUNT'] ?? 24);
const rounds = 3;
const cores = os.availableParallelism();
const scratch = await scratchDir('bench');
const photos = await Promise.all([photo(4_000, 3_000), photo(3_024, 4_032), photo(1_600, 1_200), photo(1_280, 960)]);
const files = await Promise.all(
  Array.from({ length: count }, async (_, n) => {
    const file = path.join(scratch.dir, `${n}.jpg`);
    await writeFile(file, photos[n % photos.length]!);
    return file;
  }),
);

/** Images a second, so many at once. */
async function rate(work: (file: string) => Promise<unknown>, atOnce: number): Promise<number> {
  const queue = [...files];
  const begun = performance.now();
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await work(file);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (count * 1_000) / (performance.now() - begun);
}

sharp.cache(false);
sharp.concurrency(1);
const bare = (file: string) =>
  Promise.all(
    [256, 1024].map((size) =>
      sharp(file).autoOrient().resize(size, size, { fit: 'inside', withoutEnlargement: true }).webp().toBuffer(),
    ),
  );

console.log(`thumbnails: ${machineFacts()}`);
console.log(`  two sizes of ${count} JPEGs of 1 to 12 megapixels, median of ${rounds} rounds`);
for (const atOnce of new Set([cores, usualProcesses])) {
  const maker = createThumbnailMaker({ processes: atOnce });
  const worker = async (file: string) => {
    const { type } = await maker.make(file);
    if (type !== 'made') throw new Error(`a photo was ${type}`);
  };
  await rate(worker, atOnce); // The processes are begun.
  const rates: { bare: number[]; worker: number[] } = { bare: [], worker: [] };
  for (let round = 0; round < rounds; round++) {
    rates.bare.push(await rate(bare, atOnce));
    rates.worker.push(await rate(worker, atOnce));
  }
  maker.close();
  const [bareRate, workerRate] = [median(rates.bare), median(rates.worker)];
  const usual = atOnce === usualProcesses ? ', as many as the worker makes' : '';
  console.log(
    `  ${atOnce} at once${usual}: bare sharp ${bareRate.toFixed(1)}/s, worker ${workerRate.toFixed(1)}/s: ${(workerRate / bareRate).toFixed(2)} (goal ≥ 0.8)`,
  );
}
await scratch.remove();
