// How many rows a page's statement may return, as a literal. Statements are prepared, and a generic plan does not know a
// limit that is a parameter: it assumes a tenth of the rows, and sorts them all where an index walk of 51 would do. A few sizes
// only, so that there are few statements, and small pages read no more than they show.
import { sql, type RawBuilder } from 'kysely';

const sizes = [11, 26, 51, 101, 201] as const;

/** The smallest size that holds `rows`. The caller cuts off what is beyond. */
export function pageLimit(rows: number): RawBuilder<number> {
  return sql.lit(sizes.find((size) => rows <= size) ?? rows);
}
