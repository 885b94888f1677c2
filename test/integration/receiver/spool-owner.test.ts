// Two receivers may not share a spool: what one of them replays and forgets, the other still writes to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../../src/platform/config.ts';
import { publishInstance } from '../../../src/platform/instance.ts';
import { startPlatform } from '../../support/platform.ts';
import { testServer } from '../../support/postgres.ts';
import { scratchDir } from '../../support/scratch.ts';

describe('a receiver whose spool is another one’s', function spool() {
  this.timeout(20_000);

  it('does not start while that one lives, and starts once it is gone', async () => {
    const { dir, remove } = await scratchDir('spool-owner');
    const server = await testServer();
    const databaseUrl = await server.createDatabase();
    const start = () => startPlatform({ databaseUrl, roles: ['receiver'], env: { SWITCHBOARD_DATA_DIR: dir } });
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1_000)', 'main.ts'], { stdio: 'ignore' });
    await once(other, 'spawn');
    await publishInstance(path.join(dir, 'spool'), { pid: other.pid! });
    const refused = await start().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ConfigError).with.property('message').that.includes('SWITCHBOARD_DATA_DIR');
    other.kill('SIGKILL');
    await once(other, 'exit');
    const platform = await start();
    await platform.close();
    await server.dropDatabase(databaseUrl);
    await remove();
  });
});
