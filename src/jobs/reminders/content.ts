// What reminders say: the template, if it can be sent as it is given, or then the text for an open window. The text says the
// same in other words: whoever wants no marketing, for instance, does not want it either.
import { channelProblems } from '../../domain/channel-rules.ts';
import { textLimit, type OutboundContent } from '../../domain/message.ts';
import type { SendProblem } from '../../domain/send-problem.ts';
import { templateMisfit, unknownTemplate } from '../../domain/template-fit.ts';
import { templateText } from '../../domain/template-text.ts';
import { windowIsOpen } from '../../domain/window.ts';
import type { Trx } from '../../platform/db.ts';
import type { DueReminder } from '../../store/due-reminders.ts';
import type { SendingConversation } from '../../store/send.ts';
import { listAccountTemplates, type AccountTemplate } from '../../store/template-list.ts';
import { findTemplates, type TemplateKey } from '../../store/templates.ts';

export interface Saying {
  content: OutboundContent;
  /** A template's text, filled in. */
  body: string | undefined;
}

interface There {
  due: DueReminder;
  conversation: SendingConversation;
}

/** In the order of the reminders. */
export async function contentsOf(
  trx: Trx,
  reminders: readonly There[],
  now: Date,
): Promise<(Saying | { problem: SendProblem })[]> {
  const keys = reminders.map(({ due, conversation: { provider, account } }): TemplateKey => {
    const { name, language } = due.content;
    return { tenantId: due.tenantId, provider, account, name, language };
  });
  const templates = await findTemplates(trx, keys);
  const contents: (Saying | { problem: SendProblem })[] = [];
  const accounts = accountTemplates(trx);
  for (const [index, { due, conversation }] of reminders.entries()) {
    const { content } = due;
    const template = templates[index];
    const problem =
      channelProblem(due, conversation) ??
      (template
        ? templateMisfit(template, content, conversation)
        : unknownTemplate(content, conversation, await accounts(keys[index]!)));
    const text = sessionTextOf(due, conversation, now);
    if (problem) contents.push({ problem });
    else if (text) contents.push({ content: text, body: undefined });
    else contents.push({ content, body: template && templateText(template.definition, content) });
  }
  return contents;
}

/** Read once for all reminders with templates that an account does not have. */
function accountTemplates(trx: Trx): (key: TemplateKey) => Promise<AccountTemplate[]> {
  const known = new Map<string, Promise<AccountTemplate[]>>();
  return (key) => {
    const account = `${key.tenantId} ${key.provider} ${key.account}`;
    const there = known.get(account) ?? listAccountTemplates(trx, key);
    known.set(account, there);
    return there;
  };
}

// It may have to wait for the number's rate, and the window must still be open then.
const windowMarginMs = 10 * 60_000;

/** Undefined where the template goes: there is no such text, it is too long for one message, or the window is closed. */
function sessionTextOf({ sessionText }: DueReminder, to: SendingConversation, now: Date): OutboundContent | undefined {
  if (sessionText === null || sessionText.length > textLimit[to.provider]) return undefined;
  const soon = new Date(now.getTime() + windowMarginMs);
  if (!windowIsOpen(to.windowExpiresAt, soon)) return undefined;
  return { kind: 'text', text: sessionText };
}

function channelProblem({ content }: DueReminder, channel: SendingConversation): SendProblem | undefined {
  const problems = channelProblems(content, channel, new Map());
  return problems.length > 0 ? { type: 'invalid', problems } : undefined;
}
