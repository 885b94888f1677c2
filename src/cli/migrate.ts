// `migrate`: brings the database up to date. Run it before starting a new version; any number may run it at once.
import type { Command } from 'commander';
import { jobs } from '../jobs/registry.ts';
import { ConfigError, loadConfig } from '../platform/config.ts';
import { migrate } from '../platform/migrate.ts';
import { installQueues } from '../platform/queue-install.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database of DATABASE_URL up to date (npm start does it by itself for the embedded one).')
    .action(async () => {
      const { databaseUrl } = loadConfig(process.env);
      if (databaseUrl === undefined)
        throw new ConfigError('migrate needs DATABASE_URL. The embedded database is migrated by npm start.');
      const applied = await migrate(databaseUrl);
      await installQueues(databaseUrl, jobs);
      console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
    });
}
