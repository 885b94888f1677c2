// Templates of sends: each must be one that the channel's account has, approved, and filled in as it wants to be.
import type { TemplateContent } from '../../domain/message.ts';
import { templateProblems } from '../../domain/template-rules.ts';
import { templateText } from '../../domain/template-text.ts';
import type { Trx } from '../../platform/db.ts';
import { listAccountTemplates, type AccountTemplate } from '../../store/template-list.ts';
import { findTemplates, type StoredTemplate } from '../../store/templates.ts';
import { invalidFields, type Refusal } from '../errors.ts';
import { unmet } from './send-rules.ts';
import type { Placed } from './send.ts';

type Templated = Placed & { content: TemplateContent };

/** Refuses what does not fit, and fills in the texts of what does. */
export async function checkTemplates(trx: Trx, tenantId: string, sends: readonly Placed[]): Promise<void> {
  const templated = sends.filter((send): send is Templated => send.content.kind === 'template');
  const keys = templated.map(({ content: { name, language }, conversation: { provider, account } }) => ({
    tenantId,
    provider,
    account,
    name,
    language,
  }));
  const templates = await findTemplates(trx, keys);
  for (const [index, send] of templated.entries()) {
    const template = templates[index];
    send.result = template ? misfit(send, template) : await unknown(trx, send);
    if (template && send.result === undefined) send.body = templateText(template.definition, send.content);
  }
}

function misfit({ draft, content, conversation }: Templated, template: StoredTemplate): Refusal | undefined {
  const { definition, status, reason, name } = template;
  if (status !== 'approved') {
    const why = reason ? ` The provider says: ${reason}` : '';
    const text = `The template ${name} (${template.language}) is ${status}: only an approved one can be sent.${why}`;
    return unmet('TEMPLATE_NOT_APPROVED', template.id, text, { status, ...(reason ? { reason } : {}) });
  }
  const problems = templateProblems(definition, content);
  if (problems.length > 0) {
    return invalidFields(
      problems.map(({ path, description }) => ({ field: `${draft.path}${draft.pathOf(path)}`, description })),
    );
  }
  if (definition.category !== 'marketing' || conversation.marketingOptedOutAt === null) return undefined;
  return unmet('OPTED_OUT_MARKETING', conversation.contactId, 'The person wants no marketing.');
}

/** Undefined: the account was never read, and the provider may well know the template. */
async function unknown(trx: Trx, { content, conversation }: Templated): Promise<Refusal | undefined> {
  const { provider, account, channelId, templatesSyncedAt } = conversation;
  const { name, language } = content;
  const there = await listAccountTemplates(trx, provider, account);
  const languages = there.filter((template) => template.name === name).map((template) => template.language);
  if (templatesSyncedAt !== null && languages.length > 0) {
    const text = `The template ${name} is not there in ${language}, but in ${languages.join(', ')}.`;
    return unmet('TEMPLATE_LANGUAGE_MISSING', channelId, text, { languages: languages.join(',') });
  }
  if (templatesSyncedAt !== null) {
    const similar = similarNames(name, there);
    const hint = similar.length > 0 ? `: is it ${similar.join(' or ')}?` : '.';
    const text = `The channel's account has no template ${name}${hint}`;
    return unmet('TEMPLATE_UNKNOWN', channelId, text, { similar: similar.join(',') });
  }
  // Meta sends by name, Twilio by an id that only the account's list tells.
  if (provider === 'meta') return undefined;
  return unmet('TEMPLATE_UNKNOWN', channelId, "The account's templates were never read: call SyncTemplates first.");
}

const mostSimilar = 3;

function similarNames(name: string, templates: readonly AccountTemplate[]): string[] {
  const names = [...new Set(templates.map((template) => template.name))];
  return names
    .map((other) => ({ other, distance: distanceOf(name, other) }))
    .filter(({ other, distance }) => distance <= Math.max(2, Math.min(name.length, other.length) / 3))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, mostSimilar)
    .map(({ other }) => other);
}

/** How many letters have to change (Levenshtein), of the first 40. */
function distanceOf(a: string, b: string): number {
  const [from, to] = [a.slice(0, 40), b.slice(0, 40)];
  let row = Array.from({ length: to.length + 1 }, (_, n) => n);
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(to).entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length]!;
}
