// The linter catches what it is for, with the project's own settings: what is planted here must fail.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { scratchDir } from '../support/scratch.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

// One for each rule that guards something the compiler does not.
const planted: { [rule: string]: string } = {
  'no-floating-promises': `export function go() {\n  save();\n}`,
  'no-misused-promises': `export const go = (list: string[]) => list.forEach(async () => { await save(); });`,
  'await-thenable': `export async function go() {\n  await 1;\n}`,
  'no-explicit-any': `export const go = (x: any) => x;`,
  'switch-exhaustiveness-check': `export function go(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}`,
  'no-default-export': `export default 1;`,
  'no-console': `console.log('here');`,
  'max-lines-per-function': `export function go() {\n${'  void 0;\n'.repeat(61)}}`,
  'max-lines': `export const one = 1;\n`.repeat(1) + '// more\n'.repeat(300),
};

describe('the linter', () => {
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  let output: string;
  before(async () => {
    scratch = await scratchDir('lint');
    await writeFile(
      path.join(scratch.dir, 'tsconfig.json'),
      '{ "compilerOptions": { "strict": true }, "include": ["*.ts"] }',
    );
    await writeFile(path.join(scratch.dir, 'save.ts'), 'export async function save(): Promise<void> {}\n');
    for (const [rule, code] of Object.entries(planted)) {
      await writeFile(
        path.join(scratch.dir, `${rule}.ts`),
        `import { save } from './save.ts';\n${code}\nexport const used = save;\n`,
      );
    }
    output = await lint(scratch.dir);
  });
  after(() => scratch.remove());

  for (const rule of Object.keys(planted)) {
    it(`refuses what breaks ${rule}`, () => {
      expect(output).to.match(new RegExp(`${rule}\\.ts:.*\\(${rule}\\)\\]`));
    });
  }

  it('has nothing against a file that breaks no rule', () => {
    expect(output).not.to.include('save.ts:');
  });
});

async function lint(dir: string): Promise<string> {
  const settings = ['-c', path.join(root, 'test/checks/oxlint.json'), '--type-aware', '--deny-warnings', '-f', 'unix'];
  const failure: unknown = await run('oxlint', [...settings, '.'], { cwd: dir }).catch((error: unknown) => error);
  const { code, stdout } = failure as { code?: unknown; stdout: string };
  expect(code, 'exit code').to.equal(1);
  return stdout;
}
