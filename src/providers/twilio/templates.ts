// Templates at Twilio: Content objects with what WhatsApp said of each. A Content object is never changed once it is
// submitted, so an edited template is another object of the same name, and the newest that is approved speaks for it.
import type { Failure } from '../../domain/failure.ts';
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { ProviderTemplate, TemplateCategory, TemplateDefinition, TemplateStatus } from '../../domain/template.ts';
import type { Json, JsonObject } from '../../domain/webhook.ts';
import { ProviderRefusal } from '../provider.ts';
import { callTwilio, type TwilioClient } from './client.ts';
import { messageContentName } from './content.ts';
import { orProviderRefusal } from './failures.ts';
import { readContentType } from './template-types.ts';
import { isNumber, placeholdersOf } from './template-variables.ts';

const pageSize = 500;
const mostPages = 40;

/** Throws ProviderRefusal, HttpFailure. */
export async function listTwilioTemplates(client: TwilioClient): Promise<ProviderTemplate[]> {
  const found: DatedTemplate[] = [];
  let query: string | undefined = `?PageSize=${pageSize}`;
  for (let page = 0; query !== undefined && page < mostPages; page++) {
    const path: string = `/v1/ContentAndApprovals${query}`;
    const answer = await callTwilio(client, 'content', 'get', path).catch(orProviderRefusal);
    found.push(...asArray(answer['contents']).flatMap((content) => readTemplate(asObject(content)) ?? []));
    query = nextQuery(asObject(answer['meta'])['next_page_url']);
  }
  if (query !== undefined) throw new ProviderRefusal(endless);
  return speakers(found);
}

// Part of a list would look like the whole of it.
const endless: Failure = { kind: 'retry', code: 'too_many', text: 'Twilio lists more templates than can be read.' };

/** Of the next page's address only the query is believed: our credentials go nowhere else. */
function nextQuery(url: Json | undefined): string | undefined {
  return URL.parse(asText(url))?.search || undefined;
}

interface DatedTemplate {
  createdAt: string;
  template: ProviderTemplate;
}

function speakers(found: readonly DatedTemplate[]): ProviderTemplate[] {
  const approved = ({ template }: DatedTemplate) => Number(template.status === 'approved');
  const best = found.toSorted((a, b) => approved(a) - approved(b) || (a.createdAt < b.createdAt ? -1 : 1));
  const byName = new Map(
    best.map(({ template }) => [`${template.definition.name} ${template.definition.language}`, template]),
  );
  return [...byName.values()];
}

function readTemplate(content: JsonObject): DatedTemplate | undefined {
  const externalId = asText(content['sid']);
  const friendlyName = asText(content['friendly_name']);
  // Made for the choices of messages, by this program.
  if (!externalId || friendlyName.startsWith(messageContentName)) return undefined;
  const approval = approvalOf(content['approval_requests']);
  const reason = asOptionalText(approval['rejection_reason']);
  const template: ProviderTemplate = {
    externalId,
    definition: readDefinition(content, friendlyName || asText(approval['name']) || externalId, approval),
    status: statuses.get(asText(approval['status'])) ?? 'draft',
    ...(reason ? { reason } : {}),
  };
  return { createdAt: asText(content['date_created']), template };
}

function readDefinition(content: JsonObject, name: string, approval: JsonObject): TemplateDefinition {
  const { type, parts } = readContentType(asObject(content['types']));
  const samples = Object.entries(asObject(content['variables'])).map(([key, sample]) => [key, asText(sample)]);
  return {
    name,
    language: asText(content['language']),
    category: type === 'whatsapp/authentication' ? 'authentication' : categoryOf(asText(approval['category'])),
    parameterFormat: placeholdersOf(parts.body).every(isNumber) ? 'positional' : 'named',
    ...parts,
    samples: Object.fromEntries(samples) as TemplateDefinition['samples'],
  };
}

// One object in v1, a list of them in v2, or under the channel's name where one approval is asked for.
function approvalOf(requests: Json | undefined): JsonObject {
  const first = Array.isArray(requests) ? asObject(requests[0]) : asObject(requests);
  return 'whatsapp' in first ? asObject(first['whatsapp']) : first;
}

const statuses: ReadonlyMap<string, TemplateStatus> = new Map([
  ['unsubmitted', 'draft'],
  ['received', 'pending'],
  ['pending', 'pending'],
  ['approved', 'approved'],
  ['rejected', 'rejected'],
  ['paused', 'paused'],
  ['disabled', 'disabled'],
]);

export function twilioTemplateStatus(status: string): TemplateStatus {
  return statuses.get(status) ?? 'pending';
}

function categoryOf(category: string): TemplateCategory {
  const name = category.toLowerCase();
  return name === 'marketing' || name === 'authentication' ? name : 'utility';
}
