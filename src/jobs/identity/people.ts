// Who wrote, and whether two whom we took for two are one. Finding people is one statement for a batch; merging them and
// following a changed number is rare, and is done one after the other.
import type { NextJob } from '../../domain/job.ts';
import type { IdentityChange } from '../../domain/message.ts';
import type { Trx } from '../../platform/db.ts';
import { recordEvents, type NewEvent } from '../../store/events.ts';
import { changeIdentity } from '../../store/identity-changes.ts';
import { mergeContacts, type Merge, type MergeResult } from '../../store/merge.ts';
import { resolvePeople, type Person, type SamePerson, type SenderLookup } from '../../store/people.ts';
import { toE164, type Arrival, type IdentifiedArrival } from './arrival.ts';

export interface Identified {
  arrivals: IdentifiedArrival[];
  /** Wake-ups of conversations that got the mail of others. */
  next: NextJob[];
}

export async function identifySenders(trx: Trx, arrivals: readonly Arrival[]): Promise<Identified> {
  const { senders, same, changed } = await resolvePeople(trx, arrivals.map(toLookup), (index) =>
    arrivals[index]!.channel.unknownSender === 'register' ? 'unregistered' : 'active',
  );
  const identified = arrivals.map((arrival, index): IdentifiedArrival => ({ ...arrival, ...senders[index]! }));
  const next = await merge(trx, identified, same);
  await recordEvents(trx, changed.map(addressChanged));
  for (const arrival of identified) {
    const { identityChange } = arrival.message;
    if (identityChange) next.push(...(await follow(trx, identified, arrival, identityChange)));
  }
  return { arrivals: identified, next };
}

function toLookup({ channel, message, phone }: Arrival): SenderLookup {
  return {
    tenantId: channel.shared ? undefined : channel.tenantId,
    homeTenantId: channel.tenantId,
    account: channel.account,
    phone,
    bsuid: message.sender.bsuid,
    name: message.sender.name,
    leavesPhone: message.identityChange !== undefined,
  };
}

async function follow(
  trx: Trx,
  arrivals: readonly IdentifiedArrival[],
  { person, channel, message, phone: formerPhone }: IdentifiedArrival,
  change: IdentityChange,
): Promise<NextJob[]> {
  const { tenantId, contactId } = person;
  const phone = toE164(change.phone, channel);
  const { provider, account } = channel;
  const who = { tenantId, contactId, provider, account };
  const former = { formerPhone, formerBsuid: message.sender.bsuid };
  const recipient = addressOf(change) ?? '';
  if (recipient === '') return [];
  const result = await changeIdentity(trx, { ...who, ...former, phone, bsuid: change.bsuid, recipient });
  const told = [...(result.changed ? [contactId] : []), ...result.lostBy];
  await recordEvents(
    trx,
    told.map((id) => addressChanged({ tenantId, contactId: id })),
  );
  return merge(trx, arrivals, result.same);
}

/** The spelling the provider uses itself: it is the one that certainly reaches the person. */
export function addressOf({ phone, bsuid }: { phone?: string; bsuid?: string }): string | undefined {
  return phone === undefined ? bsuid : `+${phone.replace(/\D/g, '')}`;
}

function addressChanged({ tenantId, contactId }: { tenantId: string; contactId: string }): NewEvent {
  return { tenantId, type: 'contact_changed', data: { contactId, change: 'address_changed' } };
}

/** Makes one contact of those that are the same person, and gives the arrivals the one that is left. */
async function merge(
  trx: Trx,
  arrivals: readonly IdentifiedArrival[],
  same: readonly SamePerson[],
): Promise<NextJob[]> {
  if (same.length === 0) return [];
  const everybody = new Set(arrivals.map(({ person }) => person.contactId));
  const results = await mergeContacts(trx, groupsOf(same), [...everybody]);
  const survivors = new Map<string, Person>();
  for (const { person, mergedIds } of results)
    for (const id of [person.contactId, ...mergedIds]) survivors.set(id, person);
  for (const arrival of arrivals) arrival.person = survivors.get(arrival.person.contactId) ?? arrival.person;
  await recordEvents(trx, results.flatMap(merged));
  return results.flatMap(wakeUps);
}

/** Pairs that share a contact are one group. The oldest contact, which has the lowest id, is the one that stays. */
function groupsOf(same: readonly SamePerson[]): Merge[] {
  const groups: { tenantId: string; ids: Set<string> }[] = [];
  for (const { tenantId, contactIds } of same) {
    const touching = groups.filter(({ ids }) => contactIds.some((id) => ids.has(id)));
    const ids = new Set([...contactIds, ...touching.flatMap((group) => [...group.ids])]);
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push({ tenantId, ids });
  }
  return groups.map(({ tenantId, ids }) => {
    const [survivorId, ...mergedIds] = [...ids].toSorted();
    return { tenantId, survivorId: survivorId!, mergedIds };
  });
}

function merged({ person: { contactId: mergedIntoId, tenantId }, mergedIds }: MergeResult): NewEvent[] {
  return mergedIds.map((contactId) => ({
    tenantId,
    type: 'contact_changed',
    data: { contactId, change: 'merged', mergedIntoId },
  }));
}

// What is in flight was begun in a conversation that is gone, and its worker may be too: the end of its lease is looked at.
function wakeUps({ conversations }: MergeResult): NextJob[] {
  return conversations.flatMap(({ id: conversationId, leaseUntil, holdUntil }): NextJob[] => [
    { queue: 'intake', data: { conversationId } },
    { queue: 'outbound', data: { conversationId } },
    ...(leaseUntil ? [{ queue: 'outbound' as const, data: { conversationId }, startAt: leaseUntil }] : []),
    ...(holdUntil ? [{ queue: 'intake' as const, data: { conversationId }, startAt: holdUntil }] : []),
  ]);
}
