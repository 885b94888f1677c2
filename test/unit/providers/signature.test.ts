// The providers' signature rules beyond the common contract. The signatures come from the sandbox's own implementation,
// written from the documentation; the platform checks Twilio's with the official library.
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { WebhookRequest } from '../../../src/providers/provider.ts';
import { verifyMetaSignature } from '../../../src/providers/meta/signature.ts';
import { verifyTwilioSignature } from '../../../src/providers/twilio/signature.ts';
import { graphJson, hubSignature, twilioSignature } from '../../../src/sandbox/signatures.ts';

const secret = '12345';

function form(url: string, params: Record<string, string>, signature: string): WebhookRequest {
  const headers = { 'x-twilio-signature': signature, 'content-type': 'application/x-www-form-urlencoded' };
  return { url, headers, body: Buffer.from(new URLSearchParams(params).toString()) };
}

/** Whether a request signed for one URL is accepted at another. */
function passes(signedUrl: string, ourUrl = signedUrl, params: Record<string, string> = { Body: 'Hello' }): boolean {
  return verifyTwilioSignature(form(ourUrl, params, twilioSignature(secret, signedUrl, params)), [secret]) === secret;
}

describe("Twilio's signature", () => {
  it('agrees with the documented vector', () => {
    const params = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    };
    const request = form('https://example.com/myapp.php?foo=1&bar=2', params, 'L/OH5YylLD5NRKLltdqwSvS0BnU=');
    expect(verifyTwilioSignature(request, ['other', secret])).to.equal(secret);
    const altered = form(
      'https://example.com/myapp.php?foo=1&bar=2',
      { ...params, Digits: '1235' },
      'L/OH5YylLD5NRKLltdqwSvS0BnU=',
    );
    expect(verifyTwilioSignature(altered, [secret])).to.equal(undefined);
  });

  it('covers scheme, host, path, slash and query, in their order', () => {
    const url = 'https://hooks.example.org/webhooks/twilio?a=1&b=x%20y';
    expect(passes(url)).to.equal(true);
    const others = [
      'http://hooks.example.org/webhooks/twilio?a=1&b=x%20y',
      'https://hooks.example.com/webhooks/twilio?a=1&b=x%20y',
      'https://hooks.example.org/webhooks/twilio/?a=1&b=x%20y',
      'https://hooks.example.org/webhooks/Twilio?a=1&b=x%20y',
      'https://hooks.example.org/webhooks/twilio?b=x%20y&a=1',
      'https://hooks.example.org/webhooks/twilio?a=1',
      'https://hooks.example.org/webhooks/twilio?a=1&b=x%20y&c=',
      'https://hooks.example.org/webhooks/twilio?a=1&b=x%20y#f',
    ];
    for (const other of others) expect(passes(url, other), other).to.equal(false);
  });

  it('accepts a signature with and without the port, and none for another port', () => {
    const [plain, usual, own] = ['https://a.org/t', 'https://a.org:443/t', 'https://a.org:8443/t'];
    expect(passes(plain, usual)).to.equal(true);
    expect(passes(usual, plain)).to.equal(true);
    expect(passes(own, own)).to.equal(true);
    expect(passes(plain, own)).to.equal(true);
    expect(passes(own, plain)).to.equal(false);
    expect(passes(own, 'https://a.org:9443/t')).to.equal(false);
  });

  it('covers empty values, unknown, repeated-looking and non-ASCII parameters', () => {
    const params = {
      Body: 'môre 👋 +%&=',
      Empty: '',
      SomethingNew: '1',
      b: 'lower',
      B: 'upper',
      ['__proto__']: 'x',
      toString: 'y',
    };
    expect(passes('https://a.org/t', undefined, params)).to.equal(true);
    const { Empty, ...without } = params;
    expect(Empty).to.equal('');
    const signature = twilioSignature(secret, 'https://a.org/t', params);
    expect(verifyTwilioSignature(form('https://a.org/t', without, signature), [secret])).to.equal(undefined);
  });

  it('is refused, not thrown over, when the URL is no URL', () => {
    for (const url of [
      '',
      'nonsense',
      'http://127.0.0.1:8080http://evil/',
      '/webhooks/twilio',
      'https://a.org:99999/t',
      'https://%',
    ]) {
      expect(verifyTwilioSignature(form(url, { Body: 'x' }, 'AAAA'), [secret]), url).to.equal(undefined);
    }
  });
});

describe("Twilio's signature of a JSON body", () => {
  const body = Buffer.from('{"AccountSid":"AC1","Body":"môre"}');
  const hash = createHash('sha256').update(body).digest('hex');

  function json(url: string, content = body, signedUrl = url): WebhookRequest {
    const headers = { 'x-twilio-signature': twilioSignature(secret, signedUrl), 'content-type': 'application/json' };
    return { url, headers, body: content };
  }

  it('covers the hash in the URL, and the hash covers the body', () => {
    expect(verifyTwilioSignature(json(`https://a.org/t?bodySHA256=${hash}`), [secret])).to.equal(secret);
    expect(verifyTwilioSignature(json(`https://a.org/t?x=1&bodySHA256=${hash}`), [secret])).to.equal(secret);
    const changed = Buffer.from(body.toString().replace('AC1', 'AC2'));
    expect(verifyTwilioSignature(json(`https://a.org/t?bodySHA256=${hash}`, changed), [secret])).to.equal(undefined);
  });

  it('is refused when the hash is missing, wrong, empty or not signed', () => {
    const wrong = hash.replaceAll(/[0-9]/g, '0');
    for (const query of [`bodySHA256=${wrong}`, 'bodySHA256=', `bodysha256=${hash}`]) {
      expect(verifyTwilioSignature(json(`https://a.org/t?${query}`), [secret]), query).to.equal(undefined);
    }
    const added = json(`https://a.org/t?bodySHA256=${hash}`, body, 'https://a.org/t');
    expect(verifyTwilioSignature(added, [secret])).to.equal(undefined);
  });
});

describe("Meta's signature", () => {
  const sign = (body: string) => ({
    url: 'https://a.org/webhooks/meta',
    headers: { 'x-hub-signature-256': hubSignature(secret, body) },
    body: Buffer.from(body),
  });

  it('is over the bytes as they came, escapes and all', () => {
    const escaped = graphJson({ text: 'môre / 👋' });
    expect(escaped).to.include('\\u00f4').and.include('\\/');
    expect(verifyMetaSignature(sign(escaped), [secret])).to.equal(secret);
    const reserialised = { ...sign(escaped), body: Buffer.from(JSON.stringify(JSON.parse(escaped))) };
    expect(verifyMetaSignature(reserialised, [secret])).to.equal(undefined);
    const notUtf8 = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
    const headers = { 'x-hub-signature-256': hubSignature(secret, notUtf8) };
    expect(verifyMetaSignature({ url: '', headers, body: notUtf8 }, [secret])).to.equal(secret);
  });

  it('is the SHA-256 one only', () => {
    const request = sign('{}');
    const value = request.headers['x-hub-signature-256'];
    for (const odd of [
      value.replace('sha256', 'sha1'),
      value.replace('sha256=', ''),
      value.toUpperCase(),
      `${value} `,
    ]) {
      expect(verifyMetaSignature({ ...request, headers: { 'x-hub-signature-256': odd } }, [secret]), odd).to.equal(
        undefined,
      );
    }
    expect(verifyMetaSignature({ ...request, headers: { 'x-hub-signature': value } }, [secret])).to.equal(undefined);
  });
});
