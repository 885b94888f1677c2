// Runs every `check:*` script of package.json, in their order, and says at the end which failed. With arguments, only those
// named: npm run check -- lint layers
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: { [name: string]: string };
};
const all = Object.keys(scripts).flatMap((name) => (name.startsWith('check:') ? [name.slice('check:'.length)] : []));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(', ')}. There are: ${all.join(', ')}`);
  process.exit(1);
}

const results = (wanted.length > 0 ? wanted : all).map(runCheck);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
console.log(failed.length > 0 ? `\nFailed: ${failed.join(', ')}` : `\nAll ${results.length} checks hold.`);
process.exitCode = failed.length > 0 ? 1 : 0;

function runCheck(name: string): { name: string; ok: boolean } {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', `check:${name}`], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const ok = status === 0;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (!ok) console.log(indented(`${stdout}${stderr}`));
  return { name, ok };
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '     ');
}
