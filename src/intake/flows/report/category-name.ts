// What categories are called in the person's language.
import { plainWords } from '../../../domain/plain-words.ts';
import { reportCategories, type ReportCategory } from '../../../domain/report-category.ts';
import type { Say, TextKey } from '../../locales/index.ts';
import { asCategory } from './categories.ts';

const names: { readonly [category in ReportCategory]: TextKey } = {
  roads: 'report.category_roads',
  lighting: 'report.category_lighting',
  water: 'report.category_water',
  waste: 'report.category_waste',
  electricity: 'report.category_electricity',
  parks: 'report.category_parks',
  noise: 'report.category_noise',
  other: 'report.category_other',
};

/** Of a ticket that somebody else made the category may be any word: it is no word of ours then. */
export function categoryName(say: Say, category: string | null | undefined): string {
  return say(names[asCategory(category) ?? 'other']);
}

// `and`, `the`.
const shortestName = 4;

/** The one that the answer names and says nothing else: `the roads`, `arbol`. */
export function categoryNamed(say: Say, answer: string): ReportCategory | undefined {
  const said = longWords(answer);
  if (said.length === 0) return undefined;
  return reportCategories.find((category) => {
    const name = longWords(categoryName(say, category));
    return said.every((word) => name.some((part) => part.startsWith(word) || word.startsWith(part)));
  });
}

function longWords(text: string): string[] {
  return plainWords(text)
    .split(' ')
    .filter((word) => word.length >= shortestName);
}
