// Webhooks of every malformed kind: splitting never throws anything but MalformedWebhook, reading an item never does worse
// than throw an Error, and what comes out is always of its type and can be stored.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { AccountEvent } from '../../../src/domain/account-event.ts';
import { deterministicId, isId, newId } from '../../../src/domain/ids.ts';
import { storable } from '../../../src/domain/json.ts';
import { mediaKinds, type InboundMedia } from '../../../src/domain/media.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import {
  MalformedWebhook,
  type ItemDraft,
  type Provider,
  type WebhookRequest,
} from '../../../src/providers/provider.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import { changed, changes, weirdJson, weirdText } from './weird.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures');
const read = (provider: string) =>
  readdirSync(path.join(fixtures, provider)).map((file) =>
    readFileSync(path.join(fixtures, provider, file), 'utf8').trimEnd(),
  );
const http = createHttpClient();
const { meta, twilio } = createProviders({
  http,
  publicUrl: () => 'https://a.org',
  metaGraphUrl: '',
  metaGraphVersion: '',
  twilioApiUrl: undefined,
  sendTimeoutMs: 1,
});
const runs = { numRuns: 300 };

function request(body: string | Buffer, type = 'application/json', url = 'https://a.org/webhooks/x'): WebhookRequest {
  return { url, headers: { 'content-type': type }, body: Buffer.from(body) };
}

/** Splits and reads everything, and fails on what a later stage could not live with. */
function digest(provider: Provider, about: WebhookRequest): ItemDraft[] {
  let drafts: ItemDraft[];
  try {
    drafts = provider.split(about);
  } catch (error) {
    expect(error).to.be.instanceOf(MalformedWebhook);
    return [];
  }
  for (const draft of drafts) checkDraft(provider, draft);
  return drafts;
}

function checkDraft(provider: Provider, draft: ItemDraft): void {
  for (const field of ['account', 'address', 'externalId', 'status'] as const) expect(draft[field]).to.be.a('string');
  expect(draft.kind).to.be.oneOf(['message', 'receipt', 'other']);
  expect(draft.externalId).not.to.equal('');
  expect(draft.payload).to.be.an('object');
  expect(isId(deterministicId(draft.providerAtMs, draft.externalId))).to.equal(true);
  const item = storable({ id: newId(), provider: provider.name, ...draft });
  expect(JSON.stringify(item)).not.to.match(/\\u0000|\\ud[89a-f]/i);
  if (item.kind === 'message') checkMessage(() => provider.parseMessage(item));
  if (item.kind === 'receipt') checkReceipt(() => provider.parseReceipt(item));
  // Never throws, whatever the item.
  for (const event of provider.parseAccountEvents(item)) checkEvent(event);
}

function checkMessage(parse: () => ReturnType<Provider['parseMessage']>): void {
  const message = outcomeOf(parse);
  if (!message) return;
  const { sender, kind, body, sentAt, replyTo = '', replyId = '', media = [], failure, identityChange } = message;
  for (const text of [kind, body, replyTo, replyId, sender.phone ?? '', sender.bsuid ?? '', sender.name ?? ''])
    expect(text).to.be.a('string');
  for (const file of media) checkFile(file);
  if (failure) expect(failure.code).to.be.a('string').and.not.equal('');
  if (identityChange)
    expect(identityChange.phone ?? identityChange.bsuid)
      .to.be.a('string')
      .and.not.equal('');
  expect(sender.phone ?? sender.bsuid, 'a sender')
    .to.be.a('string')
    .and.not.equal('');
  if (sentAt) expect(sentAt.getTime()).to.be.greaterThan(0);
}

function checkFile({ kind, ref, contentType = '', sha256, filename = '' }: InboundMedia): void {
  expect(kind).to.be.oneOf([...mediaKinds]);
  expect(ref).to.be.a('string').and.not.equal('');
  for (const text of [contentType, filename]) expect(text).to.be.a('string');
  // It becomes bytes of a column: anything else would fail the batch.
  if (sha256 !== undefined) expect(sha256).to.match(/^[0-9a-f]{64}$/);
}

function checkEvent(event: AccountEvent): void {
  for (const [name, value] of Object.entries(event)) {
    if (name === 'wanted') expect(value).to.be.a('boolean');
    else if (name === 'until') expect((value as Date).getTime()).to.be.greaterThan(0);
    else if (name === 'perDay') expect(value === null || (Number.isInteger(value) && Number(value) > 0)).to.equal(true);
    else expect(value).to.be.a('string');
  }
}

function checkReceipt(parse: () => ReturnType<Provider['parseReceipt']>): void {
  const receipt = outcomeOf(parse);
  if (!receipt) return;
  expect(receipt.at.getTime()).to.be.greaterThan(0);
  if (receipt.attemptId !== undefined) expect(isId(receipt.attemptId)).to.equal(true);
  if (receipt.failure) expect(receipt.failure.code).to.be.a('string').and.not.equal('');
}

function outcomeOf<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    expect(error).to.be.instanceOf(Error);
    expect(error).not.to.be.instanceOf(RangeError);
    return undefined;
  }
}

after(() => http.close());

describe('malformed webhooks of Meta', () => {
  const payloads = read('meta').map((text) => JSON.parse(text) as unknown);

  it('survive any of their parts being replaced, removed or wrapped', () => {
    const property = fc.property(fc.constantFrom(...payloads), changes, (payload, list) => {
      digest(meta, request(JSON.stringify(changed(payload, list))));
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it('survive being any JSON at all, and an object always leaves an item', () => {
    const property = fc.property(weirdJson, (value) => {
      const drafts = digest(meta, request(JSON.stringify(value)));
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      expect(drafts.length > 0, 'leaves an item').to.equal(isObject);
    });
    fc.assert(property, runs);
  });

  it('survive being no JSON: any bytes, or half of a webhook', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void digest(meta, request(Buffer.from(bytes)))),
      runs,
    );
    const text = JSON.stringify(payloads[0]);
    for (let at = 0; at < text.length; at += 7)
      expect(() => meta.split(request(text.slice(0, at)))).to.throw(MalformedWebhook);
  });

  it('survive nesting deeper than any stack, and keep it', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      for (const text of [
        `{"entry":${deep}}`,
        `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"1","text":${deep}}]}}]}]}`,
      ]) {
        const [draft, ...more] = digest(meta, request(text));
        expect(more).to.deep.equal([]);
        expect(draft).to.deep.include({ kind: 'other', payload: { too_deep: text } });
      }
    }
    const brackets = JSON.stringify({ object: 'x', text: '[{'.repeat(500) + '\\"' });
    expect(digest(meta, request(brackets))[0]).to.have.nested.property('payload.object', 'x');
  });

  it('take numbers that no double can hold for what they are', () => {
    const text = `{"entry":[{"id":1e999,"changes":[{"field":"messages","value":{"messages":[{"id":123456789012345678901234567890,"timestamp":1e999}]}}]}]}`;
    expect(digest(meta, request(text))[0]).to.include({ kind: 'message', providerAtMs: 0 });
  });

  it('are split in a time that grows no faster than they do', () => {
    const statuses = Array.from({ length: 1_000 }, (_, n) => ({
      id: `wamid.${n}`,
      status: 'sent',
      timestamp: '1795000000',
    }));
    const people = Array.from({ length: 1_000 }, (_, n) => ({ wa_id: String(27_820_000_000 + n) }));
    const messages = people.map(({ wa_id: from }, n) => ({
      from,
      id: `wamid.in${n}`,
      timestamp: '1795000000',
      type: 'text',
      text: { body: 'x' },
    }));
    const value = { metadata: { phone_number_id: '1' }, contacts: people, messages, statuses };
    expect(
      digest(meta, request(JSON.stringify({ entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }))),
    ).to.have.length(2_000);
  }).timeout(5_000);
});

describe('malformed webhooks of Twilio', () => {
  const forms = read('twilio').map((text) => [...new URLSearchParams(text)]);
  const form = 'application/x-www-form-urlencoded';

  it('survive parameters that are missing, repeated, renamed or of odd content', () => {
    const names = [...new Set(forms.flat().map(([name]) => name)), '__proto__', 'constructor', ''];
    const extra = fc.array(fc.tuple(fc.constantFrom(...names), weirdText), { maxLength: 5 });
    const property = fc.property(
      fc.constantFrom(...forms),
      fc.array(fc.nat(40)),
      extra,
      weirdText,
      (params, dropped, added, attempt) => {
        const kept = params.filter((_, index) => !dropped.includes(index));
        const body = new URLSearchParams([...kept, ...added]).toString();
        const drafts = digest(
          twilio,
          request(body, form, `https://a.org/s?attempt=${encodeURIComponent(attempt.toWellFormed())}`),
        );
        expect(drafts).to.have.length(1);
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  it('survive being any bytes, any JSON, and called at any URL', () => {
    const property = fc.property(fc.uint8Array({ maxLength: 200 }), weirdText, (bytes, url) => {
      expect(digest(twilio, request(Buffer.from(bytes), form, url))).to.have.length(1);
      digest(twilio, request(Buffer.from(bytes), 'application/json', url));
      digest(twilio, request(`MessageSid=SM1&MessageStatus=sent&${bytes.join('')}`, form, url));
    });
    fc.assert(property, runs);
    fc.assert(
      fc.property(weirdJson, (value) => void digest(twilio, request(JSON.stringify(value)))),
      runs,
    );
    digest(twilio, request(`{"MessageSid":"SM1","Body":${'['.repeat(100_000)}${']'.repeat(100_000)}}`));
  });
});

describe('a signature check', () => {
  it('refuses anything at all without a throw', () => {
    const header = fc.oneof(
      weirdText,
      fc.array(weirdText, { maxLength: 3 }),
      fc.constant(undefined),
      fc.base64String(),
    );
    const property = fc.property(
      header,
      weirdText,
      fc.uint8Array({ maxLength: 100 }),
      weirdText,
      (value, url, bytes, secret) => {
        const headers = { 'x-hub-signature-256': value, 'x-twilio-signature': value };
        for (const target of [url, `https://a.org/${url}`, `https://a.org/?bodySHA256=${url}`]) {
          for (const provider of [meta, twilio]) {
            expect(provider.verify({ url: target, headers, body: Buffer.from(bytes) }, [secret, 'other'])).to.equal(
              undefined,
            );
          }
        }
      },
    );
    fc.assert(property, runs);
  });
});
