// Templates of a business account at Meta (provider-apis A9): what is there, and asking for more.
import type { Failure } from '../../domain/failure.ts';
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { ProviderTemplate, TemplateDefinition } from '../../domain/template.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { HttpFailure } from '../../platform/http.ts';
import { networkOutcome } from '../network.ts';
import { ProviderRefusal, type ChannelAccess, type ProviderSettings, type SubmittedTemplate } from '../provider.ts';
import { metaRefusal, metaSendOutcome } from './failures.ts';
import { callGraph, type GraphAnswer } from './graph.ts';
import { readTemplate, writeComponents } from './template-definition.ts';
import { findTemplateStatus } from './template-status.ts';

const fields = 'id,name,language,status,category,parameter_format,components,quality_score,rejected_reason';
const pageSize = 100;
// More than any account may have (6,000): a cursor that goes in circles must not hold us for ever.
const mostPages = 100;

/** Every template of the channel's account. Throws ProviderRefusal, HttpFailure. */
export async function listMetaTemplates(
  settings: ProviderSettings,
  channel: ChannelAccess,
): Promise<ProviderTemplate[]> {
  const templates: ProviderTemplate[] = [];
  let after = '';
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ fields, limit: String(pageSize), ...(after ? { after } : {}) });
    const path = `${channel.account}/message_templates?${query.toString()}`;
    const { status, body } = await callGraph(settings, channel, { method: 'GET', path });
    if (status !== 200 || !Array.isArray(body['data'])) throw new ProviderRefusal(metaRefusal(status, body));
    templates.push(...asArray(body['data']).flatMap((item) => readTemplate(asObject(item)) ?? []));
    // The next page's address is not followed, only its cursor: the token goes nowhere but to the configured host.
    const paging = asObject(body['paging']);
    after = asText(asObject(paging['cursors'])['after']);
    if (!asText(paging['next']) || !after) break;
  }
  return templates;
}

/** Creates the template, or changes the one with `externalId`. */
export async function submitMetaTemplate(
  settings: ProviderSettings,
  channel: ChannelAccess,
  definition: TemplateDefinition,
  externalId: string | undefined,
): Promise<SubmittedTemplate> {
  const components = writeComponents(definition);
  if (!components) return { type: 'refused', failure: unknownButton };
  const path = externalId === undefined ? `${channel.account}/message_templates` : encodeURIComponent(externalId);
  const body: JsonObject = {
    category: definition.category.toUpperCase(),
    components,
    // Name, language and format are given once and for all.
    ...(externalId === undefined ? { ...identityOf(definition) } : {}),
  };
  try {
    return readAnswer(await callGraph(settings, channel, { method: 'POST', path, body }), externalId);
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { type: 'retry', failure: networkOutcome(error).failure };
  }
}

function identityOf({ name, language, parameterFormat }: TemplateDefinition): JsonObject {
  return { name, language, parameter_format: parameterFormat };
}

const unknownButton: Failure = {
  kind: 'template',
  code: 'unknown_button',
  text: 'The template has a button of a kind that cannot be submitted from here.',
};

function readAnswer({ status, body }: GraphAnswer, externalId: string | undefined): SubmittedTemplate {
  if (status === 200) {
    const id = externalId ?? asText(body['id']);
    // An edit is answered with success alone; it goes through review again.
    if (id)
      return { type: 'submitted', externalId: id, status: findTemplateStatus(asText(body['status'])) ?? 'pending' };
    const failure = { kind: 'retry', code: 'no_template_id', text: 'Meta answered success without an id.' } as const;
    return { type: 'retry', failure };
  }
  const outcome = metaSendOutcome(status, body, undefined);
  if (outcome.type !== 'rejected') return { type: 'retry', failure: outcome.failure };
  const detail = detailOf(asObject(body['error']));
  return { type: 'refused', failure: outcome.failure, ...(detail ? { detail } : {}) };
}

/** Meta's own explanation, which names the part of the definition that it minds. */
function detailOf(error: JsonObject): string | undefined {
  return asOptionalText(error['error_user_msg']) ?? asOptionalText(asObject(error['error_data'])['details']);
}
