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
  const isKnown = ({ account, address, transport }: ItemDraft) =>
    channels.findByAddress(provider.name, account, address, transport) !== undefined;
  // It may have been configured a moment ago.
  if (drafts.some((draft) => draft.kind !== 'other' && !isKnown(draft))) await channels.refreshSoon();
  return drafts.map((draft) => {
    const admitted = admit(provider, draft, signedBy, channels);
    return toStoredItem(provider, admitted, signedFor(provider, admitted, signedBy, channels));
  });
}

/** What is not about one message may be about an account with many channels: its signer speaks for its own only. */
function signedFor(provider: Provider, draft: ItemDraft, signedBy: string, channels: ChannelDirectory): string[] {
  if (draft.kind !== 'other' || draft.account === '') return [];
  return channels
    .enabledOf(provider.name)
    .filter(({ account, address }) => account === draft.account && (draft.address === '' || address === draft.address))
    .filter(({ secrets }) => provider.signingSecrets(secrets).includes(signedBy))
    .map(({ id }) => id);
}

function admit(provider: Provider, draft: ItemDraft, signedBy: string, channels: ChannelDirectory): ItemDraft {
  if (draft.kind === 'other') return draft;
  const channel = channels.findByAddress(provider.name, draft.account, draft.address, draft.transport);
  if (!channel) return { ...draft, kind: 'other', status: `${draft.kind}_for_unknown_channel` };
  if (!provider.signingSecrets(channel.secrets).includes(signedBy)) {
    return { ...draft, kind: 'other', status: `${draft.kind}_signed_by_another_account` };
  }
  return draft;
}

// The job's id depends on what the item says and nothing else: a redelivery while the job is there is skipped at the insert.
function toStoredItem(provider: Provider, { sender, ...draft }: ItemDraft, ids: string[]): StoredItem {
  const item: WebhookItem = {
    id: newId(),
    provider: provider.name,
    ...draft,
    ...(ids.length > 0 ? { signedFor: ids } : {}),
  };
  const { kind, account, address, externalId, status, providerAtMs } = draft;
  const jobId = deterministicId(providerAtMs, provider.name, kind, account, address, externalId, status);
  if (kind !== 'message' || !sender) return { jobId, item: storable(item) };
  const group = deterministicId(0, provider.name, account, address, draft.transport ?? '', sender);
  return { jobId, item: storable(item), group };
}
