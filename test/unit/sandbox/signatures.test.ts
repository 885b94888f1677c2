import { expect } from 'chai';
import twilio from 'twilio';
import { graphJson, hubSignature, twilioSignature } from '../../../src/sandbox/signatures.ts';

describe('the sandbox signatures', () => {
  const params = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675310',
    Digits: '1234',
    From: '+14158675310',
    To: '+18005551212',
  };
  const url = 'https://example.com/myapp.php?foo=1&bar=2';

  it("reproduce Twilio's published vector", () => {
    expect(twilioSignature('12345', url, params)).to.equal('L/OH5YylLD5NRKLltdqwSvS0BnU=');
  });

  it('leave the fragment out of what Twilio signs', () => {
    expect(twilioSignature('12345', `${url}#rc=2`, params)).to.equal(twilioSignature('12345', url, params));
  });

  it('pass the official library, with any characters in keys and values', () => {
    const odd = { Body: 'Grüße, 你好 & more=?', zeta: '', Alpha: '+27', alpha: ' ' };
    expect(twilio.validateRequest('secret', twilioSignature('secret', url, odd), url, odd)).to.equal(true);
  });

  it("hash Meta's bytes with the app's secret", () => {
    // echo -n '{"a":1}' | openssl dgst -sha256 -hmac secret
    const expected = 'aa9e2e3575f5d7098b6caccd790888c36d5fdb63342a73bada2d6a51747a8494';
    expect(hubSignature('secret', '{"a":1}')).to.equal(`sha256=${expected}`);
  });

  it('escape what Meta escapes and nothing else', () => {
    const payload = { text: 'Zoë 👋 a/b "quoted"', link: 'https://example.org/' };
    const bytes = graphJson(payload);
    expect(bytes).to.contain('Zo\\u00eb \\ud83d\\udc4b a\\/b').and.contain('https:\\/\\/example.org\\/');
    expect(JSON.parse(bytes)).to.deep.equal(payload);
  });
});
