// Where it is: a point on the map, words, or both.
import type { Place } from '../../../domain/ticket.ts';
import { longestPlace, type Collected } from './state.ts';
import { cut } from './words.ts';

/** A point and what was said of it belong together: each leaves the other as it was. */
export function withPlace(data: Collected, place: Place | undefined): Collected {
  if (place === undefined) return data;
  const { text: said, ...point } = place;
  return { ...data, place: { ...data.place, ...point, ...(said ? { text: cut(said, longestPlace) } : {}) } };
}
