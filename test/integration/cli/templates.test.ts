// `templates`: through the api, with the sandbox as the provider.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { addTemplates } from '../../../src/cli/templates.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { envOf, run, runJson } from './command.ts';

interface Listed {
  templates: { id: string; status: string; definition: { name: string } }[];
}

describe('templates on the command line', () => {
  let platform: Platform;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    platform = await startPlatform({ roles: ['worker', 'api'] });
    env = { ...envOf(platform.databaseUrl), SWITCHBOARD_API_KEY: platform.info.apiKey };
  });
  after(() => platform.close());

  const args = (...more: string[]) => ['templates', ...more, '--address', platform.info.grpcAddress!];
  const templates = (...more: string[]) => run(addTemplates, args(...more), { env });
  const templatesJson = <T>(...more: string[]) => runJson<T>(addTemplates, args(...more), { env });
  const played = (name: string) =>
    platform.sandbox.templates.list(demoMeta.wabaId).find((template) => template.name === name);

  it('drafts the samples, lists them, and shows one in full', async () => {
    expect((await templates('list')).out).to.include('There are none. templates load-samples drafts some');
    const { out } = await templates('load-samples', '--channel', 'demo-meta');
    expect(out)
      .to.match(/^NAME +LANGUAGE +CATEGORY +PROVIDER +STATUS/)
      .and.match(/appointment_reminder +es_MX +utility +meta +draft/);
    const { templates: drafts } = await templatesJson<Listed>('list', '--status', 'draft', '--prefix', 'order_ready');
    expect(drafts.map(({ definition }) => definition.name)).to.deep.equal(['order_ready']);
    const shown = await templates('get', 'appointment_reminder');
    expect(shown.out).to.match(/^appointment_reminder {2}es_MX {2}utility {2}meta {2}draft\n\nHola, \{\{1\}\}/);
    expect(shown.out).to.include('[ Sí ]  [ Reagendar ]');
  });

  it('hands in a draft by its name, and an edited file', async () => {
    await templates('submit', 'order_ready', '--channel', 'demo-meta');
    await until('Meta has it', () => played('order_ready'));
    const definition = await templatesJson<{ name: string }>('get', 'order_ready');
    const file = path.join(platform.dataDir, 'another.json');
    await writeFile(file, JSON.stringify({ ...definition, name: 'order_packed' }));
    const { out, error } = await templates('submit', file, '--channel', 'demo-meta');
    expect(error).to.equal(undefined);
    expect(out).to.match(/order_packed +es_MX +utility +meta +pending/);
    await until('Meta has the other', () => played('order_packed'));
  });

  it('has them read from the provider', async () => {
    const components = [{ type: 'BODY', text: 'Made in the console.' }];
    platform.sandbox.templates.register(demoMeta.wabaId, {
      name: 'from_console',
      language: 'en',
      category: 'UTILITY',
      components,
    });
    const { out } = await templates('sync', '--channel', 'demo-meta');
    expect(out).to.include('Last read before: -');
    await until('it is there', async () => {
      const { templates: found } = await templatesJson<Listed>('list', '--status', 'approved');
      return found.some(({ definition }) => definition.name === 'from_console');
    });
  });

  it('says what is wrong in plain words', async () => {
    const file = path.join(platform.dataDir, 'bad.json');
    await writeFile(file, '{"name": "Bad Name", "body": "Hello {{1}}"}');
    const refused = await templates('submit', file, '--channel', 'demo-meta');
    expect(refused.error).to.include('INVALID_ARGUMENT').and.to.include('definition.category');
    await writeFile(file, 'not json');
    expect((await templates('submit', file, '--channel', 'demo-meta')).error).to.include('is not JSON');
    expect((await templates('get', 'nothing')).error).to.include('There is no template "nothing"');
    expect((await templates('sync')).error).to.include('--channel');
    expect((await templates('list', '--status', 'odd')).error).to.include('choose from draft');
  });
});
