// Who may import whom in src. Reads the import statements of every file and compares them with the tables below; fails also
// when it saw suspiciously little, so that it cannot pass on nothing.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Source {
  /** Relative to the repository, with forward slashes: src/domain/ids.ts. */
  file: string;
  text: string;
}

interface Edge {
  from: string;
  /** A file of the repository, or a package. */
  to: { file: string } | { library: string };
}

const leaves = ['providers', 'intake', 'store', 'platform', 'domain'];

// main starts commands, and a command may start the runtime; below that each row names everything a layer may reach.
const mayImport: { readonly [layer: string]: readonly string[] } = {
  main: ['cli', 'runtime'],
  cli: ['runtime', 'jobs', 'api', 'sandbox', ...leaves],
  runtime: ['receiver', 'jobs', 'api', 'sandbox', ...leaves],
  receiver: ['providers', 'store', 'platform', 'domain'],
  jobs: leaves,
  api: leaves,
  // Written from the providers' documentation alone: it must not learn from the code it checks.
  sandbox: ['platform', 'domain'],
  providers: ['platform', 'domain'],
  intake: ['platform', 'domain'],
  store: ['platform', 'domain'],
  platform: ['domain'],
  domain: [],
};

// Files directly in src, by layer.
const topFiles: { readonly [file: string]: string } = {
  'src/main.ts': 'main',
  'src/runtime.ts': 'runtime',
  'src/foundations.ts': 'runtime',
  'src/provision.ts': 'runtime',
  'src/demo.ts': 'runtime',
  'src/demo-data.ts': 'runtime',
  'src/demo-templates.ts': 'runtime',
};

// One owner a library: everything else asks the owner. A library without a row is refused, so a new one gets a decision.
const owners: { readonly [library: string]: readonly string[] } = {
  '@aws-sdk/client-s3': ['src/platform/objects'],
  '@aws-sdk/lib-storage': ['src/platform/objects'],
  '@aws-sdk/s3-request-presigner': ['src/platform/objects'],
  '@grpc/grpc-js': ['src/api/', 'src/cli/api-client.ts'],
  '@grpc/proto-loader': ['src/api/'],
  '@koa/router': ['src/receiver/'],
  commander: ['src/main.ts', 'src/cli/'],
  'file-type': ['src/platform/sniff.ts'],
  'grpc-health-check': ['src/api/'],
  'ipaddr.js': ['src/platform/'],
  'intl-messageformat': ['src/intake/locales/'],
  koa: ['src/receiver/'],
  kysely: ['src/platform/', 'src/store/'],
  'libphonenumber-js': ['src/domain/phone.ts'],
  pg: ['src/platform/'],
  'pg-boss': ['src/platform/queue'],
  pino: ['src/platform/log.ts'],
  'prom-client': ['src/platform/metrics'],
  'raw-body': ['src/receiver/'],
  'rrule-temporal': ['src/domain/schedule/'],
  sharp: ['src/jobs/media'],
  twilio: ['src/providers/twilio/'],
  undici: ['src/platform/http.ts', 'src/platform/safe-fetch.ts', 'src/sandbox/'],
  zod: ['src/platform/config.ts', 'src/intake/'],
};

// What a flow is made of. Nothing of it does I/O.
const flowMayImport =
  /^src\/intake\/(flows\/|locales\/|reminder-words\/|(flow|lookups|choices|data|phrases|spoken-title|yes-no)\.ts$)/;

const leastFiles = 120;
const leastEdges = 500;

/** Everything that breaks a rule, one line each. */
export function violations(sources: readonly Source[]): string[] {
  const edges = sources.flatMap(edgesOf);
  const jobs = jobUnits(edges);
  return edges.flatMap((edge) => {
    const problem =
      'library' in edge.to ? libraryProblem(edge.from, edge.to.library) : fileProblem(edge, edge.to.file, jobs);
    return problem === undefined ? [] : [`${edge.from}: ${problem}`];
  });
}

export function edgesOf({ file, text }: Source): Edge[] {
  return specifiersOf(text).map((specifier) => ({
    from: file,
    to: specifier.startsWith('.')
      ? { file: path.posix.join(path.posix.dirname(file), specifier) }
      : { library: specifier },
  }));
}

// Statements begin a line (the formatter sees to it); a dynamic import or require may stand anywhere outside a comment.
function specifiersOf(text: string): string[] {
  const code = text.replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
  const statements = code.matchAll(/^(?:import|export)\b(?:[^;'"`]*?\bfrom)?\s*['"]([^'"]+)['"]/gm);
  const calls = code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g);
  return [...new Set([...statements, ...calls].map((match) => match[1]!))];
}

function libraryProblem(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return undefined;
  const library = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const allowed = owners[library];
  if (!allowed) return `${library} has no owner; decide which folder it belongs to (test/checks/layers.ts)`;
  if (allowed.some((prefix) => from.startsWith(prefix))) return undefined;
  return `${library} belongs to ${allowed.join(', ')}`;
}

function fileProblem({ from }: Edge, to: string, jobs: ReadonlySet<string>): string | undefined {
  const [fromLayer, toLayer] = [layerOf(from), layerOf(to)];
  if (fromLayer === undefined) return 'belongs to no layer (test/checks/layers.ts)';
  if (toLayer === undefined) return `imports ${to}, which is outside src`;
  if (fromLayer !== toLayer && !mayImport[fromLayer]?.includes(toLayer))
    return `${fromLayer} must not import ${toLayer} (${to})`;
  if (from.startsWith('src/intake/flows/') && toLayer !== 'domain' && !flowMayImport.test(to)) {
    return `a flow imports only the domain, its own files and what a flow is made of (src/intake/*.ts for flows), not ${to}`;
  }
  const [job, otherJob] = [unitOf(from), unitOf(to)];
  if (job !== otherJob && jobs.has(job) && jobs.has(otherJob))
    return `a job must not import another job (${to}): enqueue by name`;
  return undefined;
}

function layerOf(file: string): string | undefined {
  const folder = /^src\/([^/]+)\//.exec(file)?.[1];
  const layer = folder ?? topFiles[file];
  return layer !== undefined && layer in mayImport ? layer : undefined;
}

// A job is a file or a folder of src/jobs that the registry lists.
function jobUnits(edges: readonly Edge[]): ReadonlySet<string> {
  const listed = edges.flatMap(({ from, to }) =>
    from === 'src/jobs/registry.ts' && 'file' in to ? [unitOf(to.file)] : [],
  );
  return new Set(listed.filter((unit) => unit.startsWith('src/jobs/') && unit !== 'src/jobs/job.ts'));
}

function unitOf(file: string): string {
  return file.split('/').slice(0, 3).join('/');
}

export function readSources(root: string): Source[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith(path.join('api', 'gen')))
    .map((name) => ({
      file: path.posix.join('src', ...name.split(path.sep)),
      text: readFileSync(path.join(root, 'src', name), 'utf8'),
    }));
}

/** Reasons to distrust the reading itself. */
export function doubts(root: string, sources: readonly Source[]): string[] {
  const edges = sources.flatMap(edgesOf);
  const layers = new Set(sources.map(({ file }) => layerOf(file)));
  const unseen = Object.keys(mayImport).filter((layer) => !layers.has(layer));
  const missing = edges.flatMap(({ from, to }) =>
    'file' in to && !existsSync(path.join(root, to.file)) ? [`${from}: no file ${to.file}`] : [],
  );
  return [
    ...(sources.length < leastFiles ? [`only ${sources.length} files seen, at least ${leastFiles} expected`] : []),
    ...(edges.length < leastEdges ? [`only ${edges.length} imports seen, at least ${leastEdges} expected`] : []),
    ...(jobUnits(edges).size < 4 ? ['hardly any jobs found in src/jobs/registry.ts'] : []),
    ...(unseen.length > 0 ? [`no file seen in ${unseen.join(', ')}`] : []),
    ...missing,
  ];
}

if (import.meta.main) {
  const root = path.join(import.meta.dirname, '../..');
  const sources = readSources(root);
  const problems = [...doubts(root, sources), ...violations(sources)];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`${sources.length} files, ${sources.flatMap(edgesOf).length} imports`);
}
