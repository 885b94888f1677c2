// Out: a reply that shows what must not be shown does not go out. The person gets a plain word instead, and the log the reason.
import type { InteractiveContent, TemplateContent } from '../../domain/message.ts';
import type { Reply } from '../flow.ts';
import { hasBraces } from './no-braces.ts';
import { leaksInternals } from './no-internals.ts';

export type ReplyProblem = 'shows_internals' | 'shows_placeholder';

/**
 * @param said everything of the person's own that the reply may repeat.
 * @param fallback what is said instead, and not checked.
 * @returns with a problem: for the log, without any text.
 */
export function safeReply(reply: Reply, said: string, fallback: string): { reply: Reply; problem?: ReplyProblem } {
  const texts = shownTexts(reply);
  const problem = texts.some((text) => leaksInternals(text, said))
    ? 'shows_internals'
    : texts.some((text) => hasBraces(text, said))
      ? 'shows_placeholder'
      : undefined;
  return problem === undefined ? { reply } : { reply: { kind: 'text', text: fallback }, problem };
}

/** Every text the person sees. Ids, links and payloads are not shown. */
function shownTexts(reply: Reply): string[] {
  switch (reply.kind) {
    case 'text':
      return [reply.text];
    case 'interactive':
      return interactiveTexts(reply);
    case 'template':
      return templateTexts(reply);
    case 'location':
      return present(reply.name, reply.address);
    case 'contacts':
      return reply.contacts.flatMap(({ formattedName, firstName, lastName, organization }) =>
        present(formattedName, firstName, lastName, organization),
      );
    case 'reaction':
      return [reply.emoji];
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return present(reply.caption, reply.filename);
  }
}

function interactiveTexts({ header, body, footer, action }: InteractiveContent): string[] {
  const around = present(header?.type === 'text' ? header.text : header?.filename, body, footer);
  switch (action.type) {
    case 'buttons':
      return [...around, ...action.buttons.map(({ title }) => title)];
    case 'list':
      return [
        ...around,
        action.button,
        ...action.sections.flatMap(({ title, rows }) =>
          present(title, ...rows.flatMap((row) => [row.title, row.description])),
        ),
      ];
    case 'link':
    case 'flow':
      return [...around, action.title];
    case 'location_request':
      return around;
  }
}

function templateTexts({ header, body }: TemplateContent): string[] {
  const above = header?.type === 'text' ? [header.value.text] : [];
  return [...above, ...body.map(({ text }) => text)];
}

function present(...texts: (string | undefined)[]): string[] {
  return texts.filter((text) => text !== undefined);
}
