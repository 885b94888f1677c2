// From an authentic request to items with their job ids. An item that speaks of a channel which its signer does not own is
// kept, but never handled: one customer's app must not be able to speak for another's number.
import { deterministicId, newId } from '../domain/ids.ts';
import { storable } from '../domain/json.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import type { ItemDraft, Provider } from '../providers/provider.ts';
import type { ChannelDirectory } from '../store/channel-directory.ts';
import type { StoredItem } from './durable.ts';

export async function toStoredItems(
  provider: Provider,
  drafts: readonly ItemDraft[],
  signedBy: string,
  channels: ChannelDirectory,
): Promise<StoredItem[]> {
  const isKnown = ({ account, address }: ItemDraft) =>
    channels.findByAddress(provider.name, account, address) !== undefined;
  // It may have been configured a moment ago.
  if (drafts.some((draft) => draft.kind !== 'other' && !isKnown(draft))) await channels.refreshSoon();
  const positions = new Map<number, number>();
  return drafts.map((draft) => toStoredItem(provider, admit(provider, draft, signedBy, channels), positions));
}

function admit(provider: Provider, draft: ItemDraft, signedBy: string, channels: ChannelDirectory): ItemDraft {
  if (draft.kind === 'other') return draft;
  const channel = channels.findByAddress(provider.name, draft.account, draft.address);
  if (!channel) return { ...draft, kind: 'other', status: `${draft.kind}_for_unknown_channel` };
  if (!provider.signingSecrets(channel.secrets).includes(signedBy)) {
    return { ...draft, kind: 'other', status: `${draft.kind}_signed_by_another_account` };
  }
  return draft;
}

// Jobs of one insert are worked on in the order of their ids, so the id begins with the provider's time; providers give
// whole seconds, and the place within the request orders those. All of it comes from the request, so it repeats with it.
function toStoredItem(provider: Provider, draft: ItemDraft, positions: Map<number, number>): StoredItem {
  const position = positions.get(draft.providerAtMs) ?? 0;
  positions.set(draft.providerAtMs, position + 1);
  const item: WebhookItem = { id: newId(), provider: provider.name, ...draft };
  const { kind, account, address, externalId, status } = draft;
  const orderMs = draft.providerAtMs + Math.min(position, 999);
  return {
    jobId: deterministicId(orderMs, provider.name, kind, account, address, externalId, status),
    item: storable(item),
  };
}
