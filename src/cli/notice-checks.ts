// Whether a notice can be sent as it is given: what would fail each time is refused at once.
import { noticeContent, valuesTold } from '../domain/notice.ts';
import type { Problem } from '../domain/problem.ts';
import { templateProblems } from '../domain/template-rules.ts';
import type { TemplateStatus } from '../domain/template.ts';
import type { Database } from '../platform/db.ts';
import type { NoticeValues } from '../store/notices.ts';
import { findTemplates } from '../store/templates.ts';
import type { NamedChannel } from './choices.ts';
import { UsageError } from './report.ts';

/** Throws UsageError. Returns how its template stands. */
export async function checkNotice(
  db: Database,
  tenantId: string,
  values: NoticeValues,
  channel: NamedChannel,
): Promise<TemplateStatus> {
  requireUsable(channel, tenantId);
  const { template: name, language } = values;
  const { provider, account } = channel;
  const [template] = await findTemplates(db, [{ tenantId, provider, account, name, language }]);
  if (!template)
    throw new UsageError(`No template "${name}" (${language}) is known for ${channel.name}: see templates list.`);
  const { problems, content } = noticeContent(values, told(values));
  const found = [...problems.found, ...templateProblems(template.definition, content)];
  const wrong = [...takenOf(values), ...found.map(toText)];
  if (wrong.length > 0) throw new UsageError(`The template ${name} (${language}) does not fit: ${wrong.join('; ')}.`);
  return template.status;
}

function requireUsable({ name, tenantId, shared, transport }: NamedChannel, ownTenantId: string): void {
  if (transport === 'sms') throw new UsageError(`--channel ${name}: it sends SMS, and templates go by WhatsApp.`);
  if (tenantId !== ownTenantId && !shared) throw new UsageError(`--channel ${name}: it belongs to another tenant.`);
}

// Any words do: what they will be is not known yet.
function told({ kind }: NoticeValues): string[] {
  return Array.from({ length: valuesTold[kind] }, () => 'x');
}

function takenOf({ kind, data }: NoticeValues): string[] {
  const numbers = Object.keys(data).filter((key) => /^\d+$/.test(key) && Number(key) <= valuesTold[kind]);
  return numbers.map((number) => `{{${number}}} says what happened and takes no --param`);
}

function toText({ path, description }: Problem): string {
  return `${path.replace(/^template\./, '')} ${description}`;
}
