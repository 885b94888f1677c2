// Templates of sends: each must fit, and the texts of those that do are filled in.
import type { TemplateContent } from '../../domain/message.ts';
import { templateMisfit, unknownTemplate } from '../../domain/template-fit.ts';
import { templateText } from '../../domain/template-text.ts';
import type { Trx } from '../../platform/db.ts';
import { listAccountTemplates } from '../../store/template-list.ts';
import { findTemplates } from '../../store/templates.ts';
import { toRefusal } from './send-rules.ts';
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
    const { content, conversation, draft } = send;
    const template = templates[index];
    const problem = template
      ? templateMisfit(template, content, conversation)
      : unknownTemplate(content, conversation, await listAccountTemplates(trx, keys[index]!));
    if (problem) send.result = toRefusal(problem, draft);
    else if (template) send.body = templateText(template.definition, content);
  }
}
