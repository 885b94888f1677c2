// Whether a template can be sent as it is given: one that the channel's account has, approved, and filled in as it wants to be.
import type { TemplateContent } from './message.ts';
import { unmetCondition, type SendProblem, type Unmet } from './send-problem.ts';
import { similarNames } from './similar-names.ts';
import { templateProblems } from './template-rules.ts';
import type { TemplateDefinition, TemplateStatus } from './template.ts';
import type { ProviderName } from './webhook.ts';

interface KnownTemplate {
  id: string;
  name: string;
  language: string;
  status: TemplateStatus;
  /** The provider's. */
  reason: string | null;
  definition: TemplateDefinition;
}

export function templateMisfit(
  { id, name, language, status, reason, definition }: KnownTemplate,
  content: TemplateContent,
  to: { contactId: string; marketingOptedOutAt: Date | null },
): SendProblem | undefined {
  if (status !== 'approved') {
    const why = reason ? ` The provider says: ${reason}` : '';
    const text = `The template ${name} (${language}) is ${status}: only an approved one can be sent.${why}`;
    return unmetCondition('TEMPLATE_NOT_APPROVED', id, text, { status, ...(reason ? { reason } : {}) });
  }
  const problems = templateProblems(definition, content);
  if (problems.length > 0) return { type: 'invalid', problems };
  if (definition.category !== 'marketing' || to.marketingOptedOutAt === null) return undefined;
  return unmetCondition('OPTED_OUT_MARKETING', to.contactId, 'The person wants no marketing.');
}

interface AccountChannel {
  channelId: string;
  provider: ProviderName;
  /** Null: the templates of its account were never read. */
  templatesSyncedAt: Date | null;
}

/**
 * Undefined: the account was never read, and the provider may well know the template.
 * @param there what is known of the account.
 */
export function unknownTemplate(
  { name, language }: TemplateContent,
  { channelId, provider, templatesSyncedAt }: AccountChannel,
  there: readonly { name: string; language: string }[],
): Unmet | undefined {
  const languages = there.filter((template) => template.name === name).map((template) => template.language);
  if (templatesSyncedAt !== null && languages.length > 0) {
    const text = `The template ${name} is not there in ${language}, but in ${languages.join(', ')}.`;
    return unmetCondition('TEMPLATE_LANGUAGE_MISSING', channelId, text, { languages: languages.join(',') });
  }
  if (templatesSyncedAt !== null) {
    const similar = similarNames(name, [...new Set(there.map((template) => template.name))]);
    const hint = similar.length > 0 ? `: is it ${similar.join(' or ')}?` : '.';
    const text = `The channel's account has no template ${name}${hint}`;
    return unmetCondition('TEMPLATE_UNKNOWN', channelId, text, { similar: similar.join(',') });
  }
  // Meta sends by name, Twilio by an id that only the account's list tells.
  if (provider === 'meta') return undefined;
  return unmetCondition(
    'TEMPLATE_UNKNOWN',
    channelId,
    "The account's templates were never read: call SyncTemplates first.",
  );
}
