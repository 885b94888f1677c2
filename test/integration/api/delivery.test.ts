// From a call of the api to the person's phone and back: with workers, receiver and the sandbox's providers.
import { expect } from 'chai';
import type { WatchEventsResponse__Output as Response } from '../../../src/api/gen/switchboard/v1/WatchEventsResponse.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { connect, type Client } from './client.ts';

describe('a message sent over the api', () => {
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

  for (const via of [metaVia, twilioVia]) {
    it(`reaches the phone through ${via.provider}, and watchers see how far it comes`, async () => {
      const stream = client.watch({});
      const responses: Response[] = [];
      stream.on('data', (response: Response) => responses.push(response));
      stream.on('error', () => undefined);
      await until('the watch is in place', () => responses.length > 0);

      const phone = platform.sandbox.phone(via.provider === 'meta' ? '+27821239001' : '+27821239002');
      await phone.send({ via, text: 'hello' });
      await phone.waitForMessage();
      const received = await until('the inbound message', () => responses.find(({ event }) => event?.messageReceived));
      const { conversationId } = received.event!;

      const { message } = await client.messaging.SendMessage({ conversationId, text: { text: 'from the office' } });
      const arrived = await phone.waitForMessage();
      expect(arrived.text).to.equal('from the office');

      const statuses = () =>
        responses.flatMap(({ event }) => {
          const change = event?.messageStatusChanged;
          return change?.messageId === message!.id ? [change.status] : [];
        });
      await until('it was read', () => statuses().includes('MESSAGE_STATUS_READ'));
      // A receipt that comes before the send's own result is written takes the step with it.
      expect(statuses()[0]).to.be.oneOf(['MESSAGE_STATUS_ACCEPTED', 'MESSAGE_STATUS_SENT']);
      stream.cancel();

      const now = (await client.messaging.GetMessage({ messageId: message!.id })).message!;
      expect(now).to.include({ status: 'MESSAGE_STATUS_READ', providerMessageId: arrived.externalId });
      const { messages } = await client.messaging.QueryHistory({ conversationId });
      expect(messages.map(({ text }) => text)).to.deep.equal(['from the office', '[Echo] hello', 'hello']);
      expect(messages[1]!.causedByMessageId).to.equal(messages[2]!.id);
    });
  }
});
