// Meta before the provider contract: what its fixtures must become, and the codes it refuses with.
import type { ExpectedItem, Subject } from './subject.ts';

const account = '100000000000002';
const address = '100000000000003';
const bsuid = 'ZA.13491208655302741918';
const person = { phone: '27821234567', bsuid, name: 'Thandi Nkosi' };
const attemptId = '0199f3d0-1111-7abc-8def-0123456789ab';

/** One message; `payload: true` unless it is plain text. */
function one(kind: string, body: string, more: NonNullable<ExpectedItem['message']> = {}): ExpectedItem[] {
  const message = { sender: person, kind, body, payload: true, ...more };
  return [{ kind: 'message', account, address, status: '', message }];
}

function status(name: string, receipt: NonNullable<ExpectedItem['receipt']>): ExpectedItem[] {
  return [{ kind: 'receipt', account, address, status: name, receipt }];
}

function other(name: string, about: ExpectedItem = {}): ExpectedItem[] {
  return [{ kind: 'other', account, status: name, ...about }];
}

const seconds = (n: number) => new Date((1_795_000_000 + n) * 1000);

const fixtures: Subject['fixtures'] = {
  text: one('text', 'Good morning — môre 👋', { payload: false, sentAt: seconds(1) }),
  'text-reply': one('text', 'Yes, that one', { replyTo: 'wamid.OURS==' }),
  'text-forwarded': one('text', 'Have you seen this?'),
  'text-referral': one('text', 'I saw your advert'),
  'text-bsuid-only': one('text', 'No number here', { sender: { bsuid, name: 'Sipho' }, payload: false }),
  'text-bsuid-in-from': one('text', 'Odd but seen', { sender: { bsuid, name: 'Sipho' }, payload: false }),
  'text-milliseconds': one('text', 'late', { payload: false, sentAt: new Date(1_795_000_007_123) }),
  'text-unknown-fields': [
    {
      kind: 'message',
      message: { kind: 'text', body: 'hi', payload: true },
      payload: {
        message: {
          future: { nested: [1, { a: null }] },
          hop_count: 3,
          text: { entities: [{ kind: 'bold', from: 0 }] },
        },
      },
    },
  ],
  image: one('image', '[image] The leak in Main Road'),
  video: one('video', '[video]'),
  audio: one('audio', '[audio]'),
  document: one('document', '[document] Invoice'),
  sticker: one('sticker', '[sticker]'),
  location: one('location', '[location]'),
  contacts: one('contacts', '[contacts]'),
  'interactive-button-reply': one('interactive', 'Yes, please', { replyTo: 'wamid.OURS==' }),
  'interactive-list-reply': one('interactive', 'Water', { replyTo: 'wamid.OURS==' }),
  'interactive-nfm-reply': one('interactive', 'Sent', { replyTo: 'wamid.OURS==' }),
  'interactive-call-permission-reply': one('interactive', '[interactive]'),
  button: one('button', 'I will be there', { replyTo: 'wamid.TEMPLATE==' }),
  reaction: one('reaction', '[reaction]'),
  'reaction-removed': one('reaction', '[reaction]'),
  order: one('order', '[order]'),
  'system-changed-number': one('system', '[system]', { sender: { phone: '27821234567', bsuid } }),
  'system-changed-user-id': one('system', '[system]', { sender: { bsuid } }),
  unsupported: one('unsupported', '[unsupported]'),
  'unknown-legacy': one('unknown', '[unknown]'),
  'media-too-large': one('video', '[video]'),
  edit: one('edit', '[edit]'),
  revoke: one('revoke', '[revoke]'),
  'request-welcome': one('request_welcome', '[request_welcome]'),
  'future-type': one('hologram', '[hologram] look'),
  group: one('text', 'in a group'),
  'status-sent': status('sent', {
    externalId: 'wamid.OUT01==',
    status: 'sent',
    attemptId,
    at: new Date(1_795_001_001_000),
  }),
  'status-delivered': status('delivered', { status: 'delivered', attemptId }),
  'status-read': status('read', { status: 'read' }),
  'status-played': status('played', { status: 'played' }),
  'status-failed': status('failed', {
    status: 'failed',
    failure: {
      kind: 'window',
      code: '131047',
      text: 'More than 24 hours since the person last wrote: send a template.',
    },
  }),
  'status-failed-without-reason': status('failed', { status: 'failed' }),
  'status-deleted': status('deleted', 'none'),
  'status-group': status('delivered', { status: 'delivered' }),
  batch: [
    { kind: 'message', address, externalId: 'wamid.B1==', message: { body: 'first', sender: person } },
    {
      kind: 'message',
      address,
      externalId: 'wamid.B2==',
      message: { body: 'second', sender: { phone: '27831111111', bsuid: 'ZA.22222222222222222222', name: 'Lerato' } },
    },
    { kind: 'receipt', address, externalId: 'wamid.B4==', status: 'sent', providerAtMs: 1_795_002_000_000 },
    { kind: 'receipt', address, externalId: 'wamid.B4==', status: 'delivered', providerAtMs: 1_795_002_001_000 },
    { kind: 'other', account, address: '', status: 'message_template_status_update' },
    {
      kind: 'message',
      account: '100000000000008',
      address: '100000000000009',
      externalId: 'wamid.B3==',
      message: { body: 'third' },
    },
  ],
  'value-errors': other('errors', { address, payload: { code: 130429 } }),
  'account-alert': other('account_alerts', { payload: { value: { entity_type: 'BUSINESS' } } }),
  'message-without-id': other('message_without_id', { address, payload: { message: { text: { body: 'x' } } } }),
  'empty-value': other('messages', { address }),
  'empty-entry': other('entry', { payload: { standby: [{ a: 1 }] } }),
  'another-object': other('page', { account: '', payload: { payload: { a: 1 } } }),
};

const refused = (code: number, type: 'retry' | 'rejected' | 'ambiguous', kind: Subject['page403']['kind']) => {
  return { fault: { kind: 'error', code } as const, expected: { type, kind, code: String(code) } };
};

export const metaSubject: Subject = {
  name: 'meta',
  signatureHeader: 'x-hub-signature-256',
  fixtures,
  request: (body) => ({
    url: 'https://hooks.example.org/webhooks/meta',
    headers: { 'content-type': 'application/json' },
    body,
  }),
  refusals: [
    refused(4, 'retry', 'rate'),
    refused(80007, 'retry', 'rate'),
    refused(130429, 'retry', 'rate'),
    refused(131056, 'retry', 'pair'),
    refused(1, 'ambiguous', 'retry'),
    refused(131000, 'ambiguous', 'retry'),
    refused(131016, 'ambiguous', 'retry'),
    refused(131047, 'rejected', 'window'),
    refused(131026, 'rejected', 'recipient'),
    refused(131048, 'rejected', 'policy'),
    refused(131049, 'rejected', 'rate'),
    refused(131050, 'rejected', 'opted_out'),
    refused(132001, 'rejected', 'template'),
    refused(131005, 'rejected', 'permission'),
    refused(100, 'rejected', 'permanent'),
    { fault: { kind: 'error', code: 250 }, expected: { type: 'rejected', kind: 'permission', code: '250' } },
    { fault: { kind: 'error', code: 999_999 }, expected: { type: 'rejected', kind: 'permanent', code: '999999' } },
    {
      fault: { kind: 'error', code: 999_999, httpStatus: 500 },
      expected: { type: 'ambiguous', kind: 'retry', code: '999999' },
    },
  ],
  page403: { type: 'rejected', kind: 'permission', code: 'http_403' },
  wrongCredentials: (channel) => ({ ...channel, secrets: { ...channel.secrets, accessToken: ['a-wrong-token'] } }),
};
