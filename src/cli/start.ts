// `start`: the roles, until a signal comes.
import type { Command } from 'commander';
import { approveDemoTemplates } from '../demo-templates.ts';
import { ConfigError, loadConfig } from '../platform/config.ts';
import { createLogger, type Logger } from '../platform/log.ts';
import { roles, startRuntime, type Role, type Runtime } from '../runtime.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Run the receiver, the workers and the api (or some of them) until stopped.')
    .option('--roles <list>', `comma-separated: ${roles.join(', ')}`, roles.join(','))
    .action(async (options: { roles: string }) => {
      const config = loadConfig(process.env);
      const log = createLogger(config.logLevel);
      const wanted = parseRoles(options.roles);
      crashOnUnexpected(log);
      // Somebody who tries templates wants to see one approved.
      const overrides = { sandbox: { templateReviewMs: [500, 1_500] as const } };
      const starting = startRuntime({ config, roles: wanted, log, overrides });
      stopOnSignal(starting, log);
      const runtime = await starting;
      const { sandbox } = runtime;
      if (sandbox) {
        await approveDemoTemplates({ ...runtime, sandbox });
        console.log(welcome(runtime));
      }
      log.info({ roles: [...wanted], receiver: runtime.info.receiverUrl, grpc: runtime.info.grpcAddress }, 'started');
    });
}

function parseRoles(list: string): ReadonlySet<Role> {
  const names = list.split(',').map((name) => name.trim());
  const wrong = names.filter((name) => !(roles as readonly string[]).includes(name));
  if (wrong.length > 0)
    throw new ConfigError(`--roles: there is no role "${wrong.join('", "')}". Choose from ${roles.join(', ')}.`);
  return new Set(names as Role[]);
}

// npm passes a signal on that the terminal has sent already: only one that comes later is a second wish to stop.
const secondWishMs = 1_000;

// Also while it is still starting: what has been started by then must not be left behind.
function stopOnSignal(starting: Promise<Runtime>, log: Logger): void {
  let firstAt: number | undefined;
  const stop = () => {
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > secondWishMs) process.exit(1);
      return;
    }
    firstAt = Date.now();
    log.info('stopping: finishing what is in hand (again to stop at once)');
    void starting
      .then((runtime) => runtime.stop())
      .then(() => log.info('stopped'))
      .catch(() => undefined); // A failed start has stopped its parts, and is reported where it was begun.
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

// State after an unexpected error cannot be trusted. Jobs and spool make stopping safe: the supervisor starts us again.
function crashOnUnexpected(log: Logger): void {
  const crash = (err: unknown) => {
    log.fatal({ err }, 'unexpected error');
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

function welcome({ info }: Runtime): string {
  return `
Switchboard is running: embedded Postgres, and a sandbox that plays Meta and Twilio. Nothing leaves this machine.

  receiver   ${info.receiverUrl}        webhooks: /webhooks/meta  /webhooks/twilio
  gRPC api   ${info.grpcAddress}              reflection is on
  metrics    ${info.metricsUrl}
  sandbox    ${info.sandboxUrl}
  storage    ${info.objectsUrl ?? 'at S3_ENDPOINT'}${info.objectsUrl ? '        a development server for files, not for production' : ''}
  api key    ${info.apiKey}

Next, in another terminal:

  npm run chat                              a phone: write to the echo, a factory, a city or a clinic
  npm run switchboard -- send --to +27821234567 --text "Hello from the platform"

Ctrl-C stops everything.
`;
}
