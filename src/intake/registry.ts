// Every flow, one line each. Which one a channel runs is data: the column `flow` of its row.
import type { Flow } from './flow.ts';
import { appointmentFlow } from './flows/appointment/index.ts';
import { echoFlow } from './flows/echo.ts';
import { menuFlow } from './flows/menu/index.ts';
import { reportFlow } from './flows/report/index.ts';

export type Flows = ReadonlyMap<string, Flow>;

export const flows: Flows = flowMap([echoFlow, menuFlow, reportFlow, appointmentFlow]);

/** Throws when two flows have the same name. */
export function flowMap(list: readonly Flow[]): Flows {
  const map = new Map<string, Flow>();
  for (const flow of list) {
    if (map.has(flow.name)) throw new Error(`two flows are named ${flow.name}`);
    map.set(flow.name, flow);
  }
  return map;
}
