// Templates on their way to the providers and back: the api asks, the worker does it, the sandbox plays the providers.
import { expect } from 'chai';
import { dueTemplates } from '../../../src/jobs/upkeep/due-templates.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import { peopleOf } from '../../support/people.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, type Client } from '../api/client.ts';

describe('templates and the providers', () => {
  let platform: Platform;
  let client: Client;
  let channels: { meta: string; twilio: string };
  before(async () => {
    platform = await startPlatform({ roles: ['worker', 'api'] });
    client = connect({ api: { address: platform.info.grpcAddress! } }, platform.info.apiKey);
    const rows = await platform.database.db.selectFrom('channels').select(['id', 'provider']).execute();
    const idOf = (provider: string) => rows.find((row) => row.provider === provider)!.id;
    channels = { meta: idOf('meta'), twilio: idOf('twilio') };
  });
  after(async () => {
    client.close();
    await platform.close();
  });

  const { wabaId } = demoMeta;
  const played = (name: string) => platform.sandbox.templates.list(wabaId).find((template) => template.name === name);
  const find = async (name: string) => {
    const { templates } = await client.templates.ListTemplates({ namePrefix: name });
    return templates.find(({ definition }) => definition!.name === name);
  };
  const becomes = (name: string, status: string) =>
    until(`${name} is ${status}`, async () => {
      const template = await find(name);
      return template?.status === `TEMPLATE_STATUS_${status}` ? template : undefined;
    });
  const sync = async (channelId: string) => {
    const before = await client.templates.SyncTemplates({ channelId });
    const { seconds = 0, nanos = 0 } = before.lastSyncedAt ?? {};
    await until('the templates were read', async () => {
      const query = platform.database.db
        .selectFrom('channels')
        .select('templates_synced_at')
        .where('id', '=', channelId);
      const { templates_synced_at: at } = await query.executeTakeFirstOrThrow();
      return at !== null && at.getTime() > Number(seconds) * 1_000 + nanos / 1e6;
    });
  };
  const eventsOf = async (templateId: string) => {
    const query = platform.database.db.selectFrom('events').select('data').where('type', '=', 'template_changed');
    const rows = (await query.orderBy('id').execute()).map(
      ({ data }) => data as { templateId: string; status: string },
    );
    return rows.filter((data) => data.templateId === templateId).map(({ status }) => status);
  };

  it('hands a sample to Meta, which approves it, and it can be sent', async () => {
    const channelId = channels.meta;
    await client.templates.LoadSampleTemplates({ channelId, names: ['appointment_reminder'], submit: true });
    const submitted = await until('Meta has it', () => played('appointment_reminder'));
    expect(submitted).to.include({ status: 'PENDING', language: 'es_MX', category: 'UTILITY' });
    const pending = await until('we know its id', async () => {
      const template = await find('appointment_reminder');
      return template?.providerTemplateId === submitted.id && template;
    });
    expect(pending.status).to.equal('TEMPLATE_STATUS_PENDING');

    const components = [
      {
        part: 'PART_BODY' as const,
        parameters: ['Ana', 'Rex', 'lunes', '10:00', 'la clínica'].map((text) => ({ text })),
      },
    ];
    const send = () =>
      client.messaging.SendMessage({
        phone: '+525512345678',
        channelId,
        template: { name: 'appointment_reminder', language: 'es_MX', components },
      });
    expect((await refusal(send())).reason).to.equal('TEMPLATE_NOT_APPROVED');
    submitted.status = 'APPROVED';
    await sync(channelId);
    await becomes('appointment_reminder', 'APPROVED');
    expect((await send()).message!.text).to.match(/^Hola, Ana\. Le recordamos que Rex tiene cita el lunes a las 10:00/);
    expect(await eventsOf(pending.id)).to.deep.equal(['pending', 'pending', 'approved']);
  });

  it('reads what the account has, tells real changes once, and disables what is gone', async () => {
    const channelId = channels.meta;
    const components = [{ type: 'BODY', text: 'Hello {{1}}!', example: { body_text: [['Ana']] } }];
    const given = { name: 'hello', language: 'en', category: 'UTILITY', components } as const;
    const template = platform.sandbox.templates.register(wabaId, { ...given, components: [...components] });
    await sync(channelId);
    const measured = /whatsapp_api_latency_seconds_count\{endpoint="meta\.templates"\} [1-9]/;
    expect(await platform.metrics.registry.metrics()).to.match(measured);
    const { id } = (await find('hello'))!;
    const changes = (await eventsOf(id)).length;
    await sync(channelId);
    expect(await eventsOf(id)).to.have.length(changes);
    template.status = 'PAUSED';
    await sync(channelId);
    await sync(channelId);
    expect((await eventsOf(id)).slice(changes)).to.deep.equal(['paused']);
    platform.sandbox.templates.delete(template.id);
    await sync(channelId);
    expect(await find('hello')).to.include({ id, status: 'TEMPLATE_STATUS_DISABLED' });
    expect((await eventsOf(id)).slice(changes)).to.deep.equal(['paused', 'disabled']);
  });

  it('leaves drafts alone when it reads', async () => {
    const { channelId } = { channelId: channels.meta };
    await client.templates.LoadSampleTemplates({ channelId, names: ['order_ready'] });
    await sync(channelId);
    expect((await find('order_ready'))!.status).to.equal('TEMPLATE_STATUS_DRAFT');
  });

  it('says why the provider refused one', async () => {
    const components = [{ type: 'BODY', text: 'Already there.' }];
    platform.sandbox.templates.register(wabaId, { name: 'twice', language: 'en', category: 'UTILITY', components });
    const category = 'TEMPLATE_CATEGORY_UTILITY' as const;
    const definition = { name: 'twice', language: 'en', category, body: 'Another.' };
    await client.templates.UpsertTemplate({ channelId: channels.meta, definition, submit: true });
    const { id } = (await find('twice'))!;
    await until('it was refused', async () => (await eventsOf(id)).includes('rejected'));
    // What Meta has under that name is read at once.
    const now = await becomes('twice', 'APPROVED');
    expect(now.definition!.body).to.equal('Already there.');
  });

  it('hands one to Twilio', async () => {
    const channelId = channels.twilio;
    await client.templates.LoadSampleTemplates({ channelId, names: ['vaccination_reminder'], submit: true });
    const template = await until('Twilio has it', async () => {
      const found = await find('vaccination_reminder');
      return found?.providerTemplateId ? found : undefined;
    });
    expect(template.providerTemplateId).to.match(/^HX/);
    await sync(channelId);
    expect((await find('vaccination_reminder'))!.status).to.be.oneOf([
      'TEMPLATE_STATUS_PENDING',
      'TEMPLATE_STATUS_APPROVED',
    ]);
  });

  describe('upkeep', () => {
    const run = async (now: Date) => {
      const jobs: object[] = [];
      const context = {
        clock: { now: () => now },
        queue: {
          enqueue: async (_trx: unknown, next: readonly { data: object }[]) =>
            void jobs.push(...next.map(({ data }) => data)),
        },
      } as unknown as JobContext;
      await platform.database.db.transaction().execute((trx) => dueTemplates.run(context, trx));
      return jobs;
    };

    it('has every account read once a day, and takes up what was left', async () => {
      const { db } = platform.database;
      await peopleOf(platform).quiet();
      const now = new Date();
      expect(await run(now)).to.deep.equal([]);
      const tomorrow = new Date(now.getTime() + 25 * 3_600_000);
      const due = await run(tomorrow);
      expect(due).to.have.deep.members([
        { action: 'sync', channelId: channels.meta },
        { action: 'sync', channelId: channels.twilio },
      ]);
      const { id } = (await find('order_ready'))!;
      await db.updateTable('templates').set({ submit_at: now }).where('id', '=', id).execute();
      expect(await run(tomorrow)).to.deep.equal([{ action: 'submit', templateId: id }]);
    });
  });
});
