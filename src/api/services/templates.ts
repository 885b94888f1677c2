// TemplateService: looking at templates, and having them read from the provider.
import type { TemplateStatus } from '../../domain/template.ts';
import type { Trx } from '../../platform/db.ts';
import { findTemplateChannel, type TemplateChannel } from '../../store/template-drafts.ts';
import { findTemplate, listTemplates as listStored } from '../../store/template-list.ts';
import { inTenant, type Caller, type UnaryMethod } from '../call.ts';
import { notFound, Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { GetTemplateRequest__Output as GetRequest } from '../gen/switchboard/v1/GetTemplateRequest.ts';
import type { GetTemplateResponse } from '../gen/switchboard/v1/GetTemplateResponse.ts';
import type { ListTemplatesRequest__Output as ListRequest } from '../gen/switchboard/v1/ListTemplatesRequest.ts';
import type { ListTemplatesResponse } from '../gen/switchboard/v1/ListTemplatesResponse.ts';
import type { SyncTemplatesRequest__Output as SyncRequest } from '../gen/switchboard/v1/SyncTemplatesRequest.ts';
import type { SyncTemplatesResponse } from '../gen/switchboard/v1/SyncTemplatesResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { findNamed } from '../resources.ts';
import { templateStatuses, toTemplate } from '../template-resources.ts';
import { toTimestamp } from '../well-known-types.ts';

export const listTemplates: UnaryMethod<ListRequest, ListTemplatesResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListTemplates', asked];
  const fields = new Fields();
  const channelId = fields.optionalId('channel_id', request.channelId);
  const statuses = readStatuses(fields, request.statuses);
  const namePrefix = fields.text('name_prefix', request.namePrefix, { max: 512 });
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, token)?.[0];
  fields.done();
  const found = await inTenant(api, caller, async (trx) => {
    const account = channelId === undefined ? undefined : await getChannel(trx, channelId);
    return listStored(trx, { account, statuses, namePrefix, beforeId, limit: limit + 1 });
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { templates: page.map(toTemplate), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};

function readStatuses(fields: Fields, statuses: ListRequest['statuses']): TemplateStatus[] {
  return statuses.flatMap((status, index) => {
    const known = findNamed(templateStatuses, status);
    if (!known) fields.wrong(`statuses[${index}]`, 'is not a template status');
    return known ?? [];
  });
}

async function getChannel(trx: Trx, id: string): Promise<TemplateChannel> {
  const channel = await findTemplateChannel(trx, id);
  if (!channel) throw notFound('channel', id);
  return channel;
}

/** One whose templates the caller may write. Throws a Refusal. */
export async function getOwnChannel(
  trx: Trx,
  { tenantId }: Pick<Caller, 'tenantId'>,
  id: string,
): Promise<TemplateChannel> {
  const channel = await getChannel(trx, id);
  if (channel.tenantId !== tenantId) throw notFound('channel', id);
  if (channel.transport === 'whatsapp') return channel;
  const text = 'The channel sends SMS, which knows no templates.';
  throw new Refusal('precondition', 'CHANNEL_WITHOUT_TEMPLATES', text, { precondition: { subject: id } });
}

export const getTemplate: UnaryMethod<GetRequest, GetTemplateResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('template_id', request.templateId);
  fields.done();
  const template = await inTenant(api, caller, (trx) => findTemplate(trx, id));
  if (!template) throw notFound('template', id);
  return { template: toTemplate(template) };
};

export const syncTemplates: UnaryMethod<SyncRequest, SyncTemplatesResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const channelId = fields.id('channel_id', request.channelId);
  fields.done();
  const channel = await inTenant(api, caller, async (trx) => {
    const own = await getOwnChannel(trx, caller, channelId);
    await api.queue.enqueue(trx, [{ queue: 'templates', data: { action: 'sync', channelId } }]);
    return own;
  });
  return { lastSyncedAt: toTimestamp(channel.templatesSyncedAt) };
};
