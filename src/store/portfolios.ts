// Whom a business reached first within 24 hours: people written to outside an open window, over all numbers of a
// portfolio. A provider limits how many that may be.
import { sql } from 'kysely';
import type { ProviderName } from '../domain/webhook.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface PortfolioName {
  provider: ProviderName;
  /** The channel's portfolio, or its account. */
  name: string;
}

/** Numbers that name the same share one daily budget. */
export function portfolioOf({ portfolio, account }: { portfolio: string | null; account: string }): string {
  return portfolio ?? account;
}

export interface FirstReaches {
  /** For each recipient, in order: undefined when it fits the budget (and is counted), else when to ask again. */
  notBefore: (Date | undefined)[];
  /** The budget is used up, and that was not announced in the last 24 hours. */
  exhausted: boolean;
}

const dayMs = 24 * 3600_000;
// The budget may grow before anyone leaves the count, and many leave one after another.
const soonestMs = 60_000;
const latestMs = 15 * 60_000;

/**
 * Counts people of one portfolio. Whoever is counted already is free. Where there is a budget it holds the portfolio's lock
 * until the end; without one nobody waits for anybody, which a burst of a thousand reminders would feel.
 */
export async function countFirstReaches(
  trx: Trx,
  portfolio: PortfolioName,
  recipients: readonly string[],
  now: Date,
): Promise<FirstReaches> {
  const unlimited = { notBefore: recipients.map(() => undefined), exhausted: false };
  const known = await findBudget(trx, portfolio);
  const { perDay, exhaustedAt } = known?.perDay === null ? known : await lockPortfolio(trx, portfolio);
  if (perDay === null) {
    await count(trx, portfolio, recipients, now);
    return unlimited;
  }
  const { used, reached } = await readUse(trx, portfolio, recipients, now);
  let left = perDay - used;
  const isWithin = recipients.map((recipient) => {
    if (reached.has(recipient)) return true;
    if (left <= 0) return false;
    left -= 1;
    reached.add(recipient);
    return true;
  });
  await count(
    trx,
    portfolio,
    recipients.filter((_, n) => isWithin[n]),
    now,
  );
  if (!isWithin.includes(false)) return unlimited;
  const freeAt = await nextFreeAt(trx, portfolio, now);
  const exhausted = exhaustedAt === null || now.getTime() - exhaustedAt.getTime() >= dayMs;
  if (exhausted) await markExhausted(trx, portfolio, now);
  return { notBefore: isWithin.map((within) => (within ? undefined : askAgainAt(freeAt, now))), exhausted };
}

// Spread, so that those held back together do not come back together.
function askAgainAt(freeAt: Date, now: Date): Date {
  const wait = Math.min(Math.max(freeAt.getTime() - now.getTime(), 0), latestMs);
  return new Date(now.getTime() + wait + soonestMs * (wait < soonestMs ? 1 + Math.random() : Math.random()));
}

interface Budget {
  perDay: number | null;
  exhaustedAt: Date | null;
}

function budgetOf(trx: Trx, { provider, name }: PortfolioName) {
  return trx
    .selectFrom('portfolios')
    .select(['per_day as perDay', 'exhausted_at as exhaustedAt'])
    .where('provider', '=', provider)
    .where('name', '=', name);
}

function findBudget(trx: Trx, portfolio: PortfolioName): Promise<Budget | undefined> {
  return budgetOf(trx, portfolio).executeTakeFirst();
}

async function lockPortfolio(trx: Trx, portfolio: PortfolioName): Promise<Budget> {
  const lock = () => budgetOf(trx, portfolio).forNoKeyUpdate().executeTakeFirst();
  const found = await lock();
  if (found) return found;
  await trx
    .insertInto('portfolios')
    .values({ ...portfolio })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await lock())!;
}

async function readUse(trx: Trx, { provider, name }: PortfolioName, recipients: readonly string[], now: Date) {
  const since = new Date(now.getTime() - dayMs);
  const { rows } = await sql<{ used: number; known: string[] }>`
    select
      (select count(*)::int from portfolio_recipients
        where provider = ${provider} and portfolio = ${name} and counted_at > ${since}) as used,
      (select coalesce(array_agg(recipient), '{}') from portfolio_recipients
        where provider = ${provider} and portfolio = ${name} and recipient = any(${[...recipients]}::text[])
          and counted_at > ${since}) as known`.execute(trx);
  return { used: rows[0]!.used, reached: new Set(rows[0]!.known) };
}

/** A person counts for 24 hours from the first message; only then does another count anew. */
async function count(trx: Trx, { provider, name }: PortfolioName, recipients: readonly string[], now: Date) {
  const rows = [...new Set(recipients)].map((recipient) => ({ recipient }));
  if (rows.length === 0) return;
  await sql`
    insert into portfolio_recipients as p (provider, portfolio, recipient, counted_at)
    select ${provider}, ${name}, recipient, ${now}::timestamptz from ${recordset(rows, 'recipient text')} order by recipient
    on conflict (provider, portfolio, recipient) do update set counted_at = excluded.counted_at
    where p.counted_at <= excluded.counted_at - interval '24 hours'`.execute(trx);
}

async function nextFreeAt(trx: Trx, { provider, name }: PortfolioName, now: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date | null }>`
    select min(counted_at) + interval '24 hours' as at from portfolio_recipients
    where provider = ${provider} and portfolio = ${name} and counted_at > ${new Date(now.getTime() - dayMs)}`.execute(
    trx,
  );
  return rows[0]?.at ?? new Date(now.getTime() + latestMs);
}

async function markExhausted(trx: Trx, { provider, name }: PortfolioName, now: Date): Promise<void> {
  await trx
    .updateTable('portfolios')
    .set({ exhausted_at: now })
    .where('provider', '=', provider)
    .where('name', '=', name)
    .execute();
}

/** Null: no limit. Whether it differs from what was known. */
export async function setPortfolioLimit(
  db: DbOrTrx,
  { provider, name }: PortfolioName,
  perDay: number | null,
): Promise<boolean> {
  const { rows } = await sql`
    insert into portfolios as p (provider, name, per_day) values (${provider}, ${name}, ${perDay})
    on conflict (provider, name) do update set per_day = excluded.per_day, exhausted_at = null, updated_at = now()
    where p.per_day is distinct from excluded.per_day returning 1`.execute(db);
  return rows.length > 0;
}

export interface PortfolioUse extends PortfolioName {
  perDay: number | null;
  /** People counted in the last 24 hours. */
  used: number;
}

export async function listPortfolioUse(db: DbOrTrx): Promise<PortfolioUse[]> {
  const { rows } = await sql<PortfolioUse>`
    select provider, name, per_day as "perDay",
      (select count(*)::int from portfolio_recipients r
        where r.provider = p.provider and r.portfolio = p.name and r.counted_at > now() - interval '24 hours') as used
    from portfolios p order by provider, name`.execute(db);
  return rows;
}
