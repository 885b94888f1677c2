// What to paste into each provider's console.
import type { OpenedChannel } from './channels.ts';

export interface ConsoleEntry {
  channel: string;
  provider: string;
  /** Where in the provider's console. */
  place: string;
  fields: { label: string; value: string }[];
}

export function consoleEntry({ title, provider, phone, secrets }: OpenedChannel, publicUrl: string): ConsoleEntry {
  if (provider === 'meta') {
    return {
      channel: title,
      provider,
      place: 'developers.facebook.com: the app, WhatsApp, Configuration, Webhook',
      fields: [
        { label: 'Callback URL', value: `${publicUrl}/webhooks/meta` },
        { label: 'Verify token', value: hint(secrets['verifyToken']?.[0]) },
        { label: 'Webhook fields', value: metaFields.join(', ') },
      ],
    };
  }
  return {
    channel: title,
    provider,
    place: `console.twilio.com: Messaging, Senders, WhatsApp senders, ${phone ?? 'the number'}`,
    fields: [
      { label: 'When a message comes in', value: `${publicUrl}/webhooks/twilio` },
      { label: 'Status callback URL', value: `${publicUrl}/webhooks/twilio/status` },
      { label: 'Method of both', value: 'HTTP POST' },
    ],
  };
}

// What providers/meta makes use of.
const metaFields = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'account_update',
  'account_alerts',
  'business_capability_update',
  'user_preferences',
  'security',
];

// Enough to recognise it among others, not enough to use it.
function hint(token: string | undefined): string {
  if (token === undefined) return 'none is stored';
  const end = token.length >= 12 ? `, ending in ${token.slice(-3)}` : '';
  return `the one given when the channel was added (${token.length} characters${end})`;
}
