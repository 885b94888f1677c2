// `reminders cancel`.
import { isId } from '../../domain/ids.ts';
import { untilSettled, withTenant, type Trx } from '../../platform/db.ts';
import type { Queue } from '../../platform/queue.ts';
import { cancelReminder, type CancelOutcome } from '../../store/reminder-changes.ts';
import { chooseTenant } from '../choices.ts';
import { UsageError } from '../report.ts';
import { withQueue, withSession } from '../session.ts';
import { show, type Terminal } from '../terminal.ts';

type Outcome = CancelOutcome | 'unknown';

const words: { readonly [outcome in Outcome]: string } = {
  cancelled: 'cancelled',
  already_cancelled: 'was cancelled already',
  already_sent: 'was sent, or is on its way to the provider',
  over: 'is over: its last time was missed, or sending it failed',
  unknown: 'does not exist',
};

export async function cancel(
  terminal: Terminal,
  ids: readonly string[],
  { tenant, json }: { tenant?: string; json?: boolean },
): Promise<void> {
  const wrong = ids.find((id) => !isId(id));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is not an id. reminders list shows them.`);
  const results = await withSession(terminal, (session) =>
    withQueue(session, async (queue) => {
      const { id: tenantId } = await chooseTenant(session.db, tenant);
      const outcomes: { id: string; outcome: Outcome }[] = [];
      for (const id of ids) {
        const work = () => withTenant(session.db, tenantId, (trx) => cancelOne(queue, trx, id));
        outcomes.push({ id, outcome: await untilSettled(work) });
      }
      return outcomes;
    }),
  );
  show(terminal, json, { results }, () => results.map(({ id, outcome }) => `${id}  ${words[outcome]}`).join('\n'));
  if (results.some(({ outcome }) => !outcome.endsWith('cancelled'))) terminal.setExitCode(1);
}

async function cancelOne(queue: Queue, trx: Trx, id: string): Promise<Outcome> {
  const cancelled = await cancelReminder(trx, id, new Date());
  // What stood behind a message that was taken back may go now.
  const next = (cancelled?.conversationIds ?? []).map((conversationId) => ({
    queue: 'outbound' as const,
    data: { conversationId },
  }));
  await queue.enqueue(trx, next);
  return cancelled?.outcome ?? 'unknown';
}
