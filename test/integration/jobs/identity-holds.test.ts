// People who become one while a conversation waits for the words of a voice note.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { peopleOf } from '../../support/people.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('people who become one while their voice note is waited for', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  it('are answered at the end of the wait, though it was set for a conversation that is gone', async () => {
    const people = peopleOf(platform);
    const { db } = platform.database;
    const say = async (who: { from?: string; from_user_id?: string }) => {
      const { from: _, ...message } = metaText(`wamid.${newId()}`, 'hello');
      await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages: [{ ...message, ...who }] }));
      return people.stored(message.id);
    };
    const [phone, bsuid] = [{ from: '27835559001' }, { from_user_id: 'ZA.835559001' }];
    const survivor = await say(phone);
    const gone = await say(bsuid);
    await people.quiet();
    // Its wake-up would name the conversation that it is in now.
    const { id: message_id, conversation_id, provider_at } = gone;
    const held = { message_id, conversation_id, provider_at: provider_at!, hold_until: new Date(Date.now() + 3_000) };
    await db.insertInto('inbox').values(held).execute();
    await say({ ...phone, ...bsuid });
    const waiting = () =>
      db.selectFrom('inbox').select('conversation_id').where('message_id', '=', message_id).execute();
    expect(await waiting()).to.deep.equal([{ conversation_id: survivor.conversation_id }]);
    await until('it is handled', async () => (await waiting()).length === 0);
  });
});
