// Whether a notice can be sent as it is given: what would fail each time is refused at once.
import { contentProblems } from '../domain/content-rules.ts';
import { mediaIdsOf } from '../domain/content.ts';
import { noticeContent, valuesTold } from '../domain/notice.ts';
import type { Problem } from '../domain/problem.ts';
import { templateProblems } from '../domain/template-rules.ts';
import type { TemplateStatus } from '../domain/template.ts';
import { withTenant, type Database } from '../platform/db.ts';
import { findMedia } from '../store/media.ts';
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
  const found = [...problems.found, ...contentProblems(content), ...templateProblems(template.definition, content)];
  const wrong = [...takenOf(values), ...found.map(toText), ...(await missingFiles(db, tenantId, mediaIdsOf(content)))];
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

async function missingFiles(db: Database, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const there = await withTenant(db, tenantId, (trx) => findMedia(trx, ids));
  return ids.filter((id) => !there.has(id)).map((id) => `there is no file ${id}`);
}

function toText({ path, description }: Problem): string {
  return `${path.replace(/^template\./, '')} ${description}`;
}
