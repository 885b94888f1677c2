// Twilio before the provider contract: what its fixtures must become, and the codes it refuses with.
import type { InboundMedia, MediaKind } from '../../../src/domain/media.ts';
import type { ExpectedItem, Subject } from './subject.ts';

const account = 'AC00000000000000000000000000000001';
const address = '+27105550200';
const bsuid = 'ZA.13491208655302741918';
const person = { phone: '+27821234567', name: 'Thandi Nkosi' };
const attemptId = '0199f3d0-1111-7abc-8def-0123456789ab';

/** One message; `payload: true` unless it is plain text. */
function one(kind: string, body: string, more: NonNullable<ExpectedItem['message']> = {}): ExpectedItem[] {
  const message = { sender: person, kind, body, payload: true, ...more };
  return [{ kind: 'message', account, address, status: '', providerAtMs: 0, message }];
}

function file(kind: MediaKind, n: number, contentType: string): InboundMedia {
  return { kind, ref: `https://api.twilio.com/x/ME${n}`, contentType };
}

function status(name: string, receipt: NonNullable<ExpectedItem['receipt']>): ExpectedItem[] {
  return [{ kind: 'receipt', account, address, status: name, receipt }];
}

const failed = (kind: 'window' | 'recipient', code: string, text: string) => {
  return { status: 'failed', attemptId, failure: { kind, code, text } } as const;
};

const fixtures: Subject['fixtures'] = {
  text: one('text', 'Good morning — môre 👋', { payload: false }),
  'text-empty': one('text', '', { payload: false }),
  'text-reply': one('text', 'Yes, that one', { replyTo: 'SMours' }),
  'text-forwarded': one('text', 'Seen?'),
  'text-referral': one('text', 'I saw your advert'),
  'text-without-prefix': one('text', 'plain', { payload: false }),
  'text-phone-and-bsuid': one('text', 'both', { sender: { ...person, bsuid }, payload: false }),
  'text-bsuid-only': one('text', 'No number here', { sender: { bsuid, name: 'Thandi Nkosi' }, payload: false }),
  'text-unknown-parameters': [
    { kind: 'message', message: { body: 'hi', payload: true }, payload: { SomethingNew: '1', ['__proto__']: 'x' } },
  ],
  'text-opt-out': one('text', 'STOP', { optOut: 'stop' }),
  'text-opt-in': one('text', 'START', { optOut: 'start' }),
  sms: one('text', 'By SMS', { sender: { phone: '+27821234567' }, payload: false }),
  image: one('image', 'The leak in Main Road', {
    media: [
      {
        kind: 'image',
        ref: `https://api.twilio.com/2010-04-01/Accounts/${account}/Messages/MM1/Media/ME1`,
        contentType: 'image/jpeg',
      },
    ],
  }),
  'several-images': one('image', 'Both sides', {
    media: [file('image', 1, 'image/jpeg'), file('image', 2, 'image/png'), file('video', 3, 'video/mp4')],
  }),
  'media-without-url': one('image', '[image]'),
  sticker: one('sticker', '[sticker]', { media: [file('sticker', 1, 'image/webp')] }),
  audio: one('audio', '[voice message]', { media: [{ ...file('audio', 2, 'audio/ogg'), voice: true }] }),
  video: one('video', '[video]', { media: [file('video', 3, 'video/mp4')] }),
  document: one('document', 'invoice.pdf', { media: [file('document', 4, 'application/pdf')] }),
  'contact-card': one('contacts', '[contacts]', { media: [file('document', 5, 'text/vcard')] }),
  location: one('location', '[location] City Hall, Rissik St'),
  'location-without-name': one('location', '[location] -26.2041, 28.0473'),
  button: one('button', 'I will be there', { replyId: 'CONFIRM_17' }),
  'list-reply': one('interactive', 'Water', { replyId: 'row-2' }),
  'flow-reply': one('interactive', 'street: Main'),
  'status-sent': status('sent', { externalId: `SMout${'1'.padStart(29, '0')}`, status: 'sent', attemptId }),
  'status-delivered': status('delivered', { status: 'delivered', attemptId }),
  'status-read': status('read', { status: 'read', attemptId }),
  'status-failed': status(
    'failed',
    failed('window', '63016', 'More than 24 hours since the person last wrote: send a template.'),
  ),
  'status-undelivered': status(
    'undelivered',
    failed('recipient', '63024', 'Undeliverable: the recipient cannot be reached on this channel.'),
  ),
  'status-canceled': status('canceled', { status: 'failed', attemptId }),
  'status-queued': status('queued', 'none'),
  'event-without-message': [{ kind: 'other', account, status: 'SOMETHING', payload: { Payload: '1' } }],
};

const refused = (code: number, type: 'retry' | 'rejected' | 'ambiguous', kind: Subject['page403']['kind']) => {
  return { fault: { kind: 'error', code } as const, expected: { type, kind, code: String(code) } };
};

export const twilioSubject: Subject = {
  name: 'twilio',
  signatureHeader: 'x-twilio-signature',
  fixtures,
  // The files end with a newline, which a body does not.
  request: (content) => ({
    url: `https://hooks.example.org/webhooks/twilio/status?attempt=${attemptId}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    body: Buffer.from(content.toString().trimEnd()),
  }),
  refusals: [
    refused(20429, 'retry', 'rate'),
    refused(21611, 'retry', 'rate'),
    refused(63018, 'retry', 'rate'),
    refused(63038, 'retry', 'rate'),
    refused(30008, 'ambiguous', 'retry'),
    refused(63016, 'rejected', 'window'),
    refused(63049, 'rejected', 'rate'),
    refused(63024, 'rejected', 'recipient'),
    refused(21408, 'rejected', 'recipient'),
    refused(21610, 'rejected', 'opted_out'),
    refused(21656, 'rejected', 'template'),
    refused(63019, 'rejected', 'media'),
    refused(30002, 'rejected', 'policy'),
    refused(63007, 'rejected', 'auth'),
    refused(21604, 'rejected', 'permanent'),
    { fault: { kind: 'error', code: 99_999 }, expected: { type: 'rejected', kind: 'permanent', code: '99999' } },
    {
      fault: { kind: 'error', code: 99_999, httpStatus: 500 },
      expected: { type: 'ambiguous', kind: 'retry', code: '99999' },
    },
  ],
  page403: { type: 'rejected', kind: 'permanent', code: 'http_403' },
  wrongCredentials: (channel) => ({ ...channel, secrets: { authToken: ['a-wrong-token'] } }),
};
