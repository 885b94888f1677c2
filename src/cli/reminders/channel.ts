// Over which channel reminders go.
import { isId } from '../../domain/ids.ts';
import { withTenant, type Database } from '../../platform/db.ts';
import { listSendingChannels } from '../../store/send.ts';
import { chooseChannel } from '../choices.ts';
import { UsageError } from '../report.ts';

/** One of the tenant's own, or one that it shares, by its name or id. Throws UsageError. */
export async function channelOf(db: Database, tenantId: string, reference: string): Promise<string> {
  const id = isId(reference) ? reference : (await chooseChannel(db, reference)).id;
  const channels = await withTenant(db, tenantId, listSendingChannels);
  if (channels.some((channel) => channel.id === id)) return id;
  throw new UsageError(`The tenant has no channel "${reference}".`);
}
