// A stranger's URL that may be fetched: from which address, through which redirects, how much and how long.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import {
  createSafeFetch,
  type FetchedUrl,
  type SafeFetch,
  type SafeFetchOptions,
} from '../../../src/platform/safe-fetch.ts';
import { selfSigned } from '../../support/certificate.ts';
import { until } from '../../support/until.ts';
import { refusal } from './refusal.ts';

const limits = { maxBytes: 1_000, timeoutMs: 5_000 };
const servers: Server[] = [];

async function serve(handle: RequestListener, server: Server = createServer(), host = '127.0.0.1') {
  server.on('request', handle).listen(0, host);
  await once(server, 'listening');
  servers.push(server);
  return { port: (server.address() as AddressInfo).port, server };
}

const textOf = async ({ stream }: FetchedUrl) => Buffer.concat((await stream.toArray()) as Buffer[]).toString();
describe('a fetch of a URL that a stranger gave', () => {
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const local = (options: Partial<SafeFetchOptions> = {}) =>
    createSafeFetch({ allowLoopback: true, resolve: () => Promise.resolve(['127.0.0.1']), ...options });

  it('gives the file, its type and size, and says nothing about us', async () => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const { port } = await serve((request, response) => {
      seen = request.headers;
      response.writeHead(200, { 'content-type': 'image/png', 'set-cookie': 'a=b', 'content-length': 4 }).end('file');
    });
    const fetched = await local()(`http://files.example.org:${port}/a?b=c#d`, limits);
    expect(fetched).to.include({ contentType: 'image/png', size: 4 });
    expect(await textOf(fetched)).to.equal('file');
    expect(Object.keys(seen).toSorted()).to.deep.equal([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen).to.include({ host: `files.example.org:${port}`, 'accept-encoding': 'identity' });
  });

  it('connects to the address that was checked, which is asked for once a host', async () => {
    const { port } = await serve((_request, response) => response.end('right'), createServer(), '127.0.0.5');
    const asked: string[] = [];
    // The system would say 127.0.0.1 for this name; a second answer would lead elsewhere.
    const resolve = (host: string) => Promise.resolve(asked.push(host) === 1 ? ['127.0.0.5'] : ['127.0.0.1']);
    expect(await textOf(await local({ resolve })(`http://localhost:${port}/`, limits))).to.equal('right');
    expect(asked).to.deep.equal(['localhost']);
  });

  it('tries the next of the checked addresses when one does not answer', async () => {
    const { port } = await serve((_request, response) => response.end('second'));
    const resolve = () => Promise.resolve(['127.0.0.9', '127.0.0.1']);
    expect(await textOf(await local({ resolve })(`http://files.example.org:${port}/`, limits))).to.equal('second');
  });

  it('trusts a certificate for the name in the URL only', async () => {
    const certificate = selfSigned('files.example.org');
    const { port } = await serve((_request, response) => response.end('secure'), createTlsServer(certificate));
    const trusting = local({ ca: certificate.cert });
    expect(await textOf(await trusting(`https://files.example.org:${port}/`, limits))).to.equal('secure');
    const attempts: [SafeFetch, host: string][] = [
      [trusting, 'other.example.org'],
      [trusting, '127.0.0.1'],
      [local(), 'files.example.org'],
    ];
    for (const [fetch, host] of attempts)
      expect((await refusal(fetch(`https://${host}:${port}/`, limits))).message).to.equal(
        'The certificate of the host is not valid.',
      );
  });

  describe('that redirects', () => {
    const redirecting = (location: string | undefined, status = 302) =>
      serve((_request, response) =>
        response.writeHead(status, location === undefined ? {} : { location }).end('moved'),
      );

    it('is followed, three times at most', async () => {
      const { port } = await serve((request, response) => {
        const left = Number(request.url!.slice(1));
        if (left === 0) response.end('there');
        else response.writeHead(307, { location: `/${left - 1}` }).end();
      });
      expect(await textOf(await local()(`http://a.example:${port}/3`, limits))).to.equal('there');
      expect((await refusal(local()(`http://a.example:${port}/4`, limits))).message).to.include('more than 3');
    });

    it('is checked again at each step', async () => {
      const resolve = (host: string) => Promise.resolve([host === 'inside.example' ? '10.0.0.1' : '127.0.0.1']);
      const targets = [
        'https://169.254.169.254/',
        'https://inside.example/',
        'http://10.0.0.1/',
        '//[::ffff:10.0.0.1]/',
        'file:///etc/passwd',
        'https://a:b@example.org/',
        'http://',
      ];
      for (const target of targets) {
        const { port } = await redirecting(target);
        await refusal(local({ resolve })(`http://a.example:${port}/`, limits));
      }
      const { port } = await redirecting(undefined);
      expect((await refusal(local()(`http://a.example:${port}/`, limits))).message).to.include('nowhere');
    });
  });

  describe('that is not what it should be', () => {
    const statuses: [status: number, passing: boolean][] = [
      [204, false],
      [206, false],
      [304, false],
      [401, false],
      [404, false],
      [429, true],
      [500, true],
      [503, true],
    ];
    it('is refused, saying whether that may pass', async () => {
      for (const [status, passing] of statuses) {
        const { port } = await serve((_request, response) => response.writeHead(status).end());
        expect(await refusal(local()(`http://a.example:${port}/`, limits)), String(status)).to.include({ passing });
      }
    });

    it('is refused compressed, and when it is no HTTP or not there', async () => {
      const { port } = await serve((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
      );
      expect((await refusal(local()(`http://a.example:${port}/`, limits))).message).to.include('compressed');
      const broken = await serve((_request, response) => void response.socket!.end('nonsense\r\n\r\n'));
      const gone = await serve(() => undefined);
      gone.server.close();
      for (const each of [broken, gone])
        expect(await refusal(local()(`http://a.example:${each.port}/`, limits))).to.include({ passing: true });
    });

    it('is refused by the size it announces, and broken off when it grows beyond the limit', async () => {
      const { port: honest } = await serve((_request, response) =>
        response.writeHead(200, { 'content-length': 1_001 }).end('x'.repeat(1_001)),
      );
      expect((await refusal(local()(`http://a.example:${honest}/`, limits))).message).to.include('larger than 1000');
      let open = 0;
      const { port: endless } = await serve((_request, response) => {
        open += 1;
        response.on('close', () => (open -= 1));
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(500)));
        };
        response.on('drain', more);
        more();
      });
      const { stream } = await local()(`http://a.example:${endless}/`, limits);
      expect((await refusal(stream.toArray())).message).to.include('larger than 1000');
      await until('the connection is closed', () => open === 0);
      const { port: exact } = await serve((_request, response) => response.end('x'.repeat(1_000)));
      expect(await textOf(await local()(`http://a.example:${exact}/`, limits))).to.have.length(1_000);
    });

    it('is broken off when all of it takes too long, wherever it hangs', async () => {
      const short = { maxBytes: 1_000_000, timeoutMs: 300 };
      const silent = await serve(() => undefined);
      expect(await refusal(local()(`http://a.example:${silent.port}/`, short))).to.include({
        message: 'The host takes too long.',
        passing: true,
      });
      const dripping = await serve((_request, response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      });
      const { stream } = await local()(`http://a.example:${dripping.port}/`, short);
      expect((await refusal(stream.toArray())).message).to.equal('The host takes too long.');
      const lost = local({ resolve: () => new Promise(() => undefined) });
      expect((await refusal(lost('http://a.example/', short))).message).to.equal('The host takes too long.');
    });

    it('is broken off when less comes than was announced', async () => {
      const { port } = await serve((_request, response) => {
        response.writeHead(200, { 'content-length': 900 }).write('x'.repeat(100), () => response.destroy());
      });
      const { stream } = await local()(`http://a.example:${port}/`, limits);
      expect(await refusal(stream.toArray())).to.include({ passing: true });
    });

    it('crashes nobody who has not begun to read when it breaks, and tells them afterwards', async () => {
      const { port } = await serve((_request, response) => {
        response.writeHead(200, { 'content-length': 900 }).write('x', () => response.destroy());
      });
      const { stream } = await local()(`http://a.example:${port}/`, limits);
      await until('it is broken', () => stream.destroyed);
      expect(await refusal(stream.toArray())).to.include({ passing: true });
    });
  });
});
