// `templates`: what a channel's account has, what is drafted here, and handing it in. Through the api like any other caller.
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Template__Output as Template } from '../api/gen/switchboard/v1/Template.ts';
import type { TemplateDefinition__Output as Definition } from '../api/gen/switchboard/v1/TemplateDefinition.ts';
import type { TemplateStatus } from '../api/gen/switchboard/v1/TemplateStatus.ts';
import { isId } from '../domain/ids.ts';
import { findApi, openApiClient, type ApiClient } from './api-client.ts';
import { chooseChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { parseDefinition, plainDefinition, word } from './template-file.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  address?: string;
  key?: string;
  channel?: string;
  json?: boolean;
}

interface ListOptions extends Options {
  status?: string;
  prefix?: string;
}

interface OneOptions extends Options {
  language?: string;
}

interface LoadOptions extends Options {
  name?: string[];
  submit?: boolean;
}

const examples = `
A channel stands for its account at the provider: all channels of one account share their templates.

Examples:
  templates load-samples --channel support --submit
  templates sync --channel support
  templates list --status approved
  templates get appointment_reminder
  templates get appointment_reminder --json > reminder.json
  templates submit reminder.json --channel support`;

export function addTemplates(program: Command, terminal: Terminal = processTerminal): void {
  const templates = program.command('templates').description('Texts approved beforehand: look at them, hand them in.');
  templates.addHelpText('after', examples);
  common(templates.command('list').description('What there is, with its status.'), 'only of its account')
    .option('--status <status>', 'only these: draft, pending, approved, rejected, paused or disabled')
    .option('--prefix <text>', 'only names that begin with it')
    .action((options: ListOptions) => list(terminal, options));
  common(templates.command('get <name>').description('One of them, in full. Its name or id.'), 'only of its account')
    .option('--language <code>', 'when there are several')
    .action((name: string, options: OneOptions) => get(terminal, name, options));
  common(
    templates.command('load-samples').description('Draft the ones that come with Switchboard (es_MX, some in en).'),
  )
    .option('--name <name...>', 'only these')
    .option('--submit', 'hand them to the provider for approval')
    .action((options: LoadOptions) => loadSamples(terminal, options));
  common(templates.command('sync').description('Have them read from the provider now.')).action((options: Options) =>
    sync(terminal, options),
  );
  common(
    templates.command('submit <name>').description('Hand one to the provider: a draft by its name, or a JSON file.'),
  )
    .option('--language <code>', 'when there are several')
    .action((name: string, options: OneOptions) => submit(terminal, name, options));
}

function common(command: Command, ofChannel = 'for whose account; needed'): Command {
  return command
    .option('--channel <channel>', `${ofChannel}: its id, or its name where the database can be reached`)
    .option('--address <host:port>', 'where the api listens (default: the running instance)')
    .option('--key <key>', 'the api key')
    .option('--json', 'for programs');
}

async function withApi<T>(terminal: Terminal, options: Options, work: (client: ApiClient) => Promise<T>): Promise<T> {
  const client = openApiClient(await findApi(terminal, options));
  return work(client).finally(() => client.close());
}

async function channelId(terminal: Terminal, channel: string): Promise<string> {
  if (isId(channel)) return channel;
  return withSession(terminal, async ({ db }) => (await chooseChannel(db, channel)).id);
}

async function requireChannel(terminal: Terminal, { channel }: Options): Promise<string> {
  if (channel === undefined) throw new UsageError('Say whose templates with --channel <channel>.');
  return channelId(terminal, channel);
}

async function ofChannel(terminal: Terminal, { channel }: Options): Promise<{ channelId?: string }> {
  return channel === undefined ? {} : { channelId: await channelId(terminal, channel) };
}

const statuses = ['draft', 'pending', 'approved', 'rejected', 'paused', 'disabled'];

async function list(terminal: Terminal, options: ListOptions): Promise<void> {
  const { status, prefix: namePrefix = '' } = options;
  if (status !== undefined && !statuses.includes(status))
    throw new UsageError(`--status ${status}: choose from ${statuses.join(', ')}.`);
  const wanted = status === undefined ? [] : [`TEMPLATE_STATUS_${status.toUpperCase()}` as TemplateStatus];
  const query = { ...(await ofChannel(terminal, options)), namePrefix, statuses: wanted };
  const templates = await withApi(terminal, options, (client) => client.listTemplates(query));
  show(terminal, options.json, { templates: templates.map(toJson) }, () => toTable(templates));
}

function toTable(templates: readonly Template[]): string {
  const rows = templates.map(({ definition, provider, status, reason, syncedAt }) => [
    definition!.name,
    definition!.language,
    word(definition!.category),
    provider,
    word(status),
    syncedAt ? time(new Date(Number(syncedAt.seconds) * 1_000)) : '-',
    reason,
  ]);
  const headings = ['name', 'language', 'category', 'provider', 'status', 'last read', 'reason'];
  return table(
    headings,
    rows,
    'There are none. templates load-samples drafts some, templates sync reads the provider.',
  );
}

function toJson(template: Template): object {
  const { id, provider, account, status, reason, quality, providerTemplateId } = template;
  const state = { id, provider, account, status: word(status), reason, quality, providerTemplateId };
  return { ...state, definition: plainDefinition(template.definition!) };
}

/** Throws UsageError when there is none, or more than one. */
async function choose(terminal: Terminal, client: ApiClient, nameOrId: string, options: OneOptions): Promise<Template> {
  const all = await client.listTemplates({
    ...(await ofChannel(terminal, options)),
    namePrefix: isId(nameOrId) ? '' : nameOrId,
  });
  const found = all.filter(
    ({ id, definition }) =>
      (id === nameOrId || definition!.name === nameOrId) &&
      (options.language === undefined || definition!.language === options.language),
  );
  const [only, second] = found;
  if (!only) throw new UsageError(`There is no template "${nameOrId}". templates list shows what there is.`);
  if (!second) return only;
  const choices = found.map(({ definition, provider }) => `${definition!.language} at ${provider}`).join(', ');
  throw new UsageError(`There are several: ${choices}. Say which with --language and --channel.`);
}

async function get(terminal: Terminal, name: string, options: OneOptions): Promise<void> {
  const template = await withApi(terminal, options, (client) => choose(terminal, client, name, options));
  show(terminal, options.json, plainDefinition(template.definition!), () => describe(template));
}

function describe({ definition, provider, status, reason }: Template): string {
  const { name, language, category, header, body, footer, buttons } = definition!;
  const why = reason === '' ? '' : ` (${reason})`;
  return [
    `${name}  ${language}  ${word(category)}  ${provider}  ${word(status)}${why}`,
    '',
    ...(header ? [header.text || `[${word(header.format)}]`, ''] : []),
    body,
    ...(footer === '' ? [] : ['', footer]),
    ...(buttons.length === 0 ? [] : ['', buttons.map(({ text }) => `[ ${text} ]`).join('  ')]),
  ].join('\n');
}

async function loadSamples(terminal: Terminal, options: LoadOptions): Promise<void> {
  const { name: names = [], submit: handIn = false, json } = options;
  const request = { channelId: await requireChannel(terminal, options), names, submit: handIn };
  const templates = await withApi(terminal, options, (client) => client.loadSampleTemplates(request));
  show(terminal, json, { templates: templates.map(toJson) }, () => toTable(templates));
}

async function sync(terminal: Terminal, options: Options): Promise<void> {
  const id = await requireChannel(terminal, options);
  const { lastSyncedAt } = await withApi(terminal, options, (client) => client.syncTemplates(id));
  const last = lastSyncedAt ? new Date(Number(lastSyncedAt.seconds) * 1_000) : null;
  show(terminal, options.json, { lastSyncedAt: last?.toISOString() ?? null }, () =>
    [`Asked for; it takes some seconds. Last read before: ${time(last)}`, 'templates list shows the result.'].join(
      '\n',
    ),
  );
}

async function submit(terminal: Terminal, name: string, options: OneOptions): Promise<void> {
  const id = await requireChannel(terminal, options);
  const template = await withApi(terminal, options, async (client) => {
    const definition = name.endsWith('.json')
      ? parseDefinition(name, await read(name))
      : definitionOf(await choose(terminal, client, name, options));
    return client.upsertTemplate({ channelId: id, definition, submit: true });
  });
  show(terminal, options.json, toJson(template), () => toTable([template]));
}

function definitionOf({ definition }: Template): Definition {
  return definition!;
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new UsageError(`There is no file ${file} that can be read.`);
  });
}
