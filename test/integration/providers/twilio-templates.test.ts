// Templates at Twilio: handed in as Content objects, read back, and sent with their variables.
import { expect } from 'chai';
import type { TemplateContent } from '../../../src/domain/message.ts';
import type { ProviderTemplate, TemplateDefinition } from '../../../src/domain/template.ts';
import { HttpFailure } from '../../../src/platform/http.ts';
import { ProviderRefusal, type ChannelAccess } from '../../../src/providers/provider.ts';
import type { GivenContent } from '../../../src/sandbox/index.ts';
import { account } from '../sandbox/receiver.ts';
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

const registered = (friendlyName: string, types: GivenContent['types'] = { 'twilio/text': { body: 'Hola' } }) => {
  return { friendlyName, language: 'es_MX', variables: {}, types };
};

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
  let now: number;
  beforeEach(async () => {
    now = Date.now();
    rig = await startRig('twilio', { now: () => now });
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

  it('are read page by page', async () => {
    const { contents } = rig.sandbox;
    for (let n = 0; n < 1_001; n++) contents.register(account.accountSid, registered(`page_${n}`), {});
    const names = (await list()).map(({ definition }) => definition.name);
    expect(new Set(names).size).to.equal(1_001);
  });

  it('are those of the account, without the objects made for choices', async () => {
    const action = { type: 'buttons' as const, buttons: [{ id: 'y', title: 'Yes' }] };
    await rig.provider.send(rig.channel, message({ content: { kind: 'interactive', body: 'Is it?', action } }));
    rig.sandbox.contents.register(`AC${'f'.repeat(32)}`, registered('of_another_account'), {});
    rig.sandbox.contents.register(account.accountSid, registered('ours'));
    expect((await list()).map(({ definition, status }) => [definition.name, status])).to.deep.equal([
      ['ours', 'draft'],
    ]);
  });

  it('have the status, the category and the reason that WhatsApp gave', async () => {
    const { contents } = rig.sandbox;
    const { sid } = contents.register(account.accountSid, registered('judged'), { category: 'MARKETING' });
    expect(await read('judged')).to.containSubset({ status: 'approved', definition: { category: 'marketing' } });
    contents.setApproval(sid, 'rejected', 'Too many variables.');
    expect(await read('judged')).to.include({ status: 'rejected', reason: 'Too many variables.' });
    for (const status of ['paused', 'disabled', 'pending'] as const) {
      contents.setApproval(sid, status);
      expect(await read('judged')).to.include({ status });
    }
  });

  it('are understood whichever type they have, and the richest type of several speaks', async () => {
    const { contents } = rig.sandbox;
    const body = 'Hola {{1}}';
    const actions = [
      { type: 'URL', title: 'Ver', url: 'https://example.org/{{2}}' },
      { type: 'VOICE_CALL', title: 'Llamar' },
    ];
    const types = {
      'twilio/text': { body },
      'twilio/card': { title: body, subtitle: 'Gracias', media: [`${host}/{{3}}.mp4`], actions },
    };
    contents.register(account.accountSid, registered('card', types), {});
    expect((await read('card')).definition).to.containSubset({
      body,
      footer: 'Gracias',
      header: { type: 'video', url: `${host}/{{3}}.mp4` },
      buttons: [
        { type: 'url', text: 'Ver', url: 'https://example.org/{{2}}' },
        { type: 'other', name: 'voice_call', text: 'Llamar' },
      ],
    });
    const code = { 'whatsapp/authentication': { actions: [{ type: 'COPY_CODE', copy_code_text: 'Copiar' }] } };
    contents.register(account.accountSid, registered('code', code), {});
    expect((await read('code')).definition).to.containSubset({
      category: 'authentication',
      body: '{{1}}',
      buttons: [{ type: 'other', name: 'otp', text: 'Copiar' }],
    });
    contents.register(account.accountSid, registered('unknown', { 'whatsapp/future': { body } }), {});
    expect((await read('unknown')).definition).to.containSubset({
      body,
      buttons: [{ type: 'other', name: 'unknown' }],
    });
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

  it('that are edited are another object, which speaks once it is approved', async () => {
    now -= 60_000;
    const first = await submit(defined('plain'));
    rig.sandbox.contents.setApproval(first.externalId, 'approved');
    now += 60_000;
    const second = await submit(defined('plain', { body: 'Hola {{1}}: {{2}}. Hasta pronto.' }), first.externalId);
    expect(second.externalId).not.to.equal(first.externalId);
    expect(await list()).to.have.length(1);
    expect(await read('plain')).to.include({ externalId: first.externalId, status: 'approved' });
    rig.sandbox.contents.setApproval(second.externalId, 'rejected', 'No.');
    expect(await read('plain')).to.include({ externalId: first.externalId, status: 'approved' });
    rig.sandbox.contents.setApproval(second.externalId, 'approved');
    expect(await read('plain')).to.include({ externalId: second.externalId, status: 'approved' });
  });

  it('leave nothing behind when their approval cannot be asked for', async () => {
    const refused = await rig.provider.submitTemplate(rig.channel, defined('Not a name'), undefined);
    expect(refused).to.containSubset({ type: 'refused', failure: { kind: 'permanent', code: '20001' } });
    expect(rig.sandbox.contents.list()).to.deep.equal([]);
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
