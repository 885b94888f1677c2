/** What a citizen's report can be about: each lands on the desk of one office of the city. */
export const reportCategories = [
  'roads',
  'lighting',
  'water',
  'waste',
  'electricity',
  'parks',
  'noise',
  'other',
] as const;

export type ReportCategory = (typeof reportCategories)[number];
