// What every provider makes of a file of ours: it reaches the person byte for byte, and making it ready sends nothing.
import { expect } from 'chai';
import { mediaKinds, mediaRules } from '../../../src/domain/media.ts';
import type { FileReference, StoredFile } from '../../../src/providers/provider.ts';
import { until } from '../../support/until.ts';
import { message, type Rig } from './rig.ts';
import { openShelf, type FileShelf } from './stored-file.ts';
import type { Subject } from './subject.ts';

export function mediaContract(subject: Subject, rig: () => Rig): void {
  let shelf: FileShelf;
  before(async () => {
    shelf = await openShelf();
  });
  after(() => shelf.close());

  const prepare = async (file: StoredFile): Promise<FileReference> => {
    const prepared = await rig().provider.prepareFile(rig().channel, file);
    if (prepared.type !== 'ready') throw new Error(JSON.stringify(prepared));
    return prepared.reference;
  };

  for (const kind of mediaKinds) {
    for (const contentType of mediaRules[subject.name][kind].contentTypes) {
      it(`of type ${contentType} reaches the person as ${kind}, as it was stored`, async () => {
        const { provider, channel, sandbox } = rig();
        const file = shelf.put(kind, contentType);
        const files = new Map([['ours', await prepare(file)]]);
        const content = { kind, source: { mediaId: 'ours' } };
        const outcome = await provider.send(channel, message({ content, files }));
        if (outcome.type !== 'accepted') throw new Error(JSON.stringify(outcome));
        const accepted = await sandbox.accepted.waitFor(({ externalId }) => externalId === outcome.externalId);
        const [media] = accepted.media ?? [];
        // What is named by its address is fetched after the answer.
        await until('the provider has the file', () => media?.sha256 !== undefined || media?.problem !== undefined);
        expect(media).to.include({ contentType, size: file.size, sha256: file.sha256 });
        expect(media).not.to.have.property('problem');
      });
    }
  }

  it('can be made ready again and again: nothing is sent by it', async () => {
    const before = rig().sandbox.accepted.count;
    const file = shelf.put('document', 'application/pdf');
    await prepare(file);
    await prepare(file);
    expect(rig().sandbox.accepted.count).to.equal(before);
  });

  it('that was not made ready is never sent without', async () => {
    const content = { kind: 'document', source: { mediaId: 'not ready' } } as const;
    const outcome = await rig().provider.send(rig().channel, message({ content }));
    expect(outcome).to.include({ type: 'rejected' });
  });
}
