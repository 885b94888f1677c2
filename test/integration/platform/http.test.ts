// What is known of a request that got no answer: whether it may have been processed.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { createHttpClient, type HttpFailure } from '../../../src/platform/http.ts';

describe('an outgoing request', () => {
  const http = createHttpClient();
  let server: Server | undefined;
  after(() => http.close());
  afterEach(() => server?.close());

  const serve = async (answer: (socket: Socket) => void) => {
    server = createServer((socket) => answer(socket.on('error', () => undefined)));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const end = (url: string) =>
    http.send({ method: 'POST', url, headers: {}, body: 'one', timeoutMs: 2_000 }).then(
      () => 'answered',
      (error: HttpFailure) => `${error.processed} ${error.code}`,
    );

  it('was not processed when the connection was refused', async () => {
    const host = await serve(() => undefined);
    await new Promise((resolve) => server!.close(resolve));
    expect(await end(`http://${host}/`)).to.equal('no connect_failed');
  });

  it('was not processed when TLS was broken off, or answered with something else', async () => {
    const breaking = await serve((socket) => socket.once('data', () => socket.destroy()));
    expect(await end(`https://${breaking}/`)).to.equal('no connect_failed');
    server!.close();
    const babbling = await serve((socket) => socket.once('data', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')));
    expect(await end(`https://${babbling}/`)).to.equal('no connect_failed');
  });

  it('may have been processed when the connection broke after it was made', async () => {
    const reading = await serve((socket) => socket.once('data', () => socket.destroy()));
    expect(await end(`http://${reading}/`)).to.equal('maybe connection_lost');
    server!.close();
    const closing = await serve((socket) => socket.destroy());
    expect(await end(`http://${closing}/`)).to.equal('maybe connection_lost');
  });

  it('may have been processed when the second over a connection breaks it', async () => {
    const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';
    let requests = 0;
    const host = await serve((socket) =>
      socket.on('data', (chunk) => {
        if (!chunk.toString().endsWith('one')) return;
        requests += 1;
        if (requests === 1) socket.write(ok);
        else socket.destroy();
      }),
    );
    expect([await end(`http://${host}/`), await end(`http://${host}/`)]).to.deep.equal([
      'answered',
      'maybe connection_lost',
    ]);
    expect(requests).to.equal(2);
  });

  it('may have been processed when no answer came in time', async () => {
    const silent = await serve(() => undefined);
    expect(await end(`http://${silent}/`)).to.equal('maybe timeout');
  });
});
