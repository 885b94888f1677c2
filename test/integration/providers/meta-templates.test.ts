// Templates at Meta: every part written and read back, pages, edits, and what Meta has that we have no words for.
import { expect } from 'chai';
import type { TemplateDefinition } from '../../../src/domain/template.ts';
import { number } from '../sandbox/receiver.ts';
import { startRig, type Rig } from './rig.ts';

const base: TemplateDefinition = {
  name: 'appointment_reminder',
  language: 'es_MX',
  category: 'utility',
  parameterFormat: 'positional',
  body: 'Hola {{1}}, lo esperamos el {{2}}. {{1}}, gracias.',
  buttons: [],
  samples: { 1: 'Ana', 2: 'lunes' },
};
const full: TemplateDefinition = {
  ...base,
  name: 'everything',
  category: 'marketing',
  header: { type: 'text', text: 'Para {{1}}' },
  footer: 'Gracias',
  buttons: [
    { type: 'quick_reply', text: 'Sí' },
    { type: 'url', text: 'Ver', url: 'https://example.org/{{1}}' },
    { type: 'phone_number', text: 'Llamar', phone: '+525512345678' },
    { type: 'copy_code', text: '' },
  ],
  samples: { 1: 'Ana', 2: 'lunes', header: 'Luz', button1: 'https://example.org/7', button3: 'MAYO10' },
};
const named: TemplateDefinition = {
  ...base,
  name: 'named_parts',
  parameterFormat: 'named',
  header: { type: 'text', text: 'Para {{owner}}' },
  body: '{{pet}} tiene cita el {{day}}.',
  samples: { pet: 'Rex', day: 'lunes', header: 'Ana' },
};
const pictured: TemplateDefinition = {
  ...base,
  name: 'pictured',
  header: { type: 'document' },
  samples: { ...base.samples, header: '4::aW1hZ2U=' },
};

describe('templates at Meta', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig('meta', { templateReviewMs: null });
  });
  afterEach(() => rig.close());

  const submit = async (definition: TemplateDefinition, externalId?: string) =>
    rig.provider.submitTemplate(rig.channel, definition, externalId);
  const list = () => rig.provider.listTemplates(rig.channel);
  const register = (about: object) =>
    rig.sandbox.templates.register(number.wabaId, {
      name: 'theirs',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Hello' }],
      ...about,
    });

  for (const definition of [base, full, named, pictured]) {
    it(`come back with every part and sample: ${definition.name}`, async () => {
      expect(await submit(definition)).to.include({ type: 'submitted', status: 'pending' });
      const [template] = await list();
      expect(template!.definition).to.deep.equal(definition);
    });
  }

  it('are read over all pages', async () => {
    const names = Array.from({ length: 230 }, (_, n) => `page_${n}`);
    for (const name of names) register({ name });
    expect((await list()).map(({ definition }) => definition.name)).to.have.members(names);
  });

  it('tell where they stand, why, and how good they are', async () => {
    const statuses = ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED'] as const;
    for (const status of statuses) register({ name: status.toLowerCase(), status });
    const rejected = rig.sandbox.templates.list().find(({ name }) => name === 'rejected')!;
    await rig.sandbox.templates.setStatus(rejected.id, 'REJECTED', 'TAG_CONTENT_MISMATCH');
    await rig.sandbox.templates.setQuality(rig.sandbox.templates.list()[0]!.id, 'YELLOW');
    const templates = await list();
    expect(templates.map(({ status }) => status)).to.deep.equal(statuses.map((status) => status.toLowerCase()));
    expect(templates.map(({ reason }) => reason)).to.deep.equal([
      undefined,
      undefined,
      'TAG_CONTENT_MISMATCH',
      undefined,
      undefined,
    ]);
    expect(templates[0]!.quality).to.equal('yellow');
  });

  it('are changed by their id and reviewed again', async () => {
    const template = register({ name: 'appointment_reminder', language: 'es_MX', status: 'APPROVED' });
    expect(await submit({ ...base, body: 'Hola {{1}}: {{2}}.' }, template.id)).to.deep.equal({
      type: 'submitted',
      externalId: template.id,
      status: 'pending',
    });
    const [changed, ...others] = await list();
    expect(changed!.definition.body).to.equal('Hola {{1}}: {{2}}.');
    expect(others).to.deep.equal([]);
  });

  it('are refused with Meta’s own explanation', async () => {
    await submit(base);
    const again = await submit(base);
    expect(again).to.containSubset({ type: 'refused', detail: 'Content in this language already exists' });
  });

  it('with a button of a kind that only Meta knows are read, and not submitted', async () => {
    register({
      components: [
        { type: 'BODY', text: 'Book' },
        { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Open', flow_id: '1' }] },
      ],
    });
    const [template] = await list();
    expect(template!.definition.buttons).to.deep.equal([{ type: 'other', name: 'flow', text: 'Open' }]);
    expect(await submit({ ...template!.definition, name: 'copy' })).to.containSubset({
      type: 'refused',
      failure: { kind: 'template' },
    });
    expect(await list()).to.have.length(1);
  });
});

describe('read marks at Meta', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig('meta');
  });
  after(() => rig.close());

  it('name the message, and show typing only when asked to', async () => {
    await rig.provider.markRead(rig.channel, 'wamid.1', false);
    await rig.provider.markRead(rig.channel, 'wamid.2', true);
    expect(rig.sandbox.readMarks.map(({ externalId, typing }) => [externalId, typing])).to.deep.equal([
      ['wamid.1', false],
      ['wamid.2', true],
    ]);
  });
});
