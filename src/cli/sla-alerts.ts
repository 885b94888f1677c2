// `sla alerts`: numbers that get a template when a ticket comes near its deadline or misses it.
import { Option, type Command } from 'commander';
import { isId } from '../domain/ids.ts';
import { normalizePhone } from '../domain/phone.ts';
import type { Database } from '../platform/db.ts';
import { slaEvents, type SlaEvent } from '../store/sla.ts';
import { listSlaAlerts, removeSlaAlert, saveSlaAlert } from '../store/sla-alerts.ts';
import { findTemplates } from '../store/templates.ts';
import { chooseChannel, chooseTenant, type NamedChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { show, table, type Terminal } from './terminal.ts';

interface ListOptions {
  tenant?: string;
  json?: boolean;
}

interface AddOptions extends ListOptions {
  channel: string;
  phone: string;
  template: string;
  language: string;
  event: SlaEvent;
}

const templateHelp = `
The template takes the number of the ticket, its kind and when it is due as {{1}}, {{2}} and {{3}}. A number has one template
for each event: given again, it is changed.

Example:
  sla alerts add --channel support --phone +27821234567 --template ticket_overdue --language en --event breach`;

export function addSlaAlerts(sla: Command, terminal: Terminal): void {
  const alerts = sla.command('alerts').description('Numbers that are told by template: list, add and remove them.');
  const command = (name: string, text: string) =>
    alerts
      .command(name)
      .description(text)
      .option('--tenant <name>', 'name or id; may be left out when there is only one')
      .option('--json', 'for programs');
  command('list', 'Who is told of what.').action((options: ListOptions) => list(terminal, options));
  command('add', 'Tell a number of warnings, or of missed deadlines.')
    .requiredOption('--channel <channel>', 'what it is sent from')
    .requiredOption('--phone <number>', 'who is told')
    .requiredOption('--template <name>', 'what they are sent')
    .requiredOption('--language <tag>', "the template's language, as the provider spells it")
    .addOption(new Option('--event <event>', 'what they are told of').choices(slaEvents).default('breach'))
    .addHelpText('after', templateHelp)
    .action((options: AddOptions) => add(terminal, options));
  command('remove', 'Tell a number no more.')
    .argument('<id>', 'as in sla alerts list')
    .action((id: string, options: ListOptions) => remove(terminal, id, options));
}

async function list(terminal: Terminal, { tenant, json }: ListOptions): Promise<void> {
  const alerts = await withSession(terminal, async ({ db }) => listSlaAlerts(db, (await chooseTenant(db, tenant)).id));
  show(terminal, json, { alerts }, () =>
    table(
      ['event', 'number', 'channel', 'template', 'language', 'id'],
      alerts.map(({ event, phone, channel, template, language, id }) => [
        event,
        phone,
        channel,
        template,
        language,
        id,
      ]),
      'Nobody is told. Add a number: sla alerts add --help',
    ),
  );
}

async function add(terminal: Terminal, options: AddOptions): Promise<void> {
  const { template, language, event } = options;
  const { id, phone, channel, known } = await withSession(terminal, async ({ db }) => {
    const tenant = await chooseTenant(db, options.tenant);
    const chosen = await chooseChannel(db, options.channel);
    requireUsable(chosen, tenant.id);
    const number = normalizePhone(options.phone, chosen.homeCountry);
    if (number === undefined) throw new UsageError(`--phone ${options.phone}: write it like +27821234567.`);
    const alert = { tenantId: tenant.id, channelId: chosen.id, phone: number, event, template, language };
    const saved = await saveSlaAlert(db, alert);
    return { id: saved, phone: number, channel: chosen.name, known: await isApproved(db, tenant.id, chosen, options) };
  });
  if (!known)
    terminal.note(`No approved template "${template}" (${language}) is known for ${channel}: see templates list.`);
  show(
    terminal,
    options.json,
    { id, channel, phone, event, template, language },
    () => `${phone} gets ${template} from ${channel} at each ${event}.`,
  );
}

function requireUsable({ name, tenantId, shared, transport }: NamedChannel, ownTenantId: string): void {
  if (transport === 'sms') throw new UsageError(`--channel ${name}: it sends SMS, and templates go by WhatsApp.`);
  if (tenantId !== ownTenantId && !shared) throw new UsageError(`--channel ${name}: it belongs to another tenant.`);
}

async function isApproved(
  db: Database,
  tenantId: string,
  { provider, account }: NamedChannel,
  { template: name, language }: AddOptions,
): Promise<boolean> {
  const [found] = await db
    .transaction()
    .execute((trx) => findTemplates(trx, [{ tenantId, provider, account, name, language }]));
  return found?.status === 'approved';
}

async function remove(terminal: Terminal, id: string, { tenant, json }: ListOptions): Promise<void> {
  const removed = await withSession(terminal, async ({ db }) => {
    const { id: tenantId } = await chooseTenant(db, tenant);
    return isId(id) && removeSlaAlert(db, tenantId, id);
  });
  if (!removed) throw new UsageError(`There is no alert ${id}. See sla alerts list.`);
  show(terminal, json, { id, removed: true }, () => `Removed ${id}.`);
}
