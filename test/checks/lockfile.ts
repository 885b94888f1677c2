// Every optional dependency of a locked package must be locked too: npm 11 refuses a lockfile that lacks platform packages,
// and npm 10 writes such lockfiles without a word when the registry does not have them all.
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Lockfile {
  packages: { [place: string]: { optionalDependencies?: { [name: string]: string } } };
}

export function missingPackages({ packages }: Lockfile): string[] {
  const places = Object.keys(packages);
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  return [...new Set(wanted)].filter((name) => !places.some((place) => place.endsWith(`node_modules/${name}`)));
}

if (import.meta.main) {
  const file = path.join(import.meta.dirname, '../../package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile;
  const missing = missingPackages(lockfile);
  if (Object.keys(lockfile.packages).length < 100) missing.push('(hardly any packages are locked at all)');
  for (const name of missing) console.error(`package-lock.json lacks ${name}: npm 11 and later will refuse it`);
  if (missing.length > 0) process.exitCode = 1;
}
