// The receiver stops: whoever is being answered is, and is told to come back over another connection.
import { Agent, get, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { startReceiver, type ReceiverContext } from '../../../src/receiver/server.ts';

describe('a receiver that stops', () => {
  it('answers the request in hand, and does not wait for more over its connection', async () => {
    const asked = Promise.withResolvers<void>();
    const ready = Promise.withResolvers<boolean>();
    const isReady = () => {
      asked.resolve();
      return ready.promise;
    };
    const context = { isReady, providers: {} } as unknown as ReceiverContext;
    const receiver = await startReceiver(context, '127.0.0.1', 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answer = new Promise<IncomingMessage>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: receiver.port, path: '/readyz', agent };
      get(options, resolve).on('error', reject);
    });
    await asked.promise;
    const stopped = receiver.stop();
    ready.resolve(true);
    const { statusCode, headers } = (await answer).resume();
    expect([statusCode, headers.connection]).to.deep.equal([200, 'close']);
    await stopped;
    agent.destroy();
  });
});
