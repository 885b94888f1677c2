// `npm run bench`: every benchmark in turn, each in a process of its own. Name one to run it alone: npm run bench -- accept
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const benchmarks = [
  'accept',
  'latency',
  'sustained',
  'templates',
  'reminders',
  'reminder-claims',
  'reminder-import',
  'history',
  'thumbnails',
  'document',
  'media-latency',
];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0)
  throw new Error(`there is no benchmark ${unknown.join(', ')}; there are ${benchmarks.join(', ')}`);

for (const name of chosen.length > 0 ? chosen : benchmarks) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
