// Which URLs of strangers are never fetched, in every spelling they come in.
import { expect } from 'chai';
import { createSafeFetch, type SafeFetchOptions } from '../../../src/platform/safe-fetch.ts';
import { refusal } from './refusal.ts';

const limits = { maxBytes: 1_000, timeoutMs: 5_000 };
const never = () => Promise.reject(new Error('was asked to resolve a literal address'));

describe('a URL of a stranger is refused before anything is connected', () => {
  const strict = (options: Partial<SafeFetchOptions> = {}) =>
    createSafeFetch({ allowLoopback: false, resolve: never, ...options });
  const local = (options: Partial<SafeFetchOptions>) => createSafeFetch({ allowLoopback: true, ...options });

  const literals = [
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0x7f.1/',
    'https://%31%32%37.0.0.1/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://127。0。0。1/',
    'https:127.0.0.1',
    'https:\\\\127.0.0.1\\x',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://198.18.0.1/',
    'https://192.0.2.1/',
    'https://224.0.0.1/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::127.0.0.1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[100::1]/',
    'https://[2001:db8::1]/',
    'https://[4000::1]/',
  ];
  for (const url of literals) {
    it(`when it is ${url}`, async () => {
      expect((await refusal(strict()(url, limits))).message).to.equal(
        'The host of the URL is not on the public internet.',
      );
    });
  }

  const forms: [url: string, message: string][] = [
    ['', 'This is not a URL.'],
    ['//example.org/x', 'This is not a URL.'],
    ['https://', 'This is not a URL.'],
    ['https://[fe80::1%25eth0]/', 'This is not a URL.'],
    ['https://999.1.1.1/', 'This is not a URL.'],
    [`https://example.org/${'x'.repeat(5_000)}`, 'This is not a URL.'],
    ['http://example.org/', 'Only https URLs are fetched.'],
    ['ftp://example.org/', 'Only https URLs are fetched.'],
    ['file:///etc/passwd', 'Only https URLs are fetched.'],
    ['data:text/plain,x', 'Only https URLs are fetched.'],
    ['https://user:secret@example.org/', 'The URL holds a user name or password.'],
    ['https://example.org@127.0.0.1/', 'The URL holds a user name or password.'],
    ['https://example.org:8443/', 'Only the ports 443 and 80 are fetched from.'],
    ['https://example.org:22/', 'Only the ports 443 and 80 are fetched from.'],
  ];
  for (const [url, message] of forms) {
    it(`when it is "${url.slice(0, 50)}"`, async () => {
      const fetch = strict({ resolve: () => Promise.resolve(['93.184.215.14']) });
      expect((await refusal(fetch(url, limits))).message).to.equal(message);
    });
  }

  it('when any one address of its host is not public, whatever the others are', async () => {
    const mixes = [
      ['127.0.0.1'],
      ['93.184.215.14', '10.0.0.1'],
      ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::1'],
      ['93.184.215.14', 'nonsense'],
      ['93.184.215.14', 'fe80::1%eth0'],
    ];
    for (const addresses of mixes) {
      const fetch = strict({ resolve: () => Promise.resolve(addresses) });
      const { message } = await refusal(fetch('https://files.example.org/', limits));
      expect(message).to.equal('The host of the URL is not on the public internet.');
      for (const address of addresses) expect(message).not.to.include(address);
    }
  });

  it('when its host has no address, saying whether that may pass', async () => {
    const failing = (code: string) => strict({ resolve: () => Promise.reject(Object.assign(new Error(), { code })) });
    expect(await refusal(failing('ENOTFOUND')('https://nowhere.example/', limits))).to.include({ passing: false });
    expect(await refusal(failing('EAI_AGAIN')('https://nowhere.example/', limits))).to.include({ passing: true });
    const empty = strict({ resolve: () => Promise.resolve([]) });
    expect((await refusal(empty('https://nowhere.example/', limits))).message).to.include('does not exist');
  });

  it('when this machine is allowed, but the host is another one without https', async () => {
    for (const address of ['93.184.215.14', '10.0.0.1', '0.0.0.0', '169.254.169.254']) {
      const fetch = local({ resolve: () => Promise.resolve([address]) });
      expect((await refusal(fetch('http://files.example.org/', limits))).message).to.include('https');
      expect((await refusal(fetch(`http://${address}/`, limits))).message).to.include('https');
    }
    const both = local({ resolve: () => Promise.resolve(['127.0.0.1', '10.0.0.1']) });
    expect((await refusal(both('https://files.example.org/', limits))).message).to.include('public internet');
  });
});
