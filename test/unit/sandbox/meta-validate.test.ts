import { expect } from 'chai';
import { GraphError } from '../../../src/sandbox/meta-errors.ts';
import { validateSend } from '../../../src/sandbox/meta-validate.ts';

const long = (length: number) => 'x'.repeat(length);
const base = { messaging_product: 'whatsapp', to: '+27821234567' };

function codeOf(content: Record<string, unknown>): number | 'ok' {
  try {
    validateSend({ ...base, ...content });
    return 'ok';
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
}

function button(id: string, title: string): object {
  return { type: 'reply', reply: { id, title } };
}

function interactive(type: string, action: object, more: object = {}): Record<string, unknown> {
  return { type: 'interactive', interactive: { type, body: { text: 'Choose' }, action, ...more } };
}

function list(...rows: number[]): Record<string, unknown> {
  const sections = rows.map((count, section) => ({
    title: `Section ${section}`,
    rows: Array.from({ length: count }, (_, row) => ({ id: `${section}-${row}`, title: `Row ${row}` })),
  }));
  return interactive('list', { button: 'Options', sections });
}

describe("Meta's checks of a send", () => {
  const accepted: Record<string, Record<string, unknown>> = {
    'text of 4,096 characters': { type: 'text', text: { body: long(4_096) } },
    'an image by link with a caption': { type: 'image', image: { link: 'https://example.org/a.jpg', caption: 'A' } },
    'a document by id with a file name': { type: 'document', document: { id: '1', filename: 'a.pdf' } },
    'a voice note': { type: 'audio', audio: { id: '1', voice: true } },
    'a location with text coordinates': { type: 'location', location: { latitude: '-33.9', longitude: '18.4' } },
    'a contact': { type: 'contacts', contacts: [{ name: { formatted_name: 'Thandi' } }] },
    'a reaction and its removal': { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '' } },
    'three buttons': interactive('button', { buttons: [button('1', 'A'), button('2', 'B'), button('3', 'C')] }),
    'ten rows in two sections': list(5, 5),
    'a link': interactive('cta_url', {
      name: 'cta_url',
      parameters: { display_text: 'Go', url: 'https://example.org' },
    }),
    'a request for a location': interactive('location_request_message', { name: 'send_location' }),
    'a flow': interactive('flow', {
      name: 'flow',
      parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Open', flow_token: 't' },
    }),
    'a template with components': {
      type: 'template',
      template: {
        name: 'reminder',
        language: { code: 'en' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: 'Thandi' }] }],
      },
    },
    'a quoted reply': { type: 'text', text: { body: 'x' }, context: { message_id: 'wamid.x' } },
  };
  for (const [name, content] of Object.entries(accepted)) {
    it(`take ${name}`, () => expect(codeOf(content)).to.equal('ok'));
  }

  const refused: Record<string, [number, Record<string, unknown>]> = {
    'text without a body': [131008, { type: 'text', text: {} }],
    'text of 4,097 characters': [100, { type: 'text', text: { body: long(4_097) } }],
    'a body that is not text': [100, { type: 'text', text: { body: 5 } }],
    'a type that does not exist': [100, { type: 'hologram', hologram: {} }],
    'a type without its object': [131008, { type: 'image' }],
    'media with neither id nor link': [131008, { type: 'image', image: {} }],
    'media with a link that is none': [131009, { type: 'image', image: { link: 'a.jpg' } }],
    'a caption of 1,025 characters': [100, { type: 'image', image: { id: '1', caption: long(1_025) } }],
    'a caption on audio': [131009, { type: 'audio', audio: { id: '1', caption: 'A' } }],
    'a location off the globe': [131009, { type: 'location', location: { latitude: 91, longitude: 0 } }],
    'a contact without a name': [131008, { type: 'contacts', contacts: [{}] }],
    'a reaction to nothing': [131008, { type: 'reaction', reaction: { emoji: '👍' } }],
    'four buttons': [131009, interactive('button', { buttons: ['1', '2', '3', '4'].map((id) => button(id, id)) })],
    'two buttons of one title': [131009, interactive('button', { buttons: [button('1', 'A'), button('2', 'A')] })],
    'a button title of 21 characters': [100, interactive('button', { buttons: [button('1', long(21))] })],
    'eleven rows in total': [131009, list(6, 5)],
    'a footer of 61 characters': [
      100,
      interactive('button', { buttons: [button('1', 'A')] }, { footer: { text: long(61) } }),
    ],
    'a list with an image header': [
      131009,
      interactive(
        'list',
        { button: 'O', sections: [{ rows: [{ id: '1', title: 'A' }] }] },
        { header: { type: 'image' } },
      ),
    ],
    'a template without a language': [131008, { type: 'template', template: { name: 'reminder' } }],
    'callback data of 513 characters': [100, { text: { body: 'x' }, biz_opaque_callback_data: long(513) }],
    'no recipient': [131008, { to: undefined, type: 'text', text: { body: 'x' } }],
    'a recipient that is no number': [131009, { to: 'thandi', type: 'text', text: { body: 'x' } }],
  };
  for (const [name, [code, content]] of Object.entries(refused)) {
    it(`refuse ${name} with ${code}`, () => expect(codeOf(content)).to.equal(code));
  }

  it('take a business-scoped id as recipient, and the number when both are given', () => {
    const recipient = 'ZA.13491208655302741918';
    const text = { type: 'text', text: { body: 'x' } };
    expect(validateSend({ messaging_product: 'whatsapp', recipient, ...text }).to).to.equal(recipient);
    expect(validateSend({ ...base, recipient, ...text }).to).to.equal('+27821234567');
  });
});
