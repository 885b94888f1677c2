// `reminders list` and `reminders show`.
import { isId } from '../../domain/ids.ts';
import { parametersOf } from '../../domain/reminder-request/parameters.ts';
import { outcomeOf, type ReminderState } from '../../domain/reminder.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import { withTenant } from '../../platform/db.ts';
import { listReminders } from '../../store/reminder-list.ts';
import { listOccurrences, type StoredOccurrence } from '../../store/reminder-occurrences.ts';
import { findReminders, type StoredReminder } from '../../store/reminders.ts';
import { chooseTenant, parseCount } from '../choices.ts';
import { UsageError } from '../report.ts';
import { withSession } from '../session.ts';
import { show, table, time, type Terminal } from '../terminal.ts';

interface Options {
  tenant?: string;
  json?: boolean;
}

interface ListOptions extends Options {
  state?: string;
  contact?: string;
  phone?: string;
  reference?: string;
  from?: string;
  until?: string;
  limit: string;
}

const states: readonly string[] = ['scheduled', 'done', 'cancelled'] satisfies ReminderState[];

export async function list(terminal: Terminal, options: ListOptions): Promise<void> {
  const { state, contact: contactId, phone, reference, tenant, json } = options;
  if (state !== undefined && !states.includes(state))
    throw new UsageError(`--state ${state}: choose from ${states.join(', ')}.`);
  if (contactId !== undefined && !isId(contactId)) throw new UsageError(`--contact ${contactId} is not an id.`);
  const query = {
    states: state === undefined ? [] : [state as ReminderState],
    contactId,
    phone,
    reference,
    from: instantOf('--from', options.from),
    until: instantOf('--until', options.until),
    before: undefined,
    limit: parseCount('--limit', options.limit, 1_000),
  };
  const reminders = await withSession(terminal, async ({ db }) => {
    const { id } = await chooseTenant(db, tenant);
    return withTenant(db, id, (trx) => listReminders(trx, query));
  });
  show(terminal, json, { reminders: reminders.map(toJson) }, () =>
    table(
      ['id', 'state', 'when', 'for', 'template', 'reference'],
      reminders.map((each) => [
        each.id,
        each.state,
        time(each.occursAt),
        each.phone ?? each.contactId ?? '',
        each.content.name,
        each.reference ?? '-',
      ]),
      'There are none.',
    ),
  );
}

function instantOf(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`${option} ${text}: give a time such as 2030-03-08T00:00:00Z.`);
  return at;
}

const mostOccurrences = 20;

export async function showOne(terminal: Terminal, id: string, { tenant, json }: Options): Promise<void> {
  if (!isId(id)) throw new UsageError(`"${id}" is not an id. reminders list shows them.`);
  const found = await withSession(terminal, async ({ db }) => {
    const { id: tenantId } = await chooseTenant(db, tenant);
    return withTenant(db, tenantId, async (trx) => ({
      reminder: (await findReminders(trx, [id])).get(id),
      occurrences: await listOccurrences(trx, [id], mostOccurrences),
    }));
  });
  const { reminder, occurrences } = found;
  if (!reminder) throw new UsageError(`There is no reminder ${id}.`);
  const shown = { ...toJson(reminder), occurrences: occurrences.map(toJsonOccurrence) };
  show(terminal, json, shown, () => [...describe(reminder), '', tableOf(occurrences)].join('\n'));
}

function describe(reminder: StoredReminder): string[] {
  const { id, state, version, content, schedule, occursAt, nextAt, reference } = reminder;
  const parameters = Object.entries(parametersOf(content)).map(([name, value]) => `${name}=${value}`);
  return [
    `${id}  ${state}  version ${version}`,
    `for       ${reminder.phone ?? reminder.contactId}`,
    `template  ${content.name} (${content.language})${parameters.map((each) => `  ${each}`).join('')}`,
    `schedule  ${scheduleText(schedule)}`,
    `next      ${state === 'scheduled' ? `${time(occursAt)}, fires ${time(nextAt)}` : '-'}`,
    `reference ${reference ?? '-'}`,
  ];
}

function scheduleText(schedule: Schedule): string {
  if (schedule.type === 'at') return time(schedule.at);
  if (schedule.type === 'local') return `${schedule.localTime} in ${schedule.zone}`;
  return `${schedule.rule.replaceAll('\n', ' ')} in ${schedule.zone}`;
}

function tableOf(occurrences: readonly StoredOccurrence[]): string {
  return table(
    ['occurs', 'fired', 'outcome', 'answer', 'why'],
    occurrences.map((each) => [
      time(each.occursAt),
      time(each.firedAt),
      textOf(each),
      each.answer ?? '-',
      each.errorText ?? each.sms?.errorText ?? each.message?.errorText ?? '-',
    ]),
    'It has not fired yet.',
  );
}

function textOf(occurrence: StoredOccurrence): string {
  const { state, sms } = occurrence;
  return state === 'queued' && sms ? `by SMS: ${sms.status}` : outcomeOf(occurrence);
}

/** For programs. */
function toJson(reminder: StoredReminder): object {
  const { tenantId: _tenantId, content, ...rest } = reminder;
  return { ...rest, template: { name: content.name, language: content.language, parameters: parametersOf(content) } };
}

function toJsonOccurrence(occurrence: StoredOccurrence): object {
  const { message, sms, errorKind: _kind, ...rest } = occurrence;
  return { ...rest, outcome: outcomeOf(occurrence), messageId: message?.id ?? null, smsMessageId: sms?.id ?? null };
}
