// The templates that the demo's accounts have: those that come with Switchboard, approved already, so that a reminder can be
// sent at once. The sandbox forgets everything when it stops, so it is told at every start.
import { sampleTemplates } from './domain/sample-templates.ts';
import type { TemplateDefinition } from './domain/template.ts';
import type { Runtime } from './runtime.ts';
import { demoMeta, demoTwilio } from './sandbox/demo.ts';
import type { GivenTemplate, Sandbox } from './sandbox/index.ts';

type Parts = Pick<Runtime, 'channels' | 'database' | 'queue'> & { sandbox: Sandbox };

/** Resolves before they are known here: a worker reads them from the providers, as those of any account. */
export async function approveDemoTemplates({ channels, database, queue, sandbox }: Parts): Promise<void> {
  for (const sample of sampleTemplates) {
    sandbox.templates.register(demoMeta.wabaId, toMeta(sample));
    sandbox.contents.register(demoTwilio.accountSid, toTwilio(sample), {});
  }
  const ofAccounts = [
    channels.enabledOf('meta').find(({ account }) => account === demoMeta.wabaId),
    channels.enabledOf('twilio').find(({ account }) => account === demoTwilio.accountSid),
  ];
  const jobs = ofAccounts.flatMap((channel) =>
    channel ? [{ queue: 'templates', data: { action: 'sync', channelId: channel.id } } as const] : [],
  );
  await database.db.transaction().execute((trx) => queue.enqueue(trx, jobs));
}

function toMeta({ name, language, body, buttons, samples }: TemplateDefinition): GivenTemplate {
  const components = [
    { type: 'BODY', text: body, example: { body_text: [Object.values(samples)] } },
    ...(buttons.length > 0
      ? [{ type: 'BUTTONS', buttons: buttons.map(({ text }) => ({ type: 'QUICK_REPLY', text })) }]
      : []),
  ];
  return { name, language, category: 'UTILITY', components };
}

function toTwilio({ name, language, body, buttons, samples }: TemplateDefinition) {
  const actions = buttons.map(({ text: title }) => ({ type: 'QUICK_REPLY', title, id: title }));
  const types = actions.length > 0 ? { 'twilio/quick-reply': { body, actions } } : { 'twilio/text': { body } };
  return { friendlyName: name, language, variables: samples, types };
}
