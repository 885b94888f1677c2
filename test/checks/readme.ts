// What the README says is true: its marked commands run, its links lead somewhere, its npm scripts exist, and every setting
// of src/platform/config.ts is in it.
//
// A comment line before a ```sh block marks it:
//   <!-- check -->                  runs it; it must end with 0
//   <!-- check: prints SOME TEXT --> the same, and SOME TEXT must be in its output
//   <!-- check: background -->      starts the platform: it must become ready, and is stopped with Ctrl-C at the end
// The blocks run in order, as in one terminal: variables are kept from block to block. `npm ci` is left out, the data
// directory is a fresh one, and the default ports are replaced by free ones wherever they stand.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openTerminal, root, startInstance, type Instance, type Terminal } from './instance.ts';

interface Block {
  line: number;
  background: boolean;
  prints: string | undefined;
  code: string;
}

const leastBlocks = 3;
const blockTimeoutMs = 60_000;

export function checkedBlocks(markdown: string): Block[] {
  const pattern = /^<!-- check(?:: (background)|: prints (.+?))? -->\n+```(?:sh|bash)\n([\s\S]*?)^```$/gm;
  return [...markdown.matchAll(pattern)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length,
    background: match[1] !== undefined,
    prints: match[2],
    code: match[3]!.replaceAll(/^npm ci( && |$)/gm, ''),
  }));
}

export function falseStatements(markdown: string): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  const config = readFileSync(path.join(root, 'src/platform/config.ts'), 'utf8');
  const keys = [...config.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map((match) => match[1]!);
  const links = [...markdown.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1]!);
  const called = [...markdown.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)].map((match) => match[1]!);
  return [
    ...(keys.length < 20 ? [`only ${keys.length} settings found in src/platform/config.ts`] : []),
    ...keys
      .filter((key) => !new RegExp(`(?<![A-Z_])${key}(?![A-Z_])`).test(markdown))
      .map((key) => `the setting ${key} is not mentioned`),
    ...links.filter((link) => !existsSync(path.join(root, link))).map((link) => `the link to ${link} leads nowhere`),
    ...called.filter((name) => !(name in scripts)).map((name) => `there is no script for npm run ${name}`),
  ];
}

async function runBlocks(blocks: readonly Block[]): Promise<void> {
  const terminal = await openTerminal();
  const instances: Instance[] = [];
  try {
    for (const block of blocks) {
      console.log(`README.md:${block.line}`);
      const code = terminal.withPorts(block.code);
      if (block.background) instances.push(await startInstance(code, terminal));
      else await runBlock({ ...block, code }, terminal);
    }
    for (const instance of instances.splice(0)) await instance.stop();
  } finally {
    for (const instance of instances) await instance.stop();
    await terminal.remove();
  }
}

async function runBlock({ code, line, prints }: Block, { env }: Terminal): Promise<void> {
  const variables = path.join(env['SWITCHBOARD_DATA_DIR']!, 'variables.sh');
  if (!existsSync(variables)) await writeFile(variables, '');
  const script = `set -a -e -o pipefail\n. '${variables}'\n${code}\nexport -p > '${variables}'\n`;
  const { error, output } = await bash(script, env);
  if (error) throw new Error(`README.md:${line}: ${error.message}\n${code}\n${output}`);
  if (prints !== undefined && !output.includes(prints)) {
    throw new Error(`README.md:${line}: did not print ${prints}\n${code}\n${output}`);
  }
}

function bash(script: string, env: NodeJS.ProcessEnv): Promise<{ error: Error | null; output: string }> {
  return new Promise((resolve) => {
    const options = { cwd: root, env, timeout: blockTimeoutMs };
    const child = execFile('bash', ['-c', script], options, (error, stdout, stderr) => {
      resolve({ error: error && new Error(`ended with ${error.code ?? error.signal}`), output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

if (import.meta.main) {
  const markdown = readFileSync(path.join(root, 'README.md'), 'utf8');
  const blocks = checkedBlocks(markdown);
  const problems = falseStatements(markdown);
  if (blocks.length < leastBlocks)
    problems.push(`only ${blocks.length} blocks are marked, at least ${leastBlocks} expected`);
  for (const problem of problems) console.error(`README.md: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  await runBlocks(blocks);
}
