// What every provider must do, whoever it is: run on each of them by contract.test.ts. What differs is in the subject.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { FailureKind, SendOutcome } from '../../../src/domain/failure.ts';
import type { InboundMessage } from '../../../src/domain/message.ts';
import type { Receipt } from '../../../src/domain/receipt.ts';
import type { ProviderName } from '../../../src/domain/webhook.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import type { ChannelAccess, ItemDraft, Provider, WebhookRequest } from '../../../src/providers/provider.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import type { CallFault } from '../../../src/sandbox/index.ts';
import { until } from '../../support/until.ts';
import { message, person, startRig, toItem, type Rig } from './rig.ts';

/** What one item of a fixture must become; what is not said is not compared. */
export interface ExpectedItem extends Partial<ItemDraft> {
  /** As parseMessage reads it; whether the full structure comes with it is always compared. */
  message?: Partial<Omit<InboundMessage, 'payload'>> & { payload?: boolean };
  receipt?: Partial<Receipt> | 'none';
}

export interface ExpectedFailure {
  type: SendOutcome['type'];
  kind: FailureKind;
  code: string;
}

export interface Subject {
  name: ProviderName;
  signatureHeader: string;
  /** Every file of test/fixtures/<name>, by what it must be split into. */
  fixtures: { readonly [file: string]: readonly ExpectedItem[] };
  request(content: Buffer): WebhookRequest;
  /** Documented codes a send can be refused with. */
  refusals: readonly { fault: CallFault; expected: ExpectedFailure }[];
  /** A page where JSON belongs, with this HTTP status. */
  page403: ExpectedFailure;
  wrongCredentials(channel: ChannelAccess): ChannelAccess;
}

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
    const odd = [undefined, '', ' ', '=', 'sha256=', 'sha256=zz', 'ö', `${good}0`, good.slice(0, -1), good.slice(1), 'A'.repeat(100_000)];
    for (const value of [...odd, [good], [good, good], []]) {
      const headers = { ...request.headers, [subject.signatureHeader]: value };
      expect(provider.verify({ ...request, headers }, [own()]), JSON.stringify(value)?.slice(0, 80)).to.equal(undefined);
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
  const { message: expectedMessage, receipt, ...fields } = expected;
  expect(draft).to.containSubset(fields);
  expect(draft.externalId, 'external id').not.to.equal('');
  if (expectedMessage) {
    const { payload: hasPayload = false, ...parts } = expectedMessage;
    const { payload, ...parsed } = provider.parseMessage(toItem(name, draft));
    expect(parsed).to.containSubset(parts);
    expect(payload !== undefined, 'comes with its full structure').to.equal(hasPayload);
  }
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

function sendContract(subject: Subject, rig: () => Rig): void {
  const sendWith = async (fault: CallFault, about = message()) => {
    const { sandbox, provider, channel } = rig();
    sandbox.faults.add(fault, { times: 1 });
    return provider.send(channel, about);
  };
  const acceptedAs = async (text: string) => rig().sandbox.accepted.waitFor(({ body }) => body === text);

  it('is accepted with the id that the provider gave, and says what was asked to whom', async () => {
    const { sandbox, provider, channel } = rig();
    const content = { kind: 'text', text: 'Môre 👋 & <b>"quoted"</b>\nsecond line +%20' } as const;
    const outcome = await provider.send(channel, message({ content }));
    const accepted = await acceptedAs(content.text);
    expect(outcome).to.include({ type: 'accepted', externalId: accepted.externalId });
    expect(accepted).to.include({ from: channel.address, to: person, type: 'text' });
    expect(sandbox.accepted.list(({ body }) => body === content.text)).to.have.length(1);
  });

  it('reaches a business-scoped user id as one', async () => {
    const recipient = 'ZA.13491208655302741918';
    const content = { kind: 'text', text: 'to a user id' } as const;
    expect(await rig().provider.send(rig().channel, message({ recipient, content }))).to.include({ type: 'accepted' });
    expect((await acceptedAs(content.text)).to).to.equal(recipient);
  });

  it('is in doubt when no answer came, and its receipts then name the attempt, if it was accepted', async () => {
    const faults = ['timeout_before_accept', 'timeout_after_accept', 'reset_before_accept', 'reset_after_accept'] as const;
    for (const kind of faults) {
      const about = message({ content: { kind: 'text', text: kind } });
      const outcome = await sendWith({ kind }, about);
      const code = kind.startsWith('timeout') ? 'timeout' : 'connection_lost';
      expectFailure(outcome, { type: 'ambiguous', kind: 'retry', code }, kind);
      if (kind.endsWith('after_accept')) await untilReceipt(subject, rig(), about.attemptId, (await acceptedAs(kind)).externalId);
      else expect(rig().sandbox.accepted.list(({ body }) => body === kind), kind).to.have.length(0);
    }
  });

  it('may be repeated when the connection was never made', async () => {
    const { channel } = rig();
    const http = createHttpClient();
    const apiUrl = 'http://127.0.0.1:1';
    const settings = { http, publicUrl: () => apiUrl, metaGraphUrl: apiUrl, metaGraphVersion: 'v25.0', twilioApiUrl: apiUrl, sendTimeoutMs: 500 };
    const outcome = await createProviders(settings)[subject.name].send(channel, message());
    await http.close();
    expectFailure(outcome, { type: 'retry', kind: 'retry', code: 'connect_failed' });
  });

  it('may be repeated after a bare 429, not before the time that it names', async () => {
    const outcome = await sendWith({ kind: 'rate_limited', retryAfterSeconds: 7 });
    expect(outcome).to.containSubset({ type: 'retry', retryAfterMs: 7_000, failure: { kind: 'rate' } });
    const unnamed = await sendWith({ kind: 'rate_limited' });
    expect(unnamed).to.containSubset({ type: 'retry', failure: { kind: 'rate' } });
    expect(unnamed).not.to.have.property('retryAfterMs');
  });

  it('is in doubt after any 5xx, whatever its body', async () => {
    for (const body of ['json', 'html', 'empty'] as const) {
      for (const [httpStatus, afterAccept] of [[500, false], [502, true], [503, false], [504, true]] as const) {
        const outcome = await sendWith({ kind: 'server_error', httpStatus, body, afterAccept });
        expect(outcome, `${httpStatus} ${body}`).to.containSubset({ type: 'ambiguous', failure: { kind: 'retry' } });
      }
    }
  });

  it('is in doubt when a success cannot be read, and refused when a refusal cannot be', async () => {
    expect(await sendWith({ kind: 'html', afterAccept: true })).to.containSubset({ type: 'ambiguous', failure: { kind: 'retry' } });
    expectFailure(await sendWith({ kind: 'html', httpStatus: 403 }), subject.page403);
  });

  it('is refused for its credentials when the token is expired or wrong', async () => {
    expect(await sendWith({ kind: 'token_expired' })).to.containSubset({ type: 'rejected', failure: { kind: 'auth' } });
    const outcome = await rig().provider.send(subject.wrongCredentials(rig().channel), message());
    expect(outcome).to.containSubset({ type: 'rejected', failure: { kind: 'auth' } });
  });

  for (const { fault, expected } of subject.refusals) {
    it(`is ${expected.type} (${expected.kind}) after ${JSON.stringify(fault)}`, async () => {
      expectFailure(await sendWith(fault), expected);
    });
  }

  it('never tells the caller what was said, to whom, or with which token', async () => {
    const { channel } = rig();
    for (const fault of [{ kind: 'token_expired' }, { kind: 'timeout_before_accept' }, { kind: 'server_error' }] as const) {
      const told = JSON.stringify(await sendWith(fault));
      for (const secret of [person.slice(1), 'Good morning', ...Object.values(channel.secrets).flat()]) expect(told).not.to.include(secret);
    }
  });
}

function expectFailure(outcome: SendOutcome, { type, kind, code }: ExpectedFailure, about?: string): void {
  expect(outcome, about).to.containSubset({ type, failure: { kind, code } });
}

/** A receipt of this message came by webhook, is authentic and carries the attempt. */
async function untilReceipt(subject: Subject, rig: Rig, attemptId: string, externalId: string): Promise<void> {
  const { provider, channel } = rig;
  const receipts = () =>
    rig.received().flatMap((request) => {
      if (provider.verify(request, provider.signingSecrets(channel.secrets)) === undefined) return [];
      const drafts = provider.split(request).filter(({ kind }) => kind === 'receipt');
      return drafts.flatMap((draft) => provider.parseReceipt(toItem(subject.name, draft)) ?? []);
    });
  await until('a receipt that names the attempt', () =>
    receipts().some((receipt) => receipt.attemptId === attemptId && receipt.externalId === externalId),
  );
}

function checkContract(subject: Subject, rig: () => Rig): void {
  it('says that good credentials work, and what the provider said of bad ones', async () => {
    const { provider, channel } = rig();
    expect(await provider.check(channel)).to.include({ ok: true });
    const refused = await provider.check(subject.wrongCredentials(channel));
    expect(refused.ok).to.equal(false);
    expect(refused.detail).to.match(/401/);
    for (const secret of Object.values(subject.wrongCredentials(channel).secrets).flat()) expect(refused.detail).not.to.include(secret);
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
