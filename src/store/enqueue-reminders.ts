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
  const results = await replay(trx, drafts);
  const open = drafts.filter((draft) => !results.has(draft));
  const checked = await checkReminders(trx, tenantId, open, now);
  for (const [draft, result] of await store(trx, tenantId, open, checked, now)) results.set(draft, result);
  return drafts.map((draft) => results.get(draft)!);
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
  const records = new Map<string, RequestRecord>();
  for (const [index, draft] of drafts.entries()) {
    const { requestId, bodyHash } = draft;
    // Where one request id comes several times, the first that may be taken over has it, as if each came by itself.
    const record = records.get(requestId ?? '');
    const each = checked[index]!;
    if (record) results.set(draft, answerAgain(draft, record));
    else if (isRefusal(each)) results.set(draft, each);
    else {
      const row = toRow(tenantId, draft, each);
      rows.push(row);
      results.set(draft, { id: row.id, repeated: false });
      if (requestId !== undefined)
        records.set(requestId, { requestId, method: enqueueMethod, bodyHash, resourceId: row.id });
    }
  }
  const claimed = await claimRequests(trx, tenantId, [...records.values()]);
  if (claimed.size < records.size) throw new RowConflict('a request id was taken meanwhile');
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
