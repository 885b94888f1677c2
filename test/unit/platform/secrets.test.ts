// Channel secrets at rest open only with the key they were sealed with, unaltered; api keys are random and stored as hashes.
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigError } from '../../../src/platform/config.ts';
import { createSecretBox, hashApiKey, masterKeyOf, newApiKey } from '../../../src/platform/secrets.ts';
import { scratchDir } from '../../support/scratch.ts';

const box = createSecretBox('ab'.repeat(32));

describe('a sealed secret', () => {
  it('comes back as it went in, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(fc.string({ unit: 'binary' }))), (value) => {
        const sealed = box.seal(value);
        expect(box.open(sealed)).to.deep.equal(JSON.parse(JSON.stringify(value)));
        expect(box.seal(value).equals(sealed)).to.equal(false);
      }),
    );
    expect(box.seal({ token: 'hunter2' }).includes('hunter2')).to.equal(false);
  });

  it('does not open when any byte of it was changed or is missing', () => {
    const sealed = box.seal({ token: 'x' });
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = altered[at]! ^ 1;
      expect(() => box.open(altered), `byte ${at}`).to.throw(ConfigError);
    }
    expect(() => box.open(sealed.subarray(0, -1))).to.throw(ConfigError);
  });

  it('does not open with another key, and says which setting is wrong, not the key', () => {
    const other = createSecretBox('cd'.repeat(32));
    expect(() => other.open(box.seal('x')))
      .to.throw(ConfigError, 'SWITCHBOARD_MASTER_KEY')
      .and.not.match(/cdcd|abab/);
  });
});

describe('the master key of an embedded instance', () => {
  it('is made once, for its owner only, and read again', async () => {
    const scratch = await scratchDir('secrets');
    const dir = path.join(scratch.dir, 'data');
    const config = { masterKey: undefined, databaseUrl: undefined, dataDir: dir };
    const key = await masterKeyOf(config);
    expect(key).to.match(/^[0-9a-f]{64}$/);
    expect(await masterKeyOf(config)).to.equal(key);
    const file = path.join(dir, 'master-key');
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    expect(await readFile(file, 'utf8')).to.equal(key);
    await scratch.remove();
  });
});

describe('the master key of any other instance', () => {
  it('is the one that is set, and asked for by name when it is not', async () => {
    const config = { masterKey: 'ab'.repeat(32), databaseUrl: 'postgres://h/d', dataDir: '/nowhere' };
    expect(await masterKeyOf(config)).to.equal(config.masterKey);
    const missing = await masterKeyOf({ ...config, masterKey: undefined }).catch((error: unknown) => error);
    expect(missing).to.be.instanceOf(ConfigError).with.property('message').that.includes('SWITCHBOARD_MASTER_KEY');
  });
});

describe('an api key', () => {
  it('is found by its hash, and by nothing near it', () => {
    const key = newApiKey();
    expect(key).to.match(/^sb_[\w-]{43}$/);
    expect(newApiKey()).not.to.equal(key);
    expect(hashApiKey(key).equals(hashApiKey(key))).to.equal(true);
    expect(hashApiKey(`${key} `).equals(hashApiKey(key))).to.equal(false);
    expect(hashApiKey(key)).to.have.length(32);
  });
});
