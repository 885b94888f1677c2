// TemplateService: drafts and lists. Handing in and reading are tested with the providers in test/integration/jobs.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTemplate, addTenant, startHarness, type Harness, type Tenant } from './harness.ts';

describe('TemplateService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  beforeEach(async () => {
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  const definition = (more: object = {}) => ({
    name: 'greeting',
    language: 'en',
    category: 'TEMPLATE_CATEGORY_UTILITY' as const,
    body: 'Hello {{1}}, welcome.',
    samples: { 1: 'Ana' },
    ...more,
  });
  const upsert = async (more: object = {}, submit = false) =>
    (await client.templates.UpsertTemplate({ channelId: tenant.channelId, definition: definition(more), submit }))
      .template!;
  const jobsOf = (templateId: string) => harness.database.queue.boss.findJobs('templates', { data: { templateId } });

  it('keeps a draft, changes it, gives it, and forgets it', async () => {
    const made = await upsert({ footer: 'Bye', buttons: [{ text: 'Yes', quickReply: {} }] });
    expect(made).to.include({ status: 'TEMPLATE_STATUS_DRAFT', provider: 'meta', providerTemplateId: '' });
    expect(made.definition).to.deep.include({ footer: 'Bye', samples: { 1: 'Ana' } });
    expect(made.definition!.buttons[0]).to.include({ text: 'Yes', action: 'quickReply' });
    const changed = await upsert({ body: 'Good day {{1}}!' });
    expect(changed.id).to.equal(made.id);
    const { template } = await client.templates.GetTemplate({ templateId: made.id });
    expect(template!.definition!.body).to.equal('Good day {{1}}!');
    expect(await jobsOf(made.id)).to.have.length(0);
    await client.templates.DeleteTemplate({ templateId: made.id });
    expect((await refusal(client.templates.GetTemplate({ templateId: made.id }))).reason).to.equal(
      'TEMPLATE_NOT_FOUND',
    );
  });

  it('hands one in once, however often it is asked', async () => {
    const made = await upsert({}, true);
    expect(made.status).to.equal('TEMPLATE_STATUS_PENDING');
    await upsert({}, true);
    await upsert();
    expect(await jobsOf(made.id)).to.have.length(1);
  });

  it('makes one draft for calls at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => upsert()));
    expect(new Set(made.map(({ id }) => id))).to.have.length(1);
  });

  it('changes and forgets nothing that the provider has, but by handing it in', async () => {
    const templateId = await addTemplate(harness, tenant, { name: 'greeting', body: 'Old.' }, { external_id: '7' });
    const edit = refusal(upsert());
    expect(await edit).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TEMPLATE_SUBMITTED' });
    const forget = refusal(client.templates.DeleteTemplate({ templateId }));
    expect(await forget).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TEMPLATE_SUBMITTED' });
    expect(await upsert({}, true)).to.include({ id: templateId, status: 'TEMPLATE_STATUS_PENDING' });
    expect(await jobsOf(templateId)).to.have.length(1);
  });

  it('names everything that reviewers would refuse', async () => {
    for (const [more, field, hint] of [
      [{ name: 'No Name' }, 'definition.name', 'lower-case'],
      [{ language: 'english please' }, 'definition.language', 'es_MX'],
      [{ category: 'TEMPLATE_CATEGORY_UNSPECIFIED' }, 'definition.category', 'UTILITY'],
      [{ parameterFormat: 9 }, 'definition.parameter_format', 'NAMED'],
      [{ body: '', samples: {} }, 'definition.body', 'required'],
      [{ body: 'x'.repeat(1_025), samples: {} }, 'definition.body', '1024'],
      [{ body: 'Hello {{1}}' }, 'definition.body', 'begin or end'],
      [{ body: 'Hello {{2}}!', samples: { 2: 'x' } }, 'definition.body', 'without a gap'],
      [{ body: 'Hello {{name}}!', samples: {} }, 'definition.body', 'not of the form {{1}}'],
      [{ header: { format: 'FORMAT_TEXT', text: 'x'.repeat(61) } }, 'definition.header.text', '60'],
      [{ header: { format: 'FORMAT_IMAGE', text: 'x' } }, 'definition.header.text', 'empty'],
      [{ footer: 'x'.repeat(61) }, 'definition.footer', '60'],
      [{ buttons: [{ text: 'Go' }] }, 'definition.buttons[0].action', 'quick_reply'],
      [{ buttons: [{ text: 'x'.repeat(26), quickReply: {} }] }, 'definition.buttons[0].text', '25'],
      [
        { samples: { 1: 'x', button0: 'y' }, buttons: [{ text: 'Go', url: { url: 'https://example.org/{{1}}/x' } }] },
        'definition.buttons[0].url.url',
        'at the end',
      ],
      [
        {
          buttons: [
            { text: 'A', quickReply: {} },
            { text: 'B', url: { url: 'https://example.org' } },
            { text: 'C', quickReply: {} },
          ],
        },
        'definition.buttons',
        'next to each other',
      ],
      [{ samples: {} }, 'definition.samples', 'lacks 1'],
      [{ samples: { 1: 'x', 9: 'y' } }, 'definition.samples', '"9"'],
    ] as const) {
      const error = await refusal(upsert(more, true));
      expect(error, hint).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
      expect(error.message).to.contain(hint);
    }
    expect((await upsert({ samples: {} })).status).to.equal('TEMPLATE_STATUS_DRAFT');
  });

  it('lists the newest first, by status, name and channel, page by page', async () => {
    const names = ['order_a', 'order_b', 'order_c', 'visit'];
    const ids: string[] = [];
    for (const name of names)
      ids.unshift(await addTemplate(harness, tenant, { name }, name === 'visit' ? { status: 'paused' } : {}));
    const channelId = await addChannel(harness, tenant.id);
    const list = async (query: object) => (await client.templates.ListTemplates(query)).templates.map(({ id }) => id);
    expect(await list({})).to.deep.equal(ids);
    expect(await list({ channelId: tenant.channelId, namePrefix: 'order_' })).to.deep.equal(ids.slice(1));
    expect(await list({ statuses: ['TEMPLATE_STATUS_PAUSED'] })).to.deep.equal(ids.slice(0, 1));
    expect(await list({ channelId })).to.deep.equal([]);
    const first = await client.templates.ListTemplates({ pageSize: 3 });
    const second = await client.templates.ListTemplates({ pageSize: 3, pageToken: first.nextPageToken });
    expect([...first.templates, ...second.templates].map(({ id }) => id)).to.deep.equal(ids);
    expect(second.nextPageToken).to.equal('');
  });

  it('loads the samples once, and leaves alone what is there', async () => {
    await addTemplate(harness, tenant, { name: 'order_ready', language: 'es_MX', body: 'Ours.' });
    const { channelId } = tenant;
    const { templates } = await client.templates.LoadSampleTemplates({ channelId });
    expect(templates.map(({ definition: each }) => `${each!.name} ${each!.language}`)).to.deep.equal([
      'appointment_reminder es_MX',
      'vaccination_reminder es_MX',
      'order_ready es_MX',
      'ticket_update es_MX',
      'ticket_update en',
      'sla_warning es_MX',
      'sla_warning en',
      'sla_breach es_MX',
      'sla_breach en',
      'order_status es_MX',
      'order_status en',
      'maintenance_due es_MX',
      'maintenance_due en',
      'shift_notice es_MX',
      'shift_notice en',
    ]);
    expect(templates[2]!.definition!.body).to.equal('Ours.');
    const again = await client.templates.LoadSampleTemplates({
      channelId,
      names: ['appointment_reminder'],
      submit: true,
    });
    expect(again.templates.map(({ id, status }) => [id, status])).to.deep.equal([
      [templates[0]!.id, 'TEMPLATE_STATUS_PENDING'],
    ]);
    const error = await refusal(client.templates.LoadSampleTemplates({ channelId, names: ['nothing'] }));
    expect(error.fields).to.deep.equal(['names[0]']);
  });

  it('writes nothing for a channel of another tenant that is shared, nor for one that sends SMS', async () => {
    const owner = await addTenant(harness, { shared: true });
    const channelId = owner.channelId;
    await addPerson(harness, tenant, { channelId });
    const sms = await addChannel(harness, tenant.id, { provider: 'twilio', transport: 'sms' });
    for (const [id, reason] of [
      [channelId, 'CHANNEL_NOT_FOUND'],
      [sms, 'CHANNEL_WITHOUT_TEMPLATES'],
    ] as const) {
      expect(
        (await refusal(client.templates.UpsertTemplate({ channelId: id, definition: definition() }))).reason,
      ).to.equal(reason);
      expect((await refusal(client.templates.SyncTemplates({ channelId: id }))).reason).to.equal(reason);
      expect((await refusal(client.templates.LoadSampleTemplates({ channelId: id }))).reason).to.equal(reason);
    }
  });
});
