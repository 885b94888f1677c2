// Files that callers named by URL are fetched with the same care, and the message that waits for one is woken.
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { UrlRefused, type SafeFetch } from '../../../src/platform/safe-fetch.ts';
import { image } from '../../support/images.ts';
import { until } from '../../support/until.ts';
import { addPerson } from '../api/harness.ts';
import { startMediaRig, type MediaRig } from './media-rig.ts';

describe('files by link', () => {
  let rig: MediaRig;
  let fetchUrl: SafeFetch;
  let conversationId: string;
  before(async () => {
    rig = await startMediaRig();
    await rig.startWorker({ fetchUrl: (url, limits) => fetchUrl(url, limits) });
    const person = await addPerson(rig, { id: rig.tenantId, channelId: rig.channels.meta, key: '' });
    conversationId = person.conversationId;
  });
  after(() => rig.close());

  const source = 'https://files.example.org/secret-path';
  const link = () => rig.insert({ origin: 'link', source, conversationId });
  const gives = (bytes: Buffer, contentType?: string): SafeFetch => {
    return () => Promise.resolve({ stream: Readable.from([bytes]), contentType, size: undefined });
  };
  const wakeUps = async () => {
    const { rows } = await rig.database.pool.query<{ count: number }>(
      `select count(*)::int as count from pgboss.job where name = 'outbound' and data ->> 'conversationId' = $1`,
      [conversationId],
    );
    return rows[0]!.count;
  };

  it('are stored with what their host calls them, and wake the message that waits', async () => {
    const before = await wakeUps();
    const limits: unknown[] = [];
    const bytes = await image();
    fetchUrl = (url, asked) => {
      limits.push(url, asked.maxBytes);
      return gives(bytes, 'image/jpeg; x=y')(url, asked);
    };
    const media = await rig.settled(await link());
    expect(media).to.include({ status: 'ready', declaredType: 'image/jpeg; x=y' });
    expect(media.file).to.include({ contentType: 'image/jpeg' });
    expect(media.file!.thumbnails).to.have.length(2);
    expect(limits).to.deep.equal([source, 100 * 1024 ** 2]);
    expect(await wakeUps()).to.equal(before + 1);
  });

  it('that may not be fetched fail at once, say why, and wake the message too', async () => {
    const before = await wakeUps();
    fetchUrl = () => Promise.reject(new UrlRefused('The address is not public.'));
    const media = await rig.settled(await link());
    expect(media).to.include({ status: 'failed', errorCode: 'link_refused', errorText: 'The address is not public.' });
    expect(await wakeUps()).to.equal(before + 1);
  });

  it('whose host fails are tried again, and then given up', async () => {
    let asked = 0;
    fetchUrl = () => {
      asked += 1;
      return Promise.reject(new UrlRefused('The host did not answer.', true));
    };
    const id = await link();
    await until('it is tried again', () => asked >= 2);
    await rig.database.db.updateTable('media').set({ flaws: 3 }).where('id', '=', id).execute();
    expect(await rig.settled(id)).to.include({ status: 'failed', errorCode: 'link_failed' });
  });

  it('that break off with a refusal say so', async () => {
    fetchUrl = () => {
      const stream = Readable.from(
        (async function* broken() {
          yield Buffer.from('a');
          await new Promise((resolve) => setImmediate(resolve));
          throw new UrlRefused('The file is too large.');
        })(),
      );
      return Promise.resolve({ stream, contentType: undefined, size: undefined });
    };
    expect(await rig.settled(await link())).to.include({ status: 'failed', errorText: 'The file is too large.' });
  });

  it('are not in the log', () => {
    expect(rig.logLines.join('')).not.to.include('secret-path');
  });
});
