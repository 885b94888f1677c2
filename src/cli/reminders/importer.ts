// Rows on their way into the database: groups of them, two at a time, so that one is read while the other is stored. A group that
// fails for a reason of its own is tried row by row.
import { isUnreachable, sqlState, withTenant, type Database } from '../../platform/db.ts';
import type { ReminderDraft } from '../../domain/reminder-request/draft.ts';
import { toReminderDraft } from '../../domain/reminder-request/draft.ts';
import { readReminderJson } from '../../domain/reminder-request/json.ts';
import { isRefusal, refusalText } from '../../domain/reminder-request/refusal.ts';
import { enqueueReminders } from '../../store/enqueue-reminders.ts';
import { EarlierRows, type RowResult } from './earlier-rows.ts';
import type { Row } from './rows.ts';

export interface Counts {
  rows: number;
  enqueued: number;
  repeated: number;
  failed: number;
}

export interface RowProblem {
  line: number;
  reason: string;
}

interface Target {
  db: Database;
  tenantId: string;
  /** For rows that name none. */
  channelId: string | undefined;
  /** Everything is done but kept. */
  dryRun: boolean;
}

export interface Importer {
  readonly counts: Counts;
  /** Resolves when all rows are dealt with. Rejects when the database is lost; what was counted is durable by then. */
  take(rows: AsyncIterable<Row>): Promise<void>;
}

interface Item {
  line: number;
  draft: ReminderDraft;
}

const groupSize = 1_000;

/** @param took the id of each reminder that is there now. */
export function createImporter(
  target: Target,
  tell: (problem: RowProblem) => Promise<void>,
  took: (id: string) => void = () => undefined,
): Importer {
  const counts: Counts = { rows: 0, enqueued: 0, repeated: 0, failed: 0 };
  const refuse = (line: number, reason: string) => {
    counts.failed += 1;
    return tell({ line, reason });
  };
  const earlier = target.dryRun ? new EarlierRows() : undefined;
  const store = async (items: readonly Item[]): Promise<void> => {
    const results = await storeGroup(target, items);
    for (const [index, stored] of results.entries()) {
      const { line, draft } = items[index]!;
      const result = earlier ? earlier.judge(draft, stored) : stored;
      if (typeof result === 'string') await refuse(line, result);
      else if (result.repeated) counts.repeated += 1;
      else counts.enqueued += 1;
      if (typeof result !== 'string') took(result.id);
    }
  };
  const take = async (rows: AsyncIterable<Row>): Promise<void> => {
    let items: Item[] = [];
    let storing: Promise<void> = Promise.resolve();
    for await (const row of rows) {
      counts.rows += 1;
      const draft = 'problem' in row ? row.problem : draftOf(target, row.value);
      if (typeof draft === 'string') await refuse(row.line, draft);
      else items.push({ line: row.line, draft });
      if (items.length < groupSize) continue;
      await storing;
      storing = store(items);
      storing.catch(() => undefined); // It is awaited later.
      items = [];
    }
    await storing;
    await store(items);
  };
  return { counts, take };
}

/** Or what is wrong with the row. */
function draftOf({ channelId }: Target, value: object): ReminderDraft | string {
  const { request, problems } = readReminderJson(value);
  if (request.channelId === '') request.channelId = channelId ?? '';
  const draft = toReminderDraft(request, new Date(), problems);
  if (Array.isArray(draft)) return refusalText({ type: 'invalid', problems: draft });
  draft.requestId ??= `content ${draft.bodyHash.toString('hex')}`;
  return draft;
}

async function storeGroup(target: Target, items: readonly Item[]): Promise<RowResult[]> {
  if (items.length === 0) return [];
  try {
    return await tryGroup(target, items);
  } catch (error) {
    if (isUnreachable(error)) throw error;
    if (items.length === 1) return [`could not be stored: ${error instanceof Error ? error.message : 'unknown'}`];
  }
  const results: RowResult[] = [];
  for (const item of items) results.push(...(await storeGroup(target, [item])));
  return results;
}

class DryRun extends Error {
  readonly results: RowResult[];

  constructor(results: RowResult[]) {
    super('nothing is kept');
    this.results = results;
  }
}

const mostAttempts = 5;

async function tryGroup({ db, tenantId, dryRun }: Target, items: readonly Item[]): Promise<RowResult[]> {
  const drafts = items.map(({ draft }) => draft);
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTenant(db, tenantId, async (trx) => {
        const enqueued = await enqueueReminders(trx, tenantId, drafts, new Date());
        const results = enqueued.map((each) => (isRefusal(each) ? refusalText(each) : each));
        if (dryRun) throw new DryRun(results);
        return results;
      });
    } catch (error) {
      if (error instanceof DryRun) return error.results;
      // Somebody else took one of the request ids a moment ago.
      if (attempt === mostAttempts || sqlState(error)?.startsWith('40') !== true) throw error;
    }
  }
}
