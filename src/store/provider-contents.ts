// What was made at a provider for the contents of messages, by a hash of each.
import type { ProviderName } from '../domain/webhook.ts';
import type { Database } from '../platform/db.ts';

/** The last one saved is the one that is found. */
export function createProviderContents(db: Database) {
  return {
    find: async (provider: ProviderName, account: string, hash: string): Promise<string | undefined> => {
      const row = await db
        .selectFrom('provider_contents')
        .select('external_id')
        .where('provider', '=', provider)
        .where('account', '=', account)
        .where('hash', '=', Buffer.from(hash, 'hex'))
        .executeTakeFirst();
      return row?.external_id;
    },
    save: async (provider: ProviderName, account: string, hash: string, externalId: string): Promise<void> => {
      await db
        .insertInto('provider_contents')
        .values({ provider, account, hash: Buffer.from(hash, 'hex'), external_id: externalId })
        .onConflict((conflict) =>
          conflict
            .columns(['provider', 'account', 'hash'])
            .doUpdateSet({ external_id: externalId, created_at: new Date() }),
        )
        .execute();
    },
  };
}
