// Writes what follows from the migrations: the row types (src/platform/schema.ts) and the readable dump (db/schema.sql).
// With --check it writes nothing and fails when either is stale.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/embedded.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { scratchDir } from '../support/scratch.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

// Text columns whose check constraint is a type of the domain. The generator sees only `text`.
const domainTypes: { [file: string]: string[] } = {
  contact: ['AddressKind', 'ContactStatus', 'ConversationStatus', 'UnknownSenderPolicy'],
  event: ['EventType'],
  failure: ['AttemptOutcome', 'FailureKind'],
  media: ['MediaKind', 'MediaOrigin', 'MediaStatus', 'TranscriptStatus'],
  message: ['Direction', 'MessageStatus'],
  notice: ['NoticeKind'],
  order: ['OrderStatus'],
  receipt: ['ReceiptStatus'],
  reminder: ['OccurrenceState', 'QuietHours', 'ReminderAnswer', 'ReminderState'],
  template: ['TemplateCategory', 'TemplateStatus'],
  ticket: ['Severity', 'TicketKind', 'TicketStatus'],
  transport: ['Transport'],
  webhook: ['ProviderName'],
};
const columnTypes: { [column: string]: string } = {
  'Channels.provider': 'ProviderName',
  'Channels.transport': 'Generated<Transport>',
  'Channels.unknown_sender': 'Generated<UnknownSenderPolicy>',
  'ContactAddresses.kind': 'AddressKind',
  'Contacts.status': 'Generated<ContactStatus>',
  'Conversations.status': 'Generated<ConversationStatus>',
  'EarlyReceipts.status': 'ReceiptStatus',
  'Events.type': 'EventType',
  'Media.kind': 'MediaKind',
  'Media.origin': 'MediaOrigin',
  'Media.status': 'Generated<MediaStatus>',
  'Media.transcript_status': 'Generated<TranscriptStatus>',
  'Messages.direction': 'Direction',
  'Messages.error_kind': 'FailureKind | null',
  'Messages.status': 'MessageStatus',
  'Notices.kind': 'NoticeKind',
  'Notices.quiet_hours': 'QuietHours',
  'Orders.status': 'OrderStatus',
  'ReminderOccurrences.answer': 'ReminderAnswer | null',
  'ReminderOccurrences.error_kind': 'FailureKind | null',
  'ReminderOccurrences.state': 'OccurrenceState',
  'Reminders.quiet_hours': 'Generated<QuietHours>',
  'Reminders.state': 'Generated<ReminderState>',
  'SendAttempts.error_kind': 'FailureKind | null',
  'SendAttempts.outcome': 'AttemptOutcome | null',
  'Templates.category': 'TemplateCategory',
  'Templates.provider': 'ProviderName',
  'Templates.status': 'Generated<TemplateStatus>',
  'Tickets.kind': 'TicketKind',
  'Tickets.severity': 'Severity | null',
  'Tickets.status': 'Generated<TicketStatus>',
  'WebhookEvents.provider': 'ProviderName',
};

const ownTables = `c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relname <> 'schema_migrations'`;
const dumpQueries = [
  `select pg_get_functiondef(p.oid) || ';' as line from pg_proc p where pronamespace = 'public'::regnamespace order by proname`,
  `select format(E'\\ncreate table %s (\\n%s\\n)%s%s;', c.relname,
     (select string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
         case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), E',\\n' order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
     coalesce(' partition by ' || pg_get_partkeydef(c.oid), ''), coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')) as line
   from pg_class c where ${ownTables} and c.relkind in ('r', 'p') order by c.relname`,
  `select format('alter table %s add constraint %s %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
   from pg_constraint k join pg_class c on c.oid = k.conrelid where ${ownTables} and k.contype <> 'n' order by c.relname, k.conname`,
  `select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid
   where ${ownTables} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.relname, i.indexrelid::regclass::text`,
  `select format('create policy %s on %s to %s using (%s);', policyname, tablename, array_to_string(roles, ', '), qual) as line
   from pg_policies where schemaname = 'public' order by tablename, policyname`,
  `select format('grant %s on %s to switchboard_api;', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name) as line
   from information_schema.role_table_grants where grantee = 'switchboard_api' and table_schema = 'public' group by table_name order by table_name`,
];

const scratch = await scratchDir('gen');
const postgres = await startEmbeddedPostgres(scratch.dir);
let stale: string[];
try {
  await migrate(postgres.url);
  const outputs = { 'src/platform/schema.ts': await rowTypes(postgres.url), 'db/schema.sql': await dump(postgres.url) };
  stale = await writeOrCompare(outputs, process.argv.includes('--check'));
} finally {
  await postgres.stop();
  await scratch.remove();
}
if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run: npm run gen:db`);
  process.exitCode = 1;
}

async function writeOrCompare(outputs: { [file: string]: string }, check: boolean): Promise<string[]> {
  const different: string[] = [];
  for (const [file, content] of Object.entries(outputs)) {
    const target = path.join(root, file);
    if ((await readFile(target, 'utf8').catch(() => '')) === content) continue;
    different.push(file);
    if (!check) await writeFile(target, content);
  }
  return check ? different : [];
}

async function rowTypes(url: string): Promise<string> {
  const file = path.join(scratch.dir, 'schema.ts');
  await run('kysely-codegen', [
    '--dialect',
    'postgres',
    '--url',
    url,
    '--out-file',
    file,
    '--exclude-pattern',
    'schema_migrations',
  ]);
  let text = await readFile(file, 'utf8');
  for (const [column, type] of Object.entries(columnTypes)) text = withType(text, column, type);
  const imports = Object.entries(domainTypes).map(
    ([name, types]) => `import type { ${types.join(', ')} } from '../domain/${name}.ts';`,
  );
  text = text.replace(/(import type \{ ColumnType \}.*\n)/, `$1${imports.join('\n')}\n`);
  await writeFile(file, text);
  await run('oxfmt', ['-c', path.join(root, 'test/checks/oxfmt.json'), file]);
  return readFile(file, 'utf8');
}

function withType(text: string, column: string, type: string): string {
  const [table, name] = column.split('.');
  const pattern = new RegExp(`(export interface ${table} \\{[^}]*?\\n  ${name}: )[^;]+;`);
  if (!pattern.test(text)) throw new Error(`no column ${column}: mend columnTypes in this file`);
  return text.replace(pattern, `$1${type};`);
}

async function dump(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const parts: string[] = [
      '-- Dumped from the migrations by `npm run gen:db`. For reading and review; migrations make the database.',
    ];
    for (const query of dumpQueries) {
      const { rows } = await client.query<{ line: string }>(query);
      parts.push(rows.map((row) => row.line).join('\n'));
    }
    return `${parts.join('\n\n')}\n`;
  } finally {
    await client.end();
  }
}
