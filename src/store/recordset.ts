// Sets of rows as one parameter: the statement's text stays the same however many rows there are.
import { sql, type RawBuilder } from 'kysely';

/**
 * `from ${recordset(rows, 'id uuid, body text')} r` — rows as a table. Keys absent from a row are null. Strings must be
 * storable (domain/json.ts): a NUL or half a surrogate pair fails the whole set.
 */
export function recordset<Row extends object>(rows: readonly Row[], columns: string): RawBuilder<Row> {
  return sql<Row>`json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${sql.raw(columns)})`;
}
