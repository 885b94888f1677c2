// Limits of contents, channels, links and templates, on both sides of each.
import { expect } from 'chai';
import { channelProblems, fileProblem } from '../../../src/domain/channel-rules.ts';
import { contentProblems } from '../../../src/domain/content-rules.ts';
import { definitionProblems } from '../../../src/domain/definition-rules.ts';
import { fileLinkProblem } from '../../../src/domain/file-link.ts';
import { mediaRules } from '../../../src/domain/media.ts';
import type { OutboundContent, TemplateContent } from '../../../src/domain/message.ts';
import { sampleTemplates } from '../../../src/domain/sample-templates.ts';
import { templateProblems } from '../../../src/domain/template-rules.ts';
import { placeholdersOf, templateText } from '../../../src/domain/template-text.ts';

const paths = (content: OutboundContent) => contentProblems(content).map(({ path }) => path);
const long = (length: number) => 'x'.repeat(length);

describe('what may be said', () => {
  it('allows each text up to its limit, and not one character more', () => {
    const list = (rows: { id: string; title: string; description?: string }[], button = 'b'): OutboundContent => ({
      kind: 'interactive',
      body: 'x',
      action: { type: 'list', button, sections: [{ rows }] },
    });
    const source = { link: 'https://example.org/a' };
    const cases: [(length: number) => OutboundContent, number, string][] = [
      [(n) => ({ kind: 'text', text: long(n) }), 40_960, 'text.text'],
      [(n) => ({ kind: 'image', source, caption: long(n) }), 1_024, 'media.caption'],
      [(n) => ({ kind: 'document', source, filename: long(n) }), 240, 'media.filename'],
      [(n) => ({ kind: 'location', latitude: 0, longitude: 0, name: long(n) }), 1_000, 'location.name'],
      [(n) => list([{ id: long(n), title: 't' }]), 200, 'interactive.list.sections[0].rows[0].id'],
      [(n) => list([{ id: 'i', title: long(n) }]), 24, 'interactive.list.sections[0].rows[0].title'],
      [
        (n) => list([{ id: 'i', title: 't', description: long(n) }]),
        72,
        'interactive.list.sections[0].rows[0].description',
      ],
      [(n) => list([{ id: 'i', title: 't' }], long(n)), 20, 'interactive.list.button'],
    ];
    for (const [make, most, path] of cases) {
      expect(paths(make(most)), path).to.deep.equal([]);
      expect(paths(make(most + 1))).to.deep.equal([path]);
    }
  });

  it('refuses characters that cannot be stored, wherever they stand', () => {
    for (const bad of ['\0', '\ud800']) {
      expect(paths({ kind: 'text', text: bad })).to.deep.equal(['text.text']);
      const value = { kind: 'template', name: 'x', language: 'en', body: [{ text: bad }], buttons: [] } as const;
      expect(paths({ ...value, body: [...value.body], buttons: [] })).to.deep.equal(['template.body[0].text']);
    }
  });

  it('takes any single emoji as a reaction, and nothing else', () => {
    for (const emoji of ['👍', '❤️', '👩‍👩‍👧', '🇲🇽', '👍🏽', '1️⃣', '']) {
      expect(paths({ kind: 'reaction', to: '', emoji }), emoji).to.deep.equal([]);
    }
    for (const emoji of ['a', '1', '👍👍', ' ', '👍a', '\0']) {
      expect(paths({ kind: 'reaction', to: '', emoji }), emoji).to.deep.equal(['reaction.emoji']);
    }
  });
});

describe('links to files', () => {
  it('are taken from the open web', () => {
    for (const link of [
      'https://example.org/a.png',
      'http://8.8.8.8/x',
      'https://[2606:4700::1]/x',
      'https://münchen.de/ü',
    ]) {
      expect(fileLinkProblem(link, 2_048), link).to.equal(undefined);
    }
  });

  it('are refused with what no URL has in it, and what cannot be stored', () => {
    for (const end of ['\0', '\u{1}', '\u{7f}', '\u{85}', ' ', '\n', '\\']) {
      const link = `https://example.org/a${end}.png`;
      expect(fileLinkProblem(link, 2_048), JSON.stringify(end)).to.equal('is not an http or https URL');
    }
  });

  it('are refused from hosts that are private in any spelling', () => {
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '172.16.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '224.0.0.1',
      '[::]',
      '[::1]',
      '[fe80::1]',
      '[fc00::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
      'localhost.',
      'LOCALHOST',
      'a.localhost',
      'db.internal',
      'printer.local',
      'intranet',
    ]) {
      expect(fileLinkProblem(`http://${host}/x`, 2_048), host).to.equal('is not on a public host');
    }
  });
});

describe('what a channel can send', () => {
  it('is every file that its provider takes, up to the size it takes', () => {
    for (const [provider, rules] of Object.entries(mediaRules) as ['meta', (typeof mediaRules)['meta']][]) {
      for (const [kind, { contentTypes, maxBytes }] of Object.entries(rules) as ['image', (typeof rules)['image']][]) {
        for (const contentType of contentTypes) {
          const at = (size: number) => fileProblem(kind, { contentType, size }, provider);
          expect(at(maxBytes), `${provider} ${kind} ${contentType}`).to.equal(undefined);
          expect(at(600 * 1024 * 1024)).to.contain('bytes');
        }
        expect(fileProblem(kind, { contentType: 'text/html', size: 1 }, provider)).to.contain('text/html');
      }
    }
  });

  it('does not judge a file that is still to be fetched', () => {
    const content: OutboundContent = { kind: 'image', source: { mediaId: 'x' } };
    expect(channelProblems(content, { provider: 'meta', transport: 'whatsapp' }, new Map())).to.deep.equal([]);
  });
});

describe('templates', () => {
  it('find their placeholders, numbers in order and names as they stand', () => {
    expect(placeholdersOf('{{2}} {{ 1 }} {{2}} {{10}} {{name}}', 'positional')).to.deep.equal(['1', '2', '10']);
    expect(placeholdersOf('{{b}} {{a}} {{b}}', 'named')).to.deep.equal(['b', 'a']);
  });

  it('put no value into another', () => {
    const definition = { ...sampleTemplates[0]!, body: 'x {{1}} {{2}} y' };
    const body = [{ text: '{{2}}' }, { text: '$&' }];
    const content: TemplateContent = { kind: 'template', name: 'x', language: 'en', body, buttons: [] };
    expect(templateText(definition, content)).to.equal('x {{2}} $& y');
  });

  it('that come with Switchboard pass the reviewers’ rules, and fit what they say they need', () => {
    expect(sampleTemplates.map(({ name }) => name)).to.deep.equal([
      'appointment_reminder',
      'vaccination_reminder',
      'order_ready',
      'ticket_update',
      'ticket_update',
      'sla_warning',
      'sla_warning',
      'sla_breach',
      'sla_breach',
      'order_status',
      'order_status',
      'maintenance_due',
      'maintenance_due',
      'shift_notice',
      'shift_notice',
    ]);
    for (const definition of sampleTemplates) {
      expect(definitionProblems(definition, true), definition.name).to.deep.equal([]);
      const names = placeholdersOf(definition.body, 'positional');
      const body = names.map((name) => ({ text: definition.samples[name]! }));
      const content: TemplateContent = {
        kind: 'template',
        name: definition.name,
        language: 'es_MX',
        body,
        buttons: [],
      };
      expect(templateProblems(definition, content)).to.deep.equal([]);
      expect(templateText(definition, content)).not.to.contain('{{');
    }
  });

  it('take the code of a one-time password button', () => {
    const buttons = [{ type: 'other', name: 'otp', text: 'Copy' }] as const;
    const definition = { ...sampleTemplates[2]!, body: 'Code {{1}}.', buttons: [...buttons] };
    const content: TemplateContent = {
      kind: 'template',
      name: 'x',
      language: 'en',
      body: [{ text: '1234' }],
      buttons: [],
    };
    expect(templateProblems(definition, content).map(({ path }) => path)).to.deep.equal(['template.buttons']);
    const filled: TemplateContent = { ...content, buttons: [{ type: 'url', index: 0, text: '1234' }] };
    expect(templateProblems(definition, filled)).to.deep.equal([]);
  });
});
