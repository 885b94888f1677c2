// Hands templates to Twilio: a Content object of the simplest type that can say it, and a request for its approval.
import type { Failure } from '../../domain/failure.ts';
import { asText } from '../../domain/json.ts';
import type { TemplateButton, TemplateDefinition } from '../../domain/template.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { SubmittedTemplate } from '../provider.ts';
import { callTwilio, type TwilioClient } from './client.ts';
import { createContent } from './content.ts';
import { twilioNotSent } from './failures.ts';
import { fixedStart, renamed, variableNames, type VariableNames } from './template-variables.ts';
import { twilioTemplateStatus } from './templates.ts';

/** @param externalId of the object that this one follows: it stays as it is, and is sent until the new one is approved. */
export async function submitTwilioTemplate(
  client: TwilioClient,
  definition: TemplateDefinition,
  externalId: string | undefined,
): Promise<SubmittedTemplate> {
  const written = writeContent(definition);
  if ('problem' in written) return { type: 'refused', failure: unsayable, detail: written.problem };
  const { name, language, category } = definition;
  let sid: string | undefined;
  try {
    sid = await createContent(client, { friendly_name: name, language, ...written });
    // WhatsApp takes a name once for each language.
    const ownName = externalId === undefined ? name : `${name}_${sid.slice(-8).toLowerCase()}`;
    const approval = { name: ownName, category: category.toUpperCase() };
    const answer = await callTwilio(
      client,
      'content',
      'post',
      `/v1/Content/${sid}/ApprovalRequests/whatsapp`,
      approval,
    );
    return { type: 'submitted', externalId: sid, status: twilioTemplateStatus(asText(answer['status'])) };
  } catch (error) {
    // An object without a request would be listed as a draft of the same name. One more does no harm.
    if (sid !== undefined) await callTwilio(client, 'content', 'delete', `/v1/Content/${sid}`).catch(() => undefined);
    const { type, failure } = twilioNotSent(error);
    return type === 'rejected' ? { type: 'refused', failure } : { type, failure };
  }
}

const unsayable: Failure = { kind: 'template', code: 'not_supported', text: 'Twilio cannot carry this template.' };

type WrittenContent = { types: JsonObject; variables: { [name: string]: string } } | { problem: string };

function writeContent(definition: TemplateDefinition): WrittenContent {
  if (definition.category === 'authentication') return authentication(definition);
  const addressed = withFileAddress(definition);
  if (!addressed)
    return { problem: 'Twilio needs a sample for the header: an address at the host that serves its files.' };
  const { header, footer, buttons, body } = addressed;
  if (header?.type === 'location') return { problem: 'Twilio has no location headers.' };
  const names = variableNames(addressed);
  const actions = buttons.flatMap((button, index) => writeAction(button, names.buttons[index]) ?? []);
  if (actions.length < buttons.length) return { problem: 'Twilio has no such button in a template.' };
  const variables = samplesOf(definition, addressed, names);
  const replies = buttons.filter(({ type }) => type === 'quick_reply').length;
  const isMixed = replies > 0 && replies < buttons.length;
  const withActions = actions.length > 0 ? { actions } : {};
  if (header || footer || isMixed) {
    const card = { body, ...writeHeader(header, names.header), ...(footer ? { footer } : {}), ...withActions };
    return { types: { 'whatsapp/card': card }, variables };
  }
  const type = buttons.length === 0 ? 'twilio/text' : replies > 0 ? 'twilio/quick-reply' : 'twilio/call-to-action';
  return { types: { [type]: { body, ...withActions } }, variables };
}

// The words are WhatsApp's own; only the button's can be chosen.
function authentication({ buttons }: TemplateDefinition): WrittenContent {
  const action = { type: 'COPY_CODE', copy_code_text: buttons[0]?.text || 'Copy code' };
  return { types: { 'whatsapp/authentication': { actions: [action] } }, variables: { 1: '123456' } };
}

/** A file's host is fixed by its sample; what is behind it is filled in at each send. */
function withFileAddress(definition: TemplateDefinition): TemplateDefinition | undefined {
  const { header, samples } = definition;
  if (!header || header.type === 'text' || header.type === 'location' || header.url !== undefined) return definition;
  const sample = URL.parse(samples['header'] ?? '');
  return sample ? { ...definition, header: { ...header, url: `${sample.origin}/{{1}}` } } : undefined;
}

function writeHeader(header: TemplateDefinition['header'], name: string | undefined): JsonObject {
  if (!header) return {};
  if (header.type === 'text') return { header_text: renamed(header.text, name) };
  return { media: [renamed(header.url ?? '', name)] };
}

function writeAction(button: TemplateButton, name: string | undefined): JsonObject | undefined {
  const title = button.text;
  switch (button.type) {
    case 'quick_reply':
      return { type: 'QUICK_REPLY', title, id: title };
    case 'url':
      return { type: 'URL', title, url: renamed(button.url, name) };
    case 'phone_number':
      return { type: 'PHONE_NUMBER', title, phone: button.phone };
    case 'copy_code':
      return { type: 'COPY_CODE', title, code: renamed(button.code ?? '{{1}}', name) };
    case 'other':
      return undefined;
  }
}

function samplesOf(
  { samples }: TemplateDefinition,
  { header, buttons }: TemplateDefinition,
  names: VariableNames,
): { [name: string]: string } {
  const sampled = (name: string | undefined, sample: string | undefined, text: string): [string, string][] => {
    if (name === undefined || sample === undefined) return [];
    const start = fixedStart(text);
    return [[name, start !== '' && sample.startsWith(start) ? sample.slice(start.length) : sample]];
  };
  return Object.fromEntries([
    ...names.body.flatMap((name) => sampled(name, samples[name], '')),
    ...sampled(names.header, samples['header'], header?.type === 'text' ? '' : (header?.url ?? '')),
    ...buttons.flatMap((button, index) =>
      sampled(names.buttons[index], samples[`button${index}`], button.type === 'url' ? button.url : ''),
    ),
  ]);
}
