// Thumbnails as the worker makes them, in processes of their own, against bare sharp: the same files, sizes and cores, both
// pictures straight from the file, as one would write it. Rounds take turns, so that both meet the same machine.
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { makeThumbnails } from '../../src/jobs/media/thumbnail.ts';
import { createThumbnailMaker } from '../../src/jobs/media/thumbnails.ts';
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

/** Images a second, as many at once as there are cores. */
async function rate(work: (file: string) => Promise<unknown>): Promise<number> {
  const queue = [...files];
  const begun = performance.now();
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) await work(file);
  };
  await Promise.all(Array.from({ length: cores }, lane));
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
const maker = createThumbnailMaker({ processes: cores });
const ways = {
  bare,
  // The worker's own pipeline without its processes: what they alone cost.
  inProcess: makeThumbnails,
  worker: async (file: string) => {
    const { type } = await maker.make(file);
    if (type !== 'made') throw new Error(`a photo was ${type}`);
  },
};
const rates: { [way in keyof typeof ways]: number[] } = { bare: [], inProcess: [], worker: [] };
await rate(ways.worker); // The processes are begun.
for (let round = 0; round < rounds; round++) {
  for (const way of ['bare', 'inProcess', 'worker'] as const) rates[way].push(await rate(ways[way]));
}
const [bareRate, inProcessRate, workerRate] = [rates.bare, rates.inProcess, rates.worker].map(median) as [
  number,
  number,
  number,
];
console.log(`thumbnails: ${machineFacts()}`);
console.log(`  two sizes of ${count} JPEGs of 1 to 12 megapixels, ${cores} at a time, median of ${rounds} rounds`);
console.log(
  `  bare sharp ${bareRate.toFixed(1)}/s, worker ${workerRate.toFixed(1)}/s: ${(workerRate / bareRate).toFixed(2)} (goal ≥ 0.8)`,
);
console.log(
  `  the worker's pipeline in one process ${inProcessRate.toFixed(1)}/s: the processes keep ${(workerRate / inProcessRate).toFixed(2)} of it`,
);
maker.close();
await scratch.remove();
