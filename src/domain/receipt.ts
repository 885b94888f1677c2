// Delivery statuses: they come late, twice and in any order, and a message's status never goes backwards.
import type { Failure } from './failure.ts';
import type { MessageStatus } from './message.ts';

export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

export interface Receipt {
  externalId: string;
  status: ReceiptStatus;
  at: Date;
  /** Our attempt id, where the provider carries it back: settles attempts whose answer we never saw. */
  attemptId?: string;
  failure?: Failure;
}

/**
 * A status is taken only when its rank is higher than the present one. Read implies delivered; a delivered or read
 * receipt outranks a failure, and a failure outranks what came before delivery. Same table as message_status_rank in SQL.
 */
export const statusRank: { readonly [status in MessageStatus]: number } = {
  received: 0,
  queued: 0,
  uncertain: 10,
  accepted: 20,
  sent: 30,
  failed: 40,
  delivered: 50,
  read: 60,
  played: 70,
};

/** What several receipts of one message amount to: the highest status, the earliest time of each, the failure if any. */
export interface ReceiptSummary {
  status: ReceiptStatus;
  times: { [status in ReceiptStatus]?: Date };
  failure?: Failure;
}

export function summariseReceipts(receipts: readonly Receipt[]): ReceiptSummary {
  const [first] = receipts;
  if (!first) throw new Error('no receipts to summarise');
  const summary: ReceiptSummary = { status: first.status, times: {} };
  for (const receipt of receipts) {
    if (statusRank[receipt.status] > statusRank[summary.status]) summary.status = receipt.status;
    const known = summary.times[receipt.status];
    if (!known || receipt.at < known) summary.times[receipt.status] = receipt.at;
    if (receipt.failure) summary.failure = receipt.failure;
  }
  return summary;
}
