// Files for Twilio, which takes no uploads: it fetches them from an address when the message's turn comes.
import { findMisfit } from '../file-limits.ts';
import type { ChannelAccess, PreparedFile, StoredFile } from '../provider.ts';

// Twilio answers before it fetches, and queues a message for up to four hours (provider-apis B8): a shorter life would lose
// the file of one that waited. The address is for this one file and is given to Twilio alone.
const fetchedWithinSeconds = 4.25 * 3600;

export async function prepareTwilioFile({ transport }: ChannelAccess, file: StoredFile): Promise<PreparedFile> {
  if (transport === 'sms') {
    return { type: 'rejected', failure: { kind: 'media', code: 'not_supported', text: 'Only text goes out by SMS.' } };
  }
  const misfit = await findMisfit('twilio', file);
  if (misfit) return { type: 'rejected', failure: misfit };
  return { type: 'ready', reference: { url: await file.url(fetchedWithinSeconds) } };
}
