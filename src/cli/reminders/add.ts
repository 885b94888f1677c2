// `reminders add`: one reminder, with the checks of the api. Without a time it is due at once: to see what people get, and to
// answer it.
import { newId } from '../../domain/ids.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { chooseTenant } from '../choices.ts';
import { UsageError } from '../report.ts';
import { withSession } from '../session.ts';
import { show, type Terminal } from '../terminal.ts';
import { channelOf } from './channel.ts';
import { createImporter, type RowProblem } from './importer.ts';

interface Options {
  to: string;
  template: string;
  language: string;
  param: string[];
  at?: string;
  local?: string;
  zone?: string;
  reference?: string;
  tenant?: string;
  channel?: string;
  json?: boolean;
}

export async function add(terminal: Terminal, options: Options): Promise<void> {
  const value = toJson(options, new Date());
  const problems: RowProblem[] = [];
  const ids: string[] = [];
  await withSession(terminal, async ({ db }) => {
    const { id: tenantId } = await chooseTenant(db, options.tenant);
    const channelId = options.channel === undefined ? undefined : await channelOf(db, tenantId, options.channel);
    const tell = async (problem: RowProblem) => void problems.push(problem);
    const importer = createImporter({ db, tenantId, channelId, dryRun: false }, tell, (id) => ids.push(id));
    await importer.take(once({ line: 1, value }));
  });
  const [problem] = problems;
  if (problem) throw new UsageError(problem.reason);
  const [id] = ids;
  show(
    terminal,
    options.json,
    { id, ...value },
    () => `${id} is enqueued. reminders show ${id} tells what becomes of it.`,
  );
}

/** With the names of the .proto files. Each call is a reminder of its own. */
function toJson({ to, template, language, param, at, local, zone, reference }: Options, now: Date): JsonObject {
  if ((local === undefined) !== (zone === undefined)) throw new UsageError('--local and --zone go together.');
  if (local !== undefined && at !== undefined) throw new UsageError('Give --at, or --local and --zone.');
  const when = local === undefined ? { at: at ?? now.toISOString() } : { local: { time: local, zone: zone! } };
  return {
    phone: to,
    template: { name: template, language, parameters: parametersOf(param) },
    ...when,
    request_id: newId(),
    ...(reference === undefined ? {} : { reference }),
  };
}

function parametersOf(params: readonly string[]): JsonObject {
  return Object.fromEntries(
    params.map((param) => {
      const at = param.indexOf('=');
      if (at < 1) throw new UsageError(`--param ${param}: give a placeholder and its value, such as 1=Ana.`);
      return [param.slice(0, at), param.slice(at + 1)];
    }),
  );
}

async function* once<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}
