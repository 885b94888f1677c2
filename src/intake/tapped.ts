// What a message chooses of what was offered: by a tap, or by the words that stand for one.
import type { ReplyOption } from '../domain/message.ts';
import { chosenAnswer } from './answers.ts';
import { optionsOf } from './choices.ts';
import type { EngineMessage } from './engine-message.ts';
import type { Flow } from './flow.ts';
import type { Say } from './locales/index.ts';
import type { Looking } from './lookups.ts';
import { isOfFlow, ownId } from './own-choices.ts';

interface Tap {
  flow: Flow;
  /** Of every flow that there is. */
  flowNames: { has(name: string): boolean };
  message: EngineMessage;
  /** Choices of other messages that went out as numbered text. */
  alsoOffered: readonly (ReplyOption | undefined)[];
}

/**
 * What begins a dialogue may choose what the last one ended with, or answer its first question, which the person saw when
 * the last one began.
 */
export function* firstChoices({
  flow,
  say,
  now,
}: {
  flow: Flow;
  say: Say;
  now: Date;
}): Looking<readonly ReplyOption[]> {
  return optionsOf(yield* flow.ask({ state: flow.start(), say, now }));
}

/** `foreign`: it answers a question that no flow asked. `stale`: one that this flow asked earlier, or the channel's flow before. */
export function tappedOf(
  { flow, flowNames, message, alsoOffered }: Tap,
  offers: readonly (readonly ReplyOption[])[],
  words: string,
  spoken: boolean,
): ReplyOption | 'foreign' | 'stale' | undefined {
  // What stands as numbered text was sent after anything the flow said, or by the flow itself.
  const typed = message.media.length === 0 || spoken;
  const numbered = typed && message.replyId === null ? chosenAnswer(words, alsoOffered, { spoken }) : undefined;
  const travelled = message.replyId ?? numbered?.id;
  if (travelled === undefined) return typed ? chosenOf(offers, words, spoken) : undefined;
  const id = ownId(travelled, flow.name);
  const title = numbered?.title ?? words;
  const isGood = offers.flat().some((option) => option.id === id) || flow.knowsReply?.(id ?? travelled, title);
  if (isGood) return { id: id ?? travelled, title };
  return isOfFlow(travelled, flowNames) ? 'stale' : 'foreign';
}

function chosenOf(offers: readonly (readonly ReplyOption[])[], words: string, spoken: boolean) {
  for (const offered of offers) {
    const chosen = chosenAnswer(words, offered, { spoken });
    if (chosen) return chosen;
  }
  return undefined;
}

/** Without the answers to questions of a dialogue that is over. What is good at any time, or was asked by others, stays. */
export function withoutQuestions(
  options: readonly (ReplyOption | undefined)[],
  flow: Flow,
): (ReplyOption | undefined)[] {
  return options.map((option) => {
    const id = option && ownId(option.id, flow.name);
    return id === undefined || flow.knowsReply?.(id, option!.title) ? option : undefined;
  });
}
