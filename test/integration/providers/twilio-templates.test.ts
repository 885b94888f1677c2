// Templates at Twilio: handed in as Content objects, read back, and sent with their variables.
import { expect } from 'chai';
import type { TemplateContent } from '../../../src/domain/message.ts';
import type { ProviderTemplate, TemplateDefinition } from '../../../src/domain/template.ts';
import { HttpFailure } from '../../../src/platform/http.ts';
import { ProviderRefusal, type ChannelAccess } from '../../../src/providers/provider.ts';
import { message, startRig, type Rig } from './rig.ts';

const host = 'https://files.example';
const defined = (name: string, about: Partial<TemplateDefinition> = {}): TemplateDefinition => ({
  name,
  language: 'es_MX',
  category: 'utility',
  parameterFormat: 'positional',
  body: 'Hola {{1}}, su pedido {{2}} está listo.',
  buttons: [],
  samples: { 1: 'Ana', 2: '17' },
  ...about,
});

const url = { type: 'url', text: 'Ver', url: 'https://example.org/{{1}}' } as const;
const definitions: TemplateDefinition[] = [
  defined('plain'),
  defined('replies', { buttons: [{ type: 'quick_reply', text: 'Sí' }] }),
  defined('links', {
    buttons: [url, { type: 'phone_number', text: 'Llamar', phone: '+525512345678' }],
    samples: { 1: 'Ana', 2: '17', button0: 'https://example.org/orders/17' },
  }),
  defined('everything', {
    category: 'marketing',
    header: { type: 'text', text: 'Para {{1}}' },
    footer: 'Gracias',
    buttons: [{ type: 'quick_reply', text: 'Sí' }, url, { type: 'copy_code', text: 'Copiar' }],
    samples: { 1: 'Ana', 2: '17', header: 'Ana', button1: 'orders/17', button2: 'AHORRA' },
  }),
  defined('pictured', { header: { type: 'image' }, samples: { 1: 'Ana', 2: '17', header: `${host}/samples/a.jpg` } }),
  defined('named', { parameterFormat: 'named', body: 'Hola {{who}}, todo listo.', samples: { who: 'Ana' } }),
];

describe('templates at Twilio', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig('twilio');
  });
  afterEach(() => rig.close());

  const submit = async (definition: TemplateDefinition, externalId?: string) => {
    const submitted = await rig.provider.submitTemplate(rig.channel, definition, externalId);
    if (submitted.type !== 'submitted') throw new Error(JSON.stringify(submitted));
    return submitted;
  };
  const list = () => rig.provider.listTemplates(rig.channel);
  const read = async (name: string): Promise<ProviderTemplate> =>
    (await list()).find(({ definition }) => definition.name === name)!;

  it('come back as they were handed in, waiting for approval', async () => {
    for (const definition of definitions) {
      const { externalId, status } = await submit(definition);
      const back = await read(definition.name);
      expect(back, definition.name).to.include({ externalId, status });
      const { name, language, category, parameterFormat, body, buttons } = definition;
      expect(back.definition, name).to.include({ name, language, category, parameterFormat, body });
      expect(back.definition.footer, name).to.equal(definition.footer);
      expect(back.definition.buttons.map(({ type, text }) => [type, text])).to.deep.equal(
        buttons.map(({ type, text }) => [type, text]),
      );
      expect(back.definition.header?.type, name).to.equal(definition.header?.type);
    }
    expect(await list()).to.have.length(definitions.length);
  });

  it('are read page by page, without the objects made for choices', async () => {
    for (let n = 0; n < 3; n++) await submit(defined(`page_${n}`));
    const action = { type: 'buttons' as const, buttons: [{ id: 'y', title: 'Yes' }] };
    await rig.provider.send(rig.channel, message({ content: { kind: 'interactive', body: 'Is it?', action } }));
    expect((await list()).map(({ definition }) => definition.name).toSorted()).to.deep.equal([
      'page_0',
      'page_1',
      'page_2',
    ]);
  });

  it('carry samples for all their variables, each under one name', async () => {
    await submit(definitions[3]!);
    const { definition } = await read('everything');
    expect(definition.samples).to.deep.equal({ 1: 'Ana', 2: '17', 3: 'Ana', 4: 'orders/17', 5: 'AHORRA' });
    expect(definition.header).to.deep.equal({ type: 'text', text: 'Para {{3}}' });
    expect(definition.buttons[1]).to.include({ url: 'https://example.org/{{4}}' });
    expect(definition.buttons[2]).to.include({ code: '{{5}}' });
    await submit(definitions[2]!);
    expect((await read('links')).definition.samples).to.deep.equal({ 1: 'Ana', 2: '17', 3: 'orders/17' });
  });

  it('that are edited are another object of the same name', async () => {
    const first = await submit(defined('plain'));
    const second = await submit(defined('plain', { body: 'Hola {{1}}: {{2}}. Hasta pronto.' }), first.externalId);
    expect(second.externalId).not.to.equal(first.externalId);
    expect((await list()).filter(({ definition }) => definition.name === 'plain')).to.have.length(1);
  });

  const said = (about: Partial<TemplateContent> = {}): TemplateContent => ({
    kind: 'template',
    name: 'x',
    language: 'es_MX',
    body: [{ text: 'Luz' }, { text: '99' }],
    buttons: [],
    ...about,
  });
  const sendAs = async (template: ProviderTemplate, content: TemplateContent, about = {}) => {
    rig.sandbox.accepted.clear();
    const outcome = await rig.provider.send(rig.channel, message({ content, template, ...about }));
    const payload = rig.sandbox.accepted.list()[0]?.payload as { [name: string]: string } | undefined;
    return { outcome, form: payload ?? {}, variables: JSON.parse(payload?.['ContentVariables'] ?? '{}') as object };
  };

  it('go out by their object and its variables alone', async () => {
    await submit(definitions[3]!);
    const template = await read('everything');
    const content = said({
      header: { type: 'text', value: { text: 'Luz' } },
      buttons: [
        { type: 'url', index: 1, text: 'orders/99' },
        { type: 'copy_code', index: 2, code: 'CINCO' },
      ],
    });
    const { outcome, form, variables } = await sendAs(template, content);
    expect(outcome).to.include({ type: 'accepted' });
    expect(form).to.include({ ContentSid: template.externalId });
    expect(form).not.to.have.any.keys('Body', 'MediaUrl');
    expect(variables).to.deep.equal({ 1: 'Luz', 2: '99', 3: 'Luz', 4: 'orders/99', 5: 'CINCO' });
  });

  it('take a file that lies where the template says, and are refused for another', async () => {
    await submit(definitions[4]!);
    const template = await read('pictured');
    const content = said({ header: { type: 'image', source: { mediaId: 'm' } } });
    const files = (address: string) => ({ files: new Map([['m', { url: address }]]) });
    const { variables } = await sendAs(template, content, files(`${host}/m.jpg?signature=x`));
    expect(variables).to.deep.equal({ 1: 'Luz', 2: '99', 3: 'm.jpg?signature=x' });
    const { outcome } = await sendAs(template, content, files('https://elsewhere.example/m.jpg'));
    expect(outcome).to.containSubset({ type: 'rejected', failure: { kind: 'template', code: 'template_parameters' } });
  });

  it('are refused with the reason when a value is missing, and when their object is gone', async () => {
    const { externalId } = await submit(definitions[0]!);
    const template = await read('plain');
    const { outcome } = await sendAs(template, said({ body: [{ text: 'Luz' }] }));
    expect(outcome).to.containSubset({ type: 'rejected', failure: { kind: 'template' } });
    const gone = { ...template, externalId: externalId.replace(/.$/, (end) => (end === '0' ? '1' : '0')) };
    expect((await sendAs(gone, said())).outcome).to.containSubset({ type: 'rejected', failure: { kind: 'template' } });
  });

  it('that Twilio cannot carry are refused before anything is made, with what is wrong', async () => {
    const unsayable = [
      defined('location', { header: { type: 'location' } }),
      defined('flow', { buttons: [{ type: 'other', name: 'flow', text: 'Abrir' }] }),
      defined('no_sample', { header: { type: 'video' } }),
    ];
    for (const definition of unsayable) {
      const refused = await rig.provider.submitTemplate(rig.channel, definition, undefined);
      expect(refused, definition.name).to.containSubset({ type: 'refused', failure: { kind: 'template' } });
      expect(refused).to.have.property('detail');
    }
    expect(await list()).to.deep.equal([]);
  });

  it('say so when Twilio refuses, is in trouble or is away', async () => {
    const refused = { ...rig.channel, secrets: { authToken: ['wrong'] } };
    const away = { ...rig.channel, apiUrl: 'http://127.0.0.1:1' };
    expect(await rig.provider.submitTemplate(refused, definitions[0]!, undefined)).to.containSubset({
      type: 'refused',
      failure: { kind: 'auth' },
    });
    expect(await rig.provider.submitTemplate(away, definitions[0]!, undefined)).to.include({ type: 'retry' });
    const failureOf = (channel: ChannelAccess) => rig.provider.listTemplates(channel).catch((error: unknown) => error);
    expect(await failureOf(refused))
      .to.be.instanceOf(ProviderRefusal)
      .and.to.containSubset({ failure: { kind: 'auth' } });
    expect(await failureOf(away)).to.be.instanceOf(HttpFailure);
  });
});
