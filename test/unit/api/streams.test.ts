// Streams to slow readers: what waits for them is let go of when they have read.
import { EventEmitter, getEventListeners } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { expect } from 'chai';
import { serverStream, type ApiContext } from '../../../src/api/call.ts';

/** Takes one response at a time. */
class SlowCall extends EventEmitter {
  readonly taken: number[] = [];
  readonly metadata = {};
  readonly request = {};
  readonly cancelled = false;
  getDeadline = () => Infinity;
  getPath = () => '/a.Service/Stream';
  write(response: number): boolean {
    this.taken.push(response);
    setImmediate(() => this.emit('drain'));
    return false;
  }
  end(): void {
    this.emit('ended');
  }
}

describe('a stream to a slow reader', () => {
  it('leaves nothing behind for each time that it waited', async () => {
    const api = { auth: { authenticate: async () => ({ tenantId: 'a' }) } } as unknown as ApiContext;
    const left: number[] = [];
    const call = new SlowCall();
    const stream = serverStream<object, number>(api, 'events:watch', async function* numbers(_, { signal }) {
      for (let n = 0; n < 50; n++) {
        yield n;
        left.push(getEventListeners(signal, 'abort').length);
      }
    });
    const ended = new Promise((resolve) => call.once('ended', resolve));
    stream(call as unknown as ServerWritableStream<object, number>);
    await ended;
    expect(call.taken).to.have.length(50);
    expect(Math.max(...left)).to.equal(0);
    expect(call.listenerCount('drain')).to.equal(0);
  });
});
