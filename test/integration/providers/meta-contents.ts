// Contents of every kind and what Meta is told for each, as its documentation shows it.
import type { InteractiveContent, OutboundContent, TemplateContent } from '../../../src/domain/message.ts';
import type { JsonObject } from '../../../src/domain/webhook.ts';

export const link = 'https://files.example.org/leak.jpg';
export const choice = (id: string, title: string) => ({ id, title });
export const interactive = (action: InteractiveContent['action'], more: Partial<InteractiveContent> = {}) =>
  ({ kind: 'interactive', body: 'What happened?', action, ...more }) satisfies OutboundContent;
export const template = (more: Partial<TemplateContent> = {}) =>
  ({ kind: 'template', name: 'reminder', language: 'en', body: [], buttons: [], ...more }) satisfies TemplateContent;
export const two = [choice('leak', 'A leak'), choice('light', 'A light')];

/** Content, and the body that it becomes. */
export const kinds: { readonly [name: string]: readonly [content: OutboundContent, body: JsonObject] } = {
  text: [
    { kind: 'text', text: 'See https://example.org', previewUrl: true },
    { type: 'text', text: { body: 'See https://example.org', preview_url: true } },
  ],
  'an image by its address': [
    { kind: 'image', source: { link }, caption: 'Here' },
    { type: 'image', image: { link, caption: 'Here' } },
  ],
  video: [
    { kind: 'video', source: { link } },
    { type: 'video', video: { link } },
  ],
  audio: [
    { kind: 'audio', source: { link } },
    { type: 'audio', audio: { link } },
  ],
  'a voice message': [
    { kind: 'audio', source: { link }, voice: true },
    { type: 'audio', audio: { link, voice: true } },
  ],
  'a document': [
    { kind: 'document', source: { link }, caption: 'For May', filename: 'Invoice May.pdf' },
    { type: 'document', document: { link, caption: 'For May', filename: 'Invoice May.pdf' } },
  ],
  'a sticker': [
    { kind: 'sticker', source: { link } },
    { type: 'sticker', sticker: { link } },
  ],
  'a place': [
    { kind: 'location', latitude: -25.7479, longitude: 28.2293, name: 'Church Square', address: 'Pretoria' },
    {
      type: 'location',
      location: { latitude: -25.7479, longitude: 28.2293, name: 'Church Square', address: 'Pretoria' },
    },
  ],
  contacts: [
    {
      kind: 'contacts',
      contacts: [
        {
          formattedName: 'Sipho Dlamini',
          lastName: 'Dlamini',
          organization: 'Waterworks',
          phones: [{ phone: '+27821110000', type: 'WORK' }],
          emails: [{ email: 'sipho@example.org' }],
          urls: [{ url: 'https://example.org', type: 'WORK' }],
        },
        { formattedName: 'Front desk', phones: [], emails: [], urls: [] },
      ],
    },
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Sipho Dlamini', last_name: 'Dlamini' },
          org: { company: 'Waterworks' },
          phones: [{ phone: '+27821110000', type: 'WORK' }],
          emails: [{ email: 'sipho@example.org' }],
          urls: [{ url: 'https://example.org', type: 'WORK' }],
        },
        { name: { formatted_name: 'Front desk', first_name: 'Front desk' } },
      ],
    },
  ],
  'a reaction': [
    { kind: 'reaction', to: 'wamid.THEIRS', emoji: '👍' },
    { type: 'reaction', reaction: { message_id: 'wamid.THEIRS', emoji: '👍' } },
  ],
  'a reaction taken away': [
    { kind: 'reaction', to: 'wamid.THEIRS', emoji: '' },
    { type: 'reaction', reaction: { message_id: 'wamid.THEIRS', emoji: '' } },
  ],
  buttons: [
    interactive({ type: 'buttons', buttons: two }, { header: { type: 'text', text: 'Report' }, footer: 'City' }),
    {
      type: 'interactive',
      interactive: {
        type: 'button',
        header: { type: 'text', text: 'Report' },
        body: { text: 'What happened?' },
        footer: { text: 'City' },
        action: { buttons: two.map((reply) => ({ type: 'reply', reply })) },
      },
    },
  ],
  'buttons below a document': [
    interactive(
      { type: 'buttons', buttons: two },
      { header: { type: 'document', source: { link }, filename: 'plan.pdf' } },
    ),
    {
      type: 'interactive',
      interactive: {
        type: 'button',
        header: { type: 'document', document: { link, filename: 'plan.pdf' } },
        body: { text: 'What happened?' },
        action: { buttons: two.map((reply) => ({ type: 'reply', reply })) },
      },
    },
  ],
  'a list': [
    interactive({
      type: 'list',
      button: 'Choose',
      sections: [
        { title: 'Streets', rows: [{ ...two[0]!, description: 'Water on the road' }, two[1]!] },
        { title: 'Parks', rows: [choice('tree', 'A tree')] },
      ],
    }),
    {
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'What happened?' },
        action: {
          button: 'Choose',
          sections: [
            { title: 'Streets', rows: [{ ...two[0]!, description: 'Water on the road' }, two[1]!] },
            { title: 'Parks', rows: [choice('tree', 'A tree')] },
          ],
        },
      },
    },
  ],
  'a link button': [
    interactive({ type: 'link', title: 'Open', url: 'https://example.org/r/1' }),
    {
      type: 'interactive',
      interactive: {
        type: 'cta_url',
        body: { text: 'What happened?' },
        action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.org/r/1' } },
      },
    },
  ],
  'a request for a location': [
    interactive({ type: 'location_request' }),
    {
      type: 'interactive',
      interactive: {
        type: 'location_request_message',
        body: { text: 'What happened?' },
        action: { name: 'send_location' },
      },
    },
  ],
  'a flow': [
    interactive({ type: 'flow', flowId: '4711', title: 'Report', flowToken: 'session-1' }),
    {
      type: 'interactive',
      interactive: {
        type: 'flow',
        body: { text: 'What happened?' },
        action: {
          name: 'flow',
          parameters: {
            flow_message_version: '3',
            flow_id: '4711',
            flow_cta: 'Report',
            flow_token: 'session-1',
            flow_action: 'navigate',
          },
        },
      },
    },
  ],
  'a bare template': [template(), { type: 'template', template: { name: 'reminder', language: { code: 'en' } } }],
  'a template with everything': [
    template({
      language: 'es_MX',
      header: { type: 'image', source: { link } },
      body: [{ text: 'Ana' }, { text: '$12.50', currency: { code: 'USD', amount1000: 12_500 } }],
      buttons: [
        { type: 'quick_reply', index: 0, payload: 'confirm:7' },
        { type: 'url', index: 1, text: 'r/7' },
        { type: 'copy_code', index: 2, code: 'MAY10' },
      ],
    }),
    {
      type: 'template',
      template: {
        name: 'reminder',
        language: { code: 'es_MX' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { link } }] },
          {
            type: 'body',
            parameters: [
              { type: 'text', text: 'Ana' },
              { type: 'currency', currency: { fallback_value: '$12.50', code: 'USD', amount_1000: 12_500 } },
            ],
          },
          {
            type: 'button',
            sub_type: 'quick_reply',
            index: '0',
            parameters: [{ type: 'payload', payload: 'confirm:7' }],
          },
          { type: 'button', sub_type: 'url', index: '1', parameters: [{ type: 'text', text: 'r/7' }] },
          {
            type: 'button',
            sub_type: 'copy_code',
            index: '2',
            parameters: [{ type: 'coupon_code', coupon_code: 'MAY10' }],
          },
        ],
      },
    },
  ],
  'a template with named placeholders': [
    template({
      header: { type: 'text', value: { name: 'place', text: 'Clinic' } },
      body: [{ name: 'pet', text: 'Rex' }],
    }),
    {
      type: 'template',
      template: {
        name: 'reminder',
        language: { code: 'en' },
        components: [
          { type: 'header', parameters: [{ type: 'text', text: 'Clinic', parameter_name: 'place' }] },
          { type: 'body', parameters: [{ type: 'text', text: 'Rex', parameter_name: 'pet' }] },
        ],
      },
    },
  ],
  'a template below a place': [
    template({ header: { type: 'location', latitude: 1, longitude: 2, name: 'Here' } }),
    {
      type: 'template',
      template: {
        name: 'reminder',
        language: { code: 'en' },
        components: [
          { type: 'header', parameters: [{ type: 'location', location: { latitude: 1, longitude: 2, name: 'Here' } }] },
        ],
      },
    },
  ],
};
