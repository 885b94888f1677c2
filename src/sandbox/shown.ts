// What a person sees of a message besides its text: what can be tapped.
import { isObject, lower, objects } from './http.ts';
import type { JsonObject } from './http.ts';

export interface ShownButton {
  /** What comes back when it is tapped. */
  id: string;
  title: string;
  type: 'reply' | 'row' | 'template_reply' | 'url' | 'phone' | 'copy_code' | 'location' | 'flow';
  description?: string;
  url?: string;
}

/** Of a message as it is sent to the Graph API. Of a template only what the send itself says. */
export function buttonsIn({ interactive, template }: JsonObject): ShownButton[] {
  if (isObject(interactive) && isObject(interactive.action)) return ofAction(interactive.action);
  if (!isObject(template)) return [];
  return objects(template.components)
    .filter(({ type, sub_type: kind }) => lower(type) === 'button' && lower(kind) === 'quick_reply')
    .flatMap(({ parameters }) => objects(parameters))
    .map(({ payload }) => ({ id: String(payload), title: String(payload), type: 'template_reply' }));
}

function ofAction(action: JsonObject): ShownButton[] {
  const parameters = isObject(action.parameters) ? action.parameters : {};
  switch (action.name) {
    case 'cta_url':
      return [{ id: '', title: String(parameters.display_text), type: 'url', url: String(parameters.url) }];
    case 'send_location':
      return [{ id: 'send_location', title: 'Send location', type: 'location' }];
    case 'flow':
      return [{ id: String(parameters.flow_token), title: String(parameters.flow_cta), type: 'flow' }];
    default:
      return [...objects(action.buttons).map(replyOf), ...objects(action.sections).flatMap(rowsOf)];
  }
}

function replyOf({ reply }: JsonObject): ShownButton {
  const { id, title } = isObject(reply) ? reply : {};
  return { id: String(id), title: String(title), type: 'reply' };
}

function rowsOf({ rows }: JsonObject): ShownButton[] {
  return objects(rows).map(({ id, title, description }) => ({
    id: String(id),
    title: String(title),
    type: 'row',
    ...(typeof description === 'string' && { description }),
  }));
}
