// What every provider must do, whoever it is: run on each of them by contract.test.ts. What differs is in the subject.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Receipt } from '../../../src/domain/receipt.ts';
import type { ProviderName } from '../../../src/domain/webhook.ts';
import type { ItemDraft, Provider } from '../../../src/providers/provider.ts';
import { mediaContract } from './media-contract.ts';
import { startRig, toItem, type Rig } from './rig.ts';
import { sendContract } from './send-contract.ts';
import type { ExpectedItem, Subject } from './subject.ts';
import { templateContract } from './template-contract.ts';

export function providerContract(subject: Subject): void {
  describe(`the provider ${subject.name}`, () => {
    let rig: Rig;
    before(async () => {
      rig = await startRig(subject.name);
    });
    after(() => rig.close());
    afterEach(() => rig.sandbox.faults.clear());

    describe('signatures', () => signatureContract(subject, () => rig));
    describe('what a webhook tells', () => fixtureContract(subject, () => rig.provider));
    describe('a send', () => sendContract(subject, () => rig));
    describe('a file', () => mediaContract(subject, () => rig));
    describe('templates', () => templateContract(subject, () => rig));
    describe('check', () => checkContract(subject, () => rig));
  });
}

function signatureContract(subject: Subject, rig: () => Rig): void {
  const own = () => rig().provider.signingSecrets(rig().channel.secrets)[0]!;

  it('accepts what the provider signed, and says which of several secrets it was', async () => {
    const { provider, receive } = rig();
    const request = await receive();
    expect(provider.verify(request, [own()])).to.equal(own());
    expect(provider.verify(request, ['of another channel', own(), 'older'])).to.equal(own());
  });

  it('accepts the old and the new secret while one is rotated', () => {
    const { provider, channel } = rig();
    const [name] = Object.entries(channel.secrets).find(([, values]) => values[0] === own())!;
    const rotating = { ...channel.secrets, [name]: ['new', own()] };
    expect(provider.signingSecrets(rotating)).to.deep.equal(['new', own()]);
    expect(provider.signingSecrets({})).to.deep.equal([]);
  });

  it('refuses a wrong secret, no secret, a wrong signature and none', async () => {
    const { provider, receive } = rig();
    const request = await receive();
    expect(provider.verify(request, ['wrong'])).to.equal(undefined);
    expect(provider.verify(request, [])).to.equal(undefined);
    expect(provider.verify(await receive({ sign: 'wrong' }), [own()])).to.equal(undefined);
    expect(provider.verify(await receive({ sign: false }), [own()])).to.equal(undefined);
  });

  it('refuses a body of which one byte was changed, added or removed, anywhere', async () => {
    const { provider, receive } = rig();
    const request = await receive();
    const { body } = request;
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body);
      // A digit for a digit, a letter for a letter: the result still parses.
      changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
      if (changed.equals(body)) continue;
      expect(provider.verify({ ...request, body: changed }, [own()]), `byte ${at}`).to.equal(undefined);
    }
    for (const other of [Buffer.concat([body, Buffer.from('1')]), body.subarray(1), Buffer.alloc(0)]) {
      expect(provider.verify({ ...request, body: other }, [own()])).to.equal(undefined);
    }
  });

  it('refuses, without a throw, headers of any odd kind', async () => {
    const { provider, receive } = rig();
    const request = await receive();
    const good = String(request.headers[subject.signatureHeader]);
    const odd = [
      undefined,
      '',
      ' ',
      '=',
      'sha256=',
      'sha256=zz',
      'ö',
      `${good}0`,
      good.slice(0, -1),
      good.slice(1),
      'A'.repeat(100_000),
    ];
    for (const value of [...odd, [good], [good, good], []]) {
      const headers = { ...request.headers, [subject.signatureHeader]: value };
      expect(provider.verify({ ...request, headers }, [own()]), JSON.stringify(value)?.slice(0, 80)).to.equal(
        undefined,
      );
    }
  });
}

function fixtureContract(subject: Subject, provider: () => Provider): void {
  const dir = path.join(import.meta.dirname, '../../fixtures', subject.name);
  const files = readdirSync(dir);
  const nameOf = (file: string) => path.parse(file).name;

  it('has an expectation for every fixture, and a fixture for every expectation', () => {
    expect(files.map(nameOf).toSorted()).to.deep.equal(Object.keys(subject.fixtures).toSorted());
  });

  for (const file of files) {
    it(`is read from ${file}`, () => {
      const expected = subject.fixtures[nameOf(file)] ?? [];
      const drafts = provider().split(subject.request(readFileSync(path.join(dir, file))));
      expect(drafts).to.have.length(expected.length);
      for (const [index, draft] of drafts.entries()) compare(subject.name, provider(), draft, expected[index]!);
    });
  }

  it('gives the same webhook the same items each time it comes', () => {
    for (const file of files) {
      const request = subject.request(readFileSync(path.join(dir, file)));
      expect(provider().split(request)).to.deep.equal(provider().split(request));
    }
  });
}

function compare(name: ProviderName, provider: Provider, draft: ItemDraft, expected: ExpectedItem): void {
  const { message: expectedMessage, receipt, events = [], ...fields } = expected;
  expect(draft).to.containSubset(fields);
  expect(draft.externalId, 'external id').not.to.equal('');
  if (expectedMessage) {
    const { payload: hasPayload = false, ...parts } = expectedMessage;
    const { payload, ...parsed } = provider.parseMessage(toItem(name, draft));
    expect(parsed).to.containSubset(parts);
    const { bsuid, phone } = parsed.sender;
    if (!parsed.identityChange) expect(draft.sender, 'the name that lasts').to.equal(bsuid ?? phone);
    expect(payload !== undefined, 'comes with its full structure').to.equal(hasPayload);
    for (const part of ['replyTo', 'replyId', 'media', 'failure', 'identityChange', 'optOut'] as const) {
      expect(part in parsed, `has ${part}`).to.equal(part in parts);
    }
  }
  expect(provider.parseAccountEvents(toItem(name, draft))).to.deep.equal(events);
  if (receipt) expectReceipt(provider.parseReceipt(toItem(name, draft)), receipt);
}

function expectReceipt(parsed: Receipt | undefined, expected: Partial<Receipt> | 'none'): void {
  if (expected === 'none') expect(parsed).to.equal(undefined);
  else {
    expect(parsed).to.containSubset(expected);
    expect('attemptId' in parsed!, 'has an attempt').to.equal('attemptId' in expected);
    expect('failure' in parsed!, 'has a failure').to.equal(parsed!.status === 'failed');
  }
}

function checkContract(subject: Subject, rig: () => Rig): void {
  it('says that good credentials work, and what the provider said of bad ones', async () => {
    const { provider, channel } = rig();
    expect(await provider.check(channel)).to.include({ ok: true });
    const refused = await provider.check(subject.wrongCredentials(channel));
    expect(refused.ok).to.equal(false);
    expect(refused.detail).to.match(/401/);
    for (const secret of Object.values(subject.wrongCredentials(channel).secrets).flat())
      expect(refused.detail).not.to.include(secret);
  });

  it('says so when the provider cannot be reached or answers nonsense', async () => {
    const { provider, channel, sandbox } = rig();
    const unreachable = await provider.check({ ...channel, apiUrl: 'http://127.0.0.1:1' });
    expect(unreachable).to.include({ ok: false });
    expect(unreachable.detail).to.match(/reached/);
    sandbox.faults.add({ kind: 'server_error', body: 'html' }, { operation: 'any', times: 1 });
    expect(await provider.check(channel)).to.include({ ok: false });
    sandbox.faults.add({ kind: 'html', httpStatus: 200 }, { operation: 'any', times: 1 });
    expect(await provider.check(channel)).to.include({ ok: false });
  });
}
