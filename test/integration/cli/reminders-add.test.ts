// `reminders add`: one reminder from the command line.
import { expect } from 'chai';
import { addReminders } from '../../../src/cli/reminders.ts';
import { approveDemoTemplates } from '../../../src/demo-templates.ts';
import { startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { envOf, run } from './command.ts';

describe('reminders add', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
    await approveDemoTemplates(platform);
    await until('the templates are known', async () => (await templates()).length > 0);
  });
  after(() => platform.close());

  const templates = () => platform.database.db.selectFrom('templates').select('id').execute();
  const add = (to: string, ...more: string[]) =>
    run(addReminders, ['reminders', 'add', '--to', to, '--channel', 'clinic-meta', '--language', 'es_MX', ...more], {
      env: envOf(platform.databaseUrl),
    });
  const order = ['--template', 'order_ready', '--param', '1=Ana', '--param', '2=4821', '--param', '3=Centro'];

  it('reaches the phone at once, as often as it is called', async () => {
    const phone = platform.sandbox.phone('+27824450001');
    for (const _ of [1, 2])
      expect((await add(phone.number, ...order, '--param', '4=viernes')).out).to.include('enqueued');
    await until('both are there', () => phone.inbox.length === 2);
    expect(phone.inbox[0]!.text).to.include('Hola, Ana. Su pedido 4821 ya está listo.');
  });

  it('takes a time by the clock of a zone, and an instant', async () => {
    const at = ['--local', '2030-03-08T09:00', '--zone', 'America/Mexico_City', '--reference', 'visit 1'];
    await add('+27824450002', ...order, '--param', '4=viernes', ...at);
    await add('+27824450002', ...order, '--param', '4=viernes', '--at', '2030-03-09T09:00:00Z');
    const rows = await platform.database.db
      .selectFrom('reminders')
      .select(['next_at', 'reference'])
      .where('phone', '=', '+27824450002')
      .orderBy('next_at')
      .execute();
    expect(rows).to.deep.equal([
      { next_at: new Date('2030-03-08T15:00:00Z'), reference: 'visit 1' },
      { next_at: new Date('2030-03-09T09:00:00Z'), reference: null },
    ]);
  });

  it('says the id, for people and for programs', async () => {
    const to = '+27824450004';
    const more = [...order, '--param', '4=viernes', '--at', '2030-03-09T09:00:00Z'];
    const ids = [(await add(to, ...more)).out.slice(0, 36), JSON.parse((await add(to, ...more, '--json')).out).id];
    const rows = await platform.database.db.selectFrom('reminders').select('id').where('phone', '=', to).execute();
    expect(ids)
      .to.have.members(rows.map(({ id }) => id))
      .and.to.have.length(2);
  });

  it('says what is wrong', async () => {
    for (const [args, reason] of [
      [['--template', 'nowhere'], 'no template nowhere'],
      [['--template', 'order_ready', '--param', 'Ana'], '--param Ana'],
      [['--template', 'order_ready', '--local', '2030-03-08T09:00'], '--local and --zone'],
      [['--template', 'order_ready', '--local', 'x', '--zone', 'UTC', '--at', 'y'], 'Give --at, or'],
      [['--template', 'order_ready', '--at', 'tomorrow'], 'at'],
      [['--template', 'order_ready', '--at', '2030-02-30T00:00:00Z'], 'at must be an instant'],
    ] as const) {
      expect((await add('+27824450003', ...args)).error, args.join(' ')).to.include(reason);
    }
  });
});
