// From a flow to a person and back: with workers, receiver and the sandbox's providers.
import { expect } from 'chai';
import { demoPlaces, demoVia } from '../../../src/sandbox/demo.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { connect, type Client } from './client.ts';
import { startWatch } from './watching.ts';

describe('a conversation that was handed over', () => {
  let platform: Platform;
  let client: Client;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver', 'worker', 'api'] });
    client = connect({ api: { address: platform.info.grpcAddress! } }, platform.info.apiKey);
  });
  after(async () => {
    client.close();
    await platform.close();
  });

  for (const provider of ['meta', 'twilio'] as const) {
    it(`is answered by nobody until it is closed, and begins anew then, over ${provider}`, async () => {
      const watch = await startWatch(client, {});
      const via = demoVia(
        demoPlaces.find(({ flow }) => flow === 'menu')!,
        provider,
      );
      const phone = platform.sandbox.phone(provider === 'meta' ? '+27821239021' : '+27821239022');
      const askedBy = async (text: string) => {
        await phone.send({ via, text });
        return phone.waitForMessage();
      };
      const menu = await askedBy('hello');
      await askedBy('6');
      const handedOver = () => watch.responses.find(({ event }) => event?.conversationHandedOver);
      const { event } = await until('it is handed over', handedOver);
      const { conversationId, conversationHandedOver } = event!;
      expect(conversationHandedOver).to.include({ reason: 'asked' });
      expect((await client.operations.ListSessions({})).sessions).to.be.empty;

      const received = () => watch.responses.filter(({ event }) => event?.messageReceived).length;
      await phone.send({ via, text: 'is anybody there?' });
      await until('it was received', () => received() === 3);
      await client.messaging.CloseConversation({ conversationId });
      const again = await askedBy('hello');
      expect(again.text).to.equal(menu.text);
      const { sessions } = await client.operations.ListSessions({ flow: 'menu' });
      expect(sessions.map((session) => session.conversationId)).to.deep.equal([conversationId]);
      expect(sessions[0]!.choices).to.have.length(6);
      await client.operations.ClearSession({ conversationId });
      watch.stream.cancel();
    });
  }
});
