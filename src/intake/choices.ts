// Questions with choices: buttons while they fit, a list above that. Channels that have neither get numbered text.
import type { InteractiveContent, ReplyOption } from '../domain/message.ts';
import type { Reply } from './flow.ts';

export interface Choice extends ReplyOption {
  /** A line below the title; shown in lists only. */
  description?: string;
}

const mostButtons = 3;
const longestButton = 20;
const mostRows = 10;
const longestRow = 24;
const longestDescription = 72;

/**
 * @param choices at most ten. Titles have at most 24 characters (20 to be buttons); the locales' tests see to it.
 * @param listButton what opens the list.
 */
export function choose(body: string, choices: readonly Choice[], listButton: string): InteractiveContent {
  if (choices.length <= mostButtons && choices.every(({ title }) => title.length <= longestButton)) {
    const buttons = choices.map(({ id, title }) => ({ id, title }));
    return { kind: 'interactive', body, action: { type: 'buttons', buttons } };
  }
  const rows = choices.slice(0, mostRows).map(({ id, title, description }) => ({
    id,
    title: shorten(title, longestRow),
    ...(description ? { description: shorten(description, longestDescription) } : {}),
  }));
  return { kind: 'interactive', body, action: { type: 'list', button: listButton, sections: [{ rows }] } };
}

export function text(words: string): Reply {
  return { kind: 'text', text: words };
}

/** What can be chosen in these replies, in the order of their numbers. */
export function optionsOf(replies: readonly Reply[]): ReplyOption[] {
  return replies.flatMap((reply) => {
    if (reply.kind !== 'interactive') return [];
    if (reply.action.type === 'buttons') return reply.action.buttons;
    if (reply.action.type !== 'list') return [];
    return reply.action.sections.flatMap(({ rows }) => rows.map(({ id, title }) => ({ id, title })));
  });
}

// Of data that somebody else named, such as a machine: shown, and chosen by its id.
function shorten(title: string, limit: number): string {
  return title.length <= limit ? title : `${title.slice(0, limit - 1)}…`;
}
