// Alerts of deadlines: a template to each number that its tenant wants told. They go the way of every message, so that what
// stands against one (an opt-out, a template that is not approved) is seen where a failed message is.
import { newId } from '../../domain/ids.ts';
import { languageOf } from '../../domain/language.ts';
import type { TemplateContent } from '../../domain/message.ts';
import { templateProblems } from '../../domain/template-rules.ts';
import { templateText } from '../../domain/template-text.ts';
import { speaker } from '../../intake/locales/index.ts';
import { RowConflict, type Trx } from '../../platform/db.ts';
import { lockConversations } from '../../store/conversations.ts';
import {
  insertConversations,
  insertPhoneContacts,
  type NewContact,
  type NewConversation,
} from '../../store/newcomers.ts';
import { queueOutbound, type NewOutbound } from '../../store/outbox.ts';
import { markLatestMessage } from '../../store/send.ts';
import { listAlerts, type SlaAlert, type SlaPassing } from '../../store/sla.ts';
import { findTemplates, type StoredTemplate } from '../../store/templates.ts';
import type { JobContext } from '../job.ts';

interface Alert {
  to: SlaAlert;
  passing: SlaPassing;
  content: TemplateContent;
}

/** Who may have to be told. Throws RowConflict when a conversation was merged meanwhile: all is to be done again. */
export async function lockAlerts(trx: Trx, tenantIds: readonly string[]): Promise<SlaAlert[]> {
  const alerts = await listAlerts(trx, tenantIds);
  const ids = [...new Set(alerts.flatMap(({ conversationId }) => conversationId ?? []))];
  const locked = await lockConversations(trx, ids);
  if (locked.length !== ids.length) throw new RowConflict('a conversation was merged meanwhile');
  return alerts;
}

/** Throws RowConflict when one of the people was made or merged meanwhile. */
export async function sendAlerts(
  context: JobContext,
  trx: Trx,
  passings: readonly SlaPassing[],
  known: readonly SlaAlert[],
): Promise<void> {
  const alerts = alertsOf(passings, known);
  if (alerts.length === 0) return;
  const recipients = [...new Set(alerts.map(({ to }) => to))];
  const conversations = await openConversations(trx, recipients);
  const conversationIds = [...new Set(conversations.values())];
  const templates = await templatesOf(trx, recipients);
  warnOfMisfits(context, alerts, templates);
  await queueOutbound(
    trx,
    alerts.map((alert) => toOutbound(alert, conversations.get(alert.to)!, templates.get(alert.to))),
  );
  await markLatestMessage(trx, conversationIds, context.clock.now());
  await context.queue.enqueue(
    trx,
    conversationIds.map((conversationId) => ({ queue: 'outbound', data: { conversationId }, priority: -1 })),
  );
}

function alertsOf(passings: readonly SlaPassing[], known: readonly SlaAlert[]): Alert[] {
  const wanted = Map.groupBy(known, ({ tenantId, event }) => `${tenantId} ${event}`);
  return passings.flatMap((passing) =>
    (wanted.get(`${passing.tenantId} ${passing.event}`) ?? []).map((to) => ({
      to,
      passing,
      content: contentOf(to, passing),
    })),
  );
}

function contentOf({ template, language, timeZone }: SlaAlert, { number, kind, dueAt }: SlaPassing): TemplateContent {
  const say = speaker(languageOf(language) ?? 'en', timeZone);
  const values = [number, say(`tickets.kind.${kind}`), say('tickets.when', { at: dueAt })];
  return { kind: 'template', name: template, language, body: values.map((text) => ({ text })), buttons: [] };
}

/** The conversation of each; what is missing of them is made. A number is one contact over all channels of its tenant. */
async function openConversations(trx: Trx, recipients: readonly SlaAlert[]): Promise<Map<SlaAlert, string>> {
  const contacts = new Map<string, NewContact>();
  const begun = new Map<string, NewConversation>();
  const conversations = new Map<SlaAlert, string>();
  for (const recipient of recipients) {
    const { tenantId, phone, channelId } = recipient;
    const person = `${tenantId} ${phone}`;
    const contactId = recipient.contactId ?? contacts.get(person)?.contactId ?? newId();
    if (recipient.contactId === null) contacts.set(person, { contactId, tenantId, phone });
    const place = `${channelId} ${contactId}`;
    const id = recipient.conversationId ?? begun.get(place)?.id ?? newId();
    if (recipient.conversationId === null) begun.set(place, { id, tenantId, channelId, contactId, recipient: phone });
    conversations.set(recipient, id);
  }
  await insertPhoneContacts(trx, [...contacts.values()]);
  await insertConversations(trx, [...begun.values()]);
  return conversations;
}

async function templatesOf(
  trx: Trx,
  recipients: readonly SlaAlert[],
): Promise<Map<SlaAlert, StoredTemplate | undefined>> {
  const found = await findTemplates(
    trx,
    recipients.map(({ tenantId, provider, account, template: name, language }) => ({
      tenantId,
      provider,
      account,
      name,
      language,
    })),
  );
  return new Map(recipients.map((recipient, index) => [recipient, found[index]]));
}

/** Once for each number, however many tickets it is told of. */
function warnOfMisfits(
  context: JobContext,
  alerts: readonly Alert[],
  templates: ReadonlyMap<SlaAlert, StoredTemplate | undefined>,
): void {
  for (const [to, [first]] of Map.groupBy(alerts, (alert) => alert.to)) {
    const problem = misfit(templates.get(to), first!.content);
    if (problem === undefined) continue;
    const { id: alert, tenantId: tenant, channelId: channel, template, language } = to;
    context.log.warn(
      { alert, tenant, channel, template, language, problem },
      'the template of an SLA alert does not fit',
    );
  }
}

function misfit(template: StoredTemplate | undefined, content: TemplateContent): string | undefined {
  if (!template) return 'it is not known';
  if (template.status !== 'approved') return `it is ${template.status}`;
  const [problem] = templateProblems(template.definition, content);
  return problem && `${problem.path} ${problem.description}`;
}

function toOutbound({ to, content }: Alert, conversationId: string, template: StoredTemplate | undefined): NewOutbound {
  const { tenantId, channelId } = to;
  const body = template && templateText(template.definition, content);
  return {
    id: newId(),
    tenantId,
    conversationId,
    channelId,
    content,
    bulk: true,
    ...(body === undefined ? {} : { body }),
  };
}
