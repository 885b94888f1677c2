// What a reply may repeat, whatever it looks like: what the person said now, what was collected before, and what was looked up
// for them, such as the title of an order or the description of their ticket. Ids are none of it.
import { isId } from '../domain/ids.ts';
import type { EngineMessage } from './engine-message.ts';
import type { Looking } from './lookups.ts';
import type { Session } from './session.ts';

/** Of the person. */
export function ownWords({ body, caption, media }: EngineMessage, ...sessions: readonly Session[]): string[] {
  const spoken = media.map(({ transcript }) => transcript ?? '');
  return [body, caption ?? '', ...spoken, ...sessions.flatMap(({ state }) => textsIn(state?.data))];
}

/** Every text within JSON. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The same questions with the same answers, and each answer is told. */
export function* overhear<Result>(looking: Looking<Result>, tell: (found: unknown) => void): Looking<Result> {
  let next = looking.next();
  while (next.done !== true) {
    let found: unknown;
    try {
      found = yield next.value;
    } catch (error) {
      next = looking.throw(error);
      continue;
    }
    tell(found);
    next = looking.next(found);
  }
  return next.value;
}
