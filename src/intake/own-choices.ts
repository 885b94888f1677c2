// The ids of a flow's choices travel with the flow's name, so that a tap tells whose question it answers: this flow's, now or
// earlier, another flow's that the channel ran before, or one that an internal system asked through the api, which flows leave
// alone.
import type { ReplyOption } from '../domain/message.ts';
import type { Reply } from './flow.ts';

/** The reply with the ids as they travel. */
export function markOwn(reply: Reply, flow: string): Reply {
  if (reply.kind !== 'interactive') return reply;
  const own = <Option extends ReplyOption>(option: Option): Option => ({ ...option, id: `${flow}:${option.id}` });
  const { action } = reply;
  if (action.type === 'buttons') return { ...reply, action: { ...action, buttons: action.buttons.map(own) } };
  if (action.type !== 'list') return reply;
  const sections = action.sections.map((section) => ({ ...section, rows: section.rows.map(own) }));
  return { ...reply, action: { ...action, sections } };
}

/** The flow's own id for it; undefined when the flow never offered it. */
export function ownId(travelled: string, flow: string): string | undefined {
  return travelled.startsWith(`${flow}:`) ? travelled.slice(flow.length + 1) : undefined;
}

/** Whether one of these flows may have offered it. */
export function isOfFlow(travelled: string, flowNames: { has(name: string): boolean }): boolean {
  const colon = travelled.indexOf(':');
  return colon > 0 && flowNames.has(travelled.slice(0, colon));
}
