// Reminders taken over, each once under its request id, all of a call in a few statements. Runs under the tenant's row-level
// security, whichever way they came.
import { newId } from '../domain/ids.ts';
import type { ReminderDraft } from '../domain/reminder-request/draft.ts';
import { isRefusal, type ReminderRefusal } from '../domain/reminder-request/refusal.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { claimRequests, findRequests, type RequestRecord } from './api-requests.ts';
import { checkReminders, type Checked } from './check-reminders.ts';
import { insertReminders, type NewReminder } from './reminders.ts';

export interface Enqueued {
  id: string;
  /** It was there already. */
  repeated: boolean;
}

/** What request ids of reminders are kept under, whichever way they came. */
export const enqueueMethod = 'EnqueueReminder';

/** In the order of the drafts. Throws RowConflict when another call took a request id meanwhile: run again. */
export async function enqueueReminders(
  trx: Trx,
  tenantId: string,
  drafts: readonly ReminderDraft[],
  now: Date,
): Promise<(Enqueued | ReminderRefusal)[]> {
  const firsts = new Map<string | ReminderDraft, ReminderDraft>();
  for (const draft of drafts) if (!firsts.has(keyOf(draft))) firsts.set(keyOf(draft), draft);
  const results = await replay(trx, [...firsts.values()]);
  const open = [...firsts.values()].filter((draft) => !results.has(draft));
  const checked = await checkReminders(trx, tenantId, open, now);
  for (const [draft, result] of await store(trx, tenantId, open, checked, now)) results.set(draft, result);
  // Where one request id comes several times, the first decides.
  return drafts.map((draft) => {
    const first = firsts.get(keyOf(draft))!;
    const result = results.get(first)!;
    if (first === draft || isRefusal(result)) return result;
    return draft.bodyHash.equals(first.bodyHash) ? { ...result, repeated: true } : reused(draft);
  });
}

function keyOf(draft: ReminderDraft): string | ReminderDraft {
  return draft.requestId ?? draft;
}

function reused({ requestId = '' }: ReminderDraft): ReminderRefusal {
  return { type: 'request_id_reused', requestId };
}

type Results = Map<ReminderDraft, Enqueued | ReminderRefusal>;

/** Of those whose request id was answered before. */
async function replay(trx: Trx, drafts: readonly ReminderDraft[]): Promise<Results> {
  const requestIds = drafts.flatMap(({ requestId }) => requestId ?? []);
  const records = await findRequests(trx, requestIds);
  return new Map(
    drafts.flatMap((draft) => {
      const record = records.get(draft.requestId ?? '');
      return record ? [[draft, answerAgain(draft, record)]] : [];
    }),
  );
}

function answerAgain(draft: ReminderDraft, record: RequestRecord): Enqueued | ReminderRefusal {
  if (record.method !== enqueueMethod || !record.bodyHash.equals(draft.bodyHash)) return reused(draft);
  return { id: record.resourceId, repeated: true };
}

async function store(
  trx: Trx,
  tenantId: string,
  drafts: readonly ReminderDraft[],
  checked: readonly (Checked | ReminderRefusal)[],
  now: Date,
): Promise<Results> {
  const results: Results = new Map();
  const rows: NewReminder[] = [];
  const records: RequestRecord[] = [];
  for (const [index, draft] of drafts.entries()) {
    const each = checked[index]!;
    const row = isRefusal(each) ? undefined : toRow(tenantId, draft, each);
    results.set(draft, row ? { id: row.id, repeated: false } : (each as ReminderRefusal));
    const { requestId, bodyHash } = draft;
    if (row) rows.push(row);
    if (row && requestId !== undefined)
      records.push({ requestId, method: enqueueMethod, bodyHash, resourceId: row.id });
  }
  const claimed = await claimRequests(trx, tenantId, records);
  if (claimed.size < records.length) throw new RowConflict('a request id was taken meanwhile');
  await insertReminders(trx, rows, now);
  return results;
}

function toRow(tenantId: string, draft: ReminderDraft, { phone, schedule, occursAt }: Checked): NewReminder {
  const { recipient, channelId, content, reference, sendWithinSeconds, quietHours, sessionText } = draft;
  return {
    id: newId(),
    tenantId,
    contactId: 'contactId' in recipient ? recipient.contactId : null,
    phone,
    channelId: channelId ?? null,
    content,
    schedule,
    reference: reference ?? null,
    sendWithinSeconds,
    quietHours,
    sessionText: sessionText ?? null,
    smsFallback: draft.smsFallback,
    occursAt,
  };
}
