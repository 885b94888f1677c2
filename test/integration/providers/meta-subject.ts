// Meta before the provider contract: what its fixtures must become, and the codes it refuses with.
import type { AccountEvent } from '../../../src/domain/account-event.ts';
import type { InboundMedia, MediaKind } from '../../../src/domain/media.ts';
import type { ExpectedItem, Subject } from './subject.ts';

const account = '100000000000002';
const address = '100000000000003';
const bsuid = 'ZA.13491208655302741918';
const person = { phone: '27821234567', bsuid, name: 'Thandi Nkosi' };
const digest = Buffer.from('4Ts1/8p8YkJdM2QwZW1wdHlzaGEyNTZiYXNlNjQ9PT0=', 'base64').toString('hex');
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

const unreadable = { kind: 'permanent', code: '131051', text: 'Meta does not support this type of message.' } as const;

/** Ids of the fixtures' files count up; the digest is the same in all. */
function file(kind: MediaKind, n: number, contentType: string, more: Partial<InboundMedia> = {}): InboundMedia {
  return { kind, ref: `1000000000000${String(n).padStart(2, '0')}`, contentType, sha256: digest, ...more };
}

const template = { name: 'appointment_reminder', language: 'es_MX' };

function told(field: string, ...events: AccountEvent[]): ExpectedItem[] {
  return other(field, { events });
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
  image: one('image', 'The leak in Main Road', { media: [file('image', 1, 'image/jpeg')] }),
  video: one('video', '[video]', { media: [file('video', 2, 'video/mp4')] }),
  audio: one('audio', '[voice message]', { media: [file('audio', 3, 'audio/ogg; codecs=opus', { voice: true })] }),
  document: one('document', 'Invoice', {
    media: [file('document', 4, 'application/pdf', { filename: '../../etc/invoice (1).pdf' })],
  }),
  'document-without-caption': one('document', 'invoice.pdf', {
    media: [file('document', 14, 'application/pdf', { filename: 'invoice.pdf', sha256: 'e1'.repeat(32) })],
  }),
  sticker: one('sticker', '[sticker]', { media: [file('sticker', 5, 'image/webp')] }),
  location: one('location', '[location] City Hall, Rissik St'),
  'location-without-name': one('location', '[location] -26.2041, 28.0473'),
  contacts: one('contacts', '[contacts] Dr Naidoo'),
  'interactive-button-reply': one('interactive', 'Yes, please', { replyTo: 'wamid.OURS==', replyId: 'yes' }),
  'interactive-list-reply': one('interactive', 'Water', { replyTo: 'wamid.OURS==', replyId: 'row-2' }),
  'interactive-nfm-reply': one('interactive', 'street: Main', { replyTo: 'wamid.OURS==' }),
  'interactive-nfm-reply-unreadable': one('interactive', 'Sent'),
  'interactive-address': one('interactive', 'Thandi, 1 Main Road', { replyTo: 'wamid.OURS==' }),
  'interactive-call-permission-reply': one('interactive', '[calls permitted]'),
  button: one('button', 'I will be there', { replyTo: 'wamid.TEMPLATE==', replyId: 'CONFIRM_17' }),
  reaction: one('reaction', '👍', { replyTo: 'wamid.OURS==' }),
  'reaction-removed': one('reaction', '[reaction removed]', { replyTo: 'wamid.OURS==' }),
  order: one('order', '[order] 2 × sku-1 (21.00 ZAR): For tomorrow'),
  'order-of-two-currencies': one('order', '[order] 1 × sku-1, 3 × sku-2'),
  'system-changed-number': one('system', 'Thandi changed from 27821234567 to 27829999999', {
    sender: { phone: '27821234567', bsuid },
    identityChange: { phone: '27829999999', bsuid: 'ZA.99999999999999999999' },
  }),
  'system-changed-user-id': one('system', 'Changed', {
    sender: { bsuid },
    identityChange: { bsuid: 'ZA.99999999999999999999' },
  }),
  'system-identity-checked': one('system', "Thandi's security code changed", {
    sender: { phone: '27821234567', bsuid },
  }),
  unsupported: one('unsupported', '[unsupported: poll creation]', { failure: unreadable }),
  'unknown-legacy': one('unknown', '[unsupported]', { failure: unreadable }),
  'media-too-large': one('video', '[video]', {
    failure: { kind: 'media', code: '131052', text: "The person's file could not be downloaded." },
  }),
  edit: one('edit', 'corrected', { replyTo: 'wamid.FIRST==' }),
  'edit-caption': one('edit', 'the other road', { replyTo: 'wamid.FIRST==' }),
  revoke: one('revoke', '[message deleted]', { replyTo: 'wamid.FIRST==' }),
  'request-welcome': one('request_welcome', '[chat opened]'),
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
    {
      kind: 'other',
      account,
      address: '',
      status: 'message_template_status_update',
      events: [{ type: 'template_status', name: 'reminder', language: 'en', status: 'approved' }],
    },
    {
      kind: 'message',
      account: '100000000000008',
      address: '100000000000009',
      externalId: 'wamid.B3==',
      message: { body: 'third' },
    },
  ],
  'value-errors': other('errors', {
    address,
    payload: { code: 130429 },
    events: [{ type: 'account_alert', phone: '', code: '130429', text: "The number's throughput is used up." }],
  }),
  'account-alert': other('account_alerts', {
    payload: { value: { entity_type: 'BUSINESS' } },
    events: [{ type: 'account_alert', phone: '', code: 'account_alert', text: 'Meta raised an alert (WARNING).' }],
  }),
  'template-rejected': told('message_template_status_update', {
    type: 'template_status',
    ...template,
    status: 'rejected',
    reason: 'INVALID_FORMAT: Placeholders stand side by side',
  }),
  'template-approved': told('message_template_status_update', {
    type: 'template_status',
    ...template,
    status: 'approved',
  }),
  'template-quality': told('message_template_quality_update', {
    type: 'template_quality',
    ...template,
    quality: 'yellow',
  }),
  'template-category': told('template_category_update', {
    type: 'template_category',
    ...template,
    category: 'marketing',
  }),
  'template-components': told('message_template_components_update'),
  'number-flagged': told(
    'phone_number_quality_update',
    { type: 'channel_quality', phone: '27105550100', quality: 'red' },
    { type: 'messaging_limit', perDay: 2_000 },
  ),
  'number-upgraded': told('phone_number_quality_update', { type: 'messaging_limit', perDay: null }),
  'number-name-rejected': told('phone_number_name_update', {
    type: 'account_alert',
    phone: '27105550100',
    code: 'display_name_rejected',
    text: 'Meta rejected the display name of the number (NAME_NOT_CONSISTENT).',
  }),
  'account-disabled': told('account_update', {
    type: 'account_restricted',
    phone: '',
    code: 'account_disabled',
    text: 'Meta disabled the WhatsApp Business account.',
  }),
  'account-reinstated': told('account_update', { type: 'account_restored', phone: '' }),
  'account-restricted': told('account_update', {
    type: 'account_restricted',
    phone: '',
    code: 'account_restricted',
    text: 'Meta restricted the WhatsApp Business account (RESTRICTED_ADD_PHONE_NUMBER_ACTION, RESTRICTED_BIZ_INITIATED_MESSAGING).',
    until: new Date(1_795_600_000_000),
  }),
  'account-violation': told('account_update', {
    type: 'account_alert',
    phone: '',
    code: 'account_violation',
    text: 'Meta reports a violation of its policy (SPAM).',
  }),
  'account-verified': told('account_update'),
  'account-review': told('account_review_update', {
    type: 'account_alert',
    phone: '',
    code: 'account_review_rejected',
    text: 'Meta rejected the WhatsApp Business account in its review.',
  }),
  capability: told('business_capability_update', { type: 'messaging_limit', perDay: 10_000 }),
  security: told('security', {
    type: 'account_alert',
    phone: '27105550100',
    code: 'pin_changed',
    text: 'The two-step verification of the number was touched.',
  }),
  'user-preferences': other('user_preferences', {
    address,
    events: [
      { type: 'marketing_preference', phone: '27821234567', bsuid, wanted: false },
      { type: 'marketing_preference', phone: '27821234568', wanted: true },
    ],
  }),
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
    refused(131049, 'rejected', 'pair'),
    refused(131050, 'rejected', 'opted_out'),
    refused(132001, 'rejected', 'template'),
    refused(132015, 'rejected', 'template'),
    refused(134101, 'retry', 'template'),
    refused(131053, 'rejected', 'media'),
    refused(131064, 'rejected', 'policy'),
    refused(131057, 'ambiguous', 'retry'),
    refused(2494100, 'ambiguous', 'retry'),
    refused(138001, 'rejected', 'permanent'),
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
