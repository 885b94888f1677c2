// Writes what follows from the .proto files into src/api/gen: their types, and the descriptors that reflection serves.
// With --check it writes nothing and fails when anything there is stale, missing or left over.
import { execFile } from 'node:child_process';
import { cp, glob, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { scratchDir } from '../support/scratch.ts';

const root = path.join(import.meta.dirname, '../..');
const run = (command: string, args: string[]) => promisify(execFile)(command, args, { cwd: root });
// Relative: the generator writes the path into each file.
const proto = 'proto';
const target = path.join(root, 'src/api/gen');

// Besides our own services. The two versions of reflection have the same shape: one is enough.
const vendored = ['google/rpc/error_details.proto', 'grpc/reflection/v1/reflection.proto'];
const options = '--longs=String --enums=String --defaults --oneofs --grpcLib=@grpc/grpc-js';
const extensions = '--importFileExtension=.ts --targetFileExtension=.ts';

const scratch = await scratchDir('gen-proto');
try {
  const fresh = path.join(scratch.dir, 'gen');
  await generate(fresh);
  const stale = await differences(fresh, target);
  if (!process.argv.includes('--check')) await replace(fresh);
  else if (stale.length > 0) {
    console.error(`Stale in src/api/gen: ${stale.join(', ')}. Run: npm run gen:proto`);
    process.exitCode = 1;
  }
} finally {
  await scratch.remove();
}

async function generate(into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  const services = await Array.fromAsync(glob('switchboard/*/*_service.proto', { cwd: path.join(root, proto) }));
  if (services.length === 0) throw new Error('no service found under proto/switchboard');
  const descriptors = path.join(into, 'descriptors.binpb');
  await run('buf', ['build', proto, '-o', descriptors, '--as-file-descriptor-set', '--exclude-source-info']);
  const files = [...services.toSorted(), ...vendored];
  const args = [
    ...options.split(' '),
    ...extensions.split(' '),
    `--includeDirs=${proto}`,
    `--outDir=${into}`,
    ...files,
  ];
  await run('proto-loader-gen-types', args);
  await run('oxfmt', ['-c', path.join(root, 'test/checks/oxfmt.json'), into]);
}

async function differences(fresh: string, present: string): Promise<string[]> {
  const names = new Set([...(await filesOf(fresh)), ...(await filesOf(present))]);
  const compared = await Promise.all(
    [...names].map(async (name) => {
      const [a, b] = await Promise.all(
        [fresh, present].map((dir) => readFile(path.join(dir, name)).catch(() => undefined)),
      );
      return a && b && a.equals(b) ? [] : [name];
    }),
  );
  return compared.flat();
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)));
}

async function replace(fresh: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await cp(fresh, target, { recursive: true });
}
