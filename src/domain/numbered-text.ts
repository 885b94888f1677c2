// Choices as plain text, for channels that have no buttons: a line with a number for each, to be answered with the number.
import type { InteractiveAction, InteractiveContent, ReplyOption } from './message.ts';

export interface NumberedText {
  text: string;
  /** In the order of their numbers, from 1. */
  options: ReplyOption[];
}

/** Everything that can be said in words, in reading order. A file in the header is not part of it. */
export function numberedText({ header, body, footer, action }: InteractiveContent): NumberedText {
  const options = choicesOf(action);
  const title = header?.type === 'text' ? header.text : undefined;
  const parts = [title, body, linesOf(action).join('\n'), footer];
  return { text: parts.filter((part) => part !== undefined && part !== '').join('\n\n'), options };
}

function choicesOf(action: InteractiveAction): ReplyOption[] {
  switch (action.type) {
    case 'buttons':
      return action.buttons.map(({ id, title }) => ({ id, title }));
    case 'list':
      return action.sections.flatMap(({ rows }) => rows.map(({ id, title }) => ({ id, title })));
    case 'flow':
      return [{ id: action.flowToken, title: action.title }];
    case 'link':
    case 'location_request':
      return [];
  }
}

function linesOf(action: InteractiveAction): string[] {
  if (action.type === 'link') return [`${action.title}: ${action.url}`];
  if (action.type !== 'list') return choicesOf(action).map(({ title }, index) => `${index + 1}. ${title}`);
  let number = 0;
  return action.sections.flatMap(({ title, rows }) => [
    ...(title ? [title] : []),
    ...rows.map((row) => `${++number}. ${row.title}${row.description ? ` – ${row.description}` : ''}`),
  ]);
}
