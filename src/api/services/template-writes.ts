// TemplateService: writing templates, as drafts or to be handed to the provider.
import { isDeepStrictEqual } from 'node:util';
import { definitionProblems } from '../../domain/definition-rules.ts';
import { newId } from '../../domain/ids.ts';
import { sampleTemplates } from '../../domain/sample-templates.ts';
import type { TemplateDefinition } from '../../domain/template.ts';
import type { Trx } from '../../platform/db.ts';
import { recordEvents } from '../../store/events.ts';
import {
  deleteTemplate as deleteStored,
  insertTemplate,
  lockTemplate,
  updateTemplate,
  type LockedTemplate,
  type TemplateChannel,
} from '../../store/template-drafts.ts';
import { findTemplate } from '../../store/template-list.ts';
import type { StoredTemplate } from '../../store/templates.ts';
import { inTenant, type ApiContext, type Caller, type UnaryMethod } from '../call.ts';
import { notFound, Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { DeleteTemplateRequest__Output as DeleteRequest } from '../gen/switchboard/v1/DeleteTemplateRequest.ts';
import type { DeleteTemplateResponse } from '../gen/switchboard/v1/DeleteTemplateResponse.ts';
import type { LoadSampleTemplatesRequest__Output as LoadRequest } from '../gen/switchboard/v1/LoadSampleTemplatesRequest.ts';
import type { LoadSampleTemplatesResponse } from '../gen/switchboard/v1/LoadSampleTemplatesResponse.ts';
import type { UpsertTemplateRequest__Output as UpsertRequest } from '../gen/switchboard/v1/UpsertTemplateRequest.ts';
import type { UpsertTemplateResponse } from '../gen/switchboard/v1/UpsertTemplateResponse.ts';
import { readDefinition, toTemplate } from '../template-resources.ts';
import { getOwnChannel } from './templates.ts';

export const upsertTemplate: UnaryMethod<UpsertRequest, UpsertTemplateResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const channelId = fields.id('channel_id', request.channelId);
  const definition = readDefinition(fields, request.definition);
  if (definition) fields.all(definitionProblems(definition, request.submit));
  fields.done();
  const template = await inTenant(api, caller, async (trx) => {
    const channel = await getOwnChannel(trx, caller, channelId);
    return write(api, trx, caller, channel, { definition: definition!, submit: request.submit });
  });
  return { template: toTemplate(template) };
};

interface Wanted {
  definition: TemplateDefinition;
  submit: boolean;
}

/** Stands as wanted afterwards, or as it stood when that is as wanted already. Throws a Refusal. */
async function write(
  api: ApiContext,
  trx: Trx,
  { tenantId }: Caller,
  { provider, account }: TemplateChannel,
  { definition, submit }: Wanted,
): Promise<StoredTemplate> {
  const { name, language } = definition;
  const existing = await lockTemplate(trx, tenantId, { provider, account, name, language });
  if (existing && isAsWanted(existing, { definition, submit })) return existing;
  if (existing && !submit && !isDraft(existing)) throw submitted(existing.id);
  const draft = submit
    ? { definition, status: 'pending' as const, submitAt: api.clock.now() }
    : { definition, status: 'draft' as const, submitAt: null };
  const id = existing?.id ?? newId();
  if (existing) await updateTemplate(trx, id, draft);
  else await insertTemplate(trx, id, { tenantId, provider, account, name, language }, draft);
  if (submit) await api.queue.enqueue(trx, [{ queue: 'templates', data: { action: 'submit', templateId: id } }]);
  const { status } = draft;
  const data = { templateId: id, name, language, status, category: definition.category };
  await recordEvents(trx, [{ tenantId, type: 'template_changed', data }]);
  return (await findTemplate(trx, id))!;
}

function isAsWanted(existing: LockedTemplate, { definition, submit }: Wanted): boolean {
  if (!isDeepStrictEqual(plain(existing.definition), plain(definition))) return false;
  return !submit || existing.submitting || !['draft', 'rejected', 'disabled'].includes(existing.status);
}

/** As the database gives it back: without what is undefined. */
function plain(definition: TemplateDefinition): unknown {
  return JSON.parse(JSON.stringify(definition));
}

function isDraft({ status, externalId, submitting }: LockedTemplate): boolean {
  return status === 'draft' && externalId === null && !submitting;
}

function submitted(id: string): Refusal {
  const text = 'The template was handed to the provider already.';
  return new Refusal('precondition', 'TEMPLATE_SUBMITTED', text, { precondition: { subject: id } });
}

export const deleteTemplate: UnaryMethod<DeleteRequest, DeleteTemplateResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('template_id', request.templateId);
  fields.done();
  await inTenant(api, caller, async (trx) => {
    const template = await lockTemplate(trx, caller.tenantId, { id });
    if (!template) throw notFound('template', id);
    if (!isDraft(template)) throw submitted(id);
    await deleteStored(trx, id);
  });
  return {};
};

export const loadSampleTemplates: UnaryMethod<LoadRequest, LoadSampleTemplatesResponse> = async (
  api,
  caller,
  request,
) => {
  const fields = new Fields();
  const channelId = fields.id('channel_id', request.channelId);
  const names = request.names.length > 0 ? [...new Set(request.names)] : sampleTemplates.map(({ name }) => name);
  for (const [index, name] of request.names.entries()) {
    if (!sampleTemplates.some((sample) => sample.name === name)) fields.wrong(`names[${index}]`, noSample());
  }
  fields.done();
  const samples = sampleTemplates.filter(({ name }) => names.includes(name));
  const templates = await inTenant(api, caller, async (trx) => {
    const channel = await getOwnChannel(trx, caller, channelId);
    const loaded: StoredTemplate[] = [];
    for (const definition of samples) loaded.push(await load(api, trx, caller, channel, definition, request.submit));
    return loaded;
  });
  return { templates: templates.map(toTemplate) };
};

function noSample(): string {
  return `is none of ${[...new Set(sampleTemplates.map(({ name }) => name))].join(', ')}`;
}

/** One that is there stays as it is; a draft of ours is handed in when that is wanted. */
async function load(
  api: ApiContext,
  trx: Trx,
  caller: Caller,
  channel: TemplateChannel,
  sample: TemplateDefinition,
  submit: boolean,
): Promise<StoredTemplate> {
  const { name, language } = sample;
  const { provider, account } = channel;
  const existing = await lockTemplate(trx, caller.tenantId, { provider, account, name, language });
  if (existing && !(submit && isDraft(existing))) return existing;
  return write(api, trx, caller, channel, { definition: existing?.definition ?? sample, submit });
}
