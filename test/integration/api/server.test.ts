import { execFile } from 'node:child_process';
import { once } from 'node:events';
import http2 from 'node:http2';
import path from 'node:path';
import { promisify } from 'node:util';
import { credentials, loadPackageDefinition, status as Status, type Client as GrpcClient } from '@grpc/grpc-js';
import { expect } from 'chai';
import { service as healthService } from 'grpc-health-check';
import { createMetrics } from '../../../src/platform/metrics.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { startApi } from '../../../src/api/server.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, type Client } from './client.ts';
import { addPerson, addTenant, startHarness, type Harness, type Person, type Tenant } from './harness.ts';

const root = path.join(import.meta.dirname, '../../..');

describe('the api server', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    person = await addPerson(harness, tenant);
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const curl = async (...args: string[]) => {
    const plaintext = ['curl', '--protocol', 'grpc', '--http2-prior-knowledge'];
    return (await promisify(execFile)('buf', [...plaintext, ...args], { cwd: root })).stdout;
  };
  const url = (method = '') => `http://${harness.api.address}${method}`;

  describe('to a client that knows nothing', () => {
    for (const version of ['grpc-v1', 'grpc-v1alpha']) {
      it(`lists services and methods by reflection ${version}`, async () => {
        const options = ['--reflect-protocol', version];
        const services = await curl(...options, '--list-services', url());
        expect(services.trim().split('\n')).to.include.members([
          'grpc.health.v1.Health',
          'switchboard.v1.ContactService',
          'switchboard.v1.MessagingService',
          'switchboard.v1.OperationsService',
          'switchboard.v1.OrderService',
          'switchboard.v1.TicketService',
        ]);
        const methods = await curl(...options, '--list-methods', url());
        expect(methods).to.contain('switchboard.v1.MessagingService/WatchEvents');
      });
    }

    it('is called with nothing but reflection and a key', async () => {
      const header = ['--header', `authorization: Bearer ${tenant.key}`];
      const request = JSON.stringify({ conversationId: person.conversationId, text: { text: 'from buf curl' } });
      const answer = await curl(...header, '--data', request, url('/switchboard.v1.MessagingService/SendMessage'));
      expect(JSON.parse(answer)).to.have.nested.property('message.status', 'MESSAGE_STATUS_QUEUED');
    });

    it('says how it is, without a key', async () => {
      const data = JSON.stringify({ service: 'switchboard.v1.MessagingService' });
      const answer = await curl('--data', data, url('/grpc.health.v1.Health/Check'));
      expect(JSON.parse(answer)).to.deep.equal({ status: 'SERVING' });
    });
  });

  describe('with a deadline', () => {
    // Somebody else has the conversation: whoever wants to write to it waits.
    const whileLocked = async (work: () => Promise<void>) => {
      const holder = await harness.database.pool.connect();
      await holder.query('begin');
      await holder.query('select from conversations where id = $1 for update', [person.conversationId]);
      try {
        await work();
      } finally {
        await holder.query('rollback');
        holder.release();
      }
    };
    const storedAs = async (body: string) => {
      const { db } = harness.database;
      return db.selectFrom('messages').select('id').where('body', '=', body).execute();
    };
    const send = (text: string, deadline: number) =>
      client.messaging.SendMessage({ conversationId: person.conversationId, text: { text } }, { deadline });

    it('answers DEADLINE_EXCEEDED, stops its work and stores nothing afterwards', async () => {
      const { pool } = harness.database;
      await whileLocked(async () => {
        const error = await refusal(send('late', Date.now() + 300));
        expect(error.code).to.equal(Status.DEADLINE_EXCEEDED);
        const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        await until('nothing waits any more', async () => (await pool.query(waiting)).rowCount === 0, 2_000);
      });
      expect(await storedAs('late')).to.be.empty;
    });

    it('does not hold up the sends of the same tenant to other conversations', async () => {
      const other = await addPerson(harness, tenant);
      const { conversationId } = other;
      await whileLocked(async () => {
        const blocked = [1, 2].map((n) => refusal(send(`blocked ${n}`, Date.now() + 3_000)));
        const free = Array.from({ length: 5 }, () =>
          client.messaging.SendMessage({ conversationId, text: { text: 'free' } }, { deadline: Date.now() + 2_500 }),
        );
        expect(await Promise.all(free)).to.have.length(5);
        await Promise.all(blocked);
      });
    });

    it('begins nothing when it has passed already', async () => {
      expect((await refusal(send('too late', Date.now() - 1_000))).code).to.equal(Status.DEADLINE_EXCEEDED);
      expect(await storedAs('too late')).to.be.empty;
    });
  });

  it('refuses a request over 4 MiB', async () => {
    const text = { text: 'x'.repeat(5 * 1024 * 1024) };
    const error = await refusal(client.messaging.SendMessage({ conversationId: person.conversationId, text }));
    expect(error.code).to.equal(Status.RESOURCE_EXHAUSTED);
  });

  it('answers INVALID_ARGUMENT to bytes that are no message', async () => {
    const session = http2.connect(url());
    const bytes = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/switchboard.v1.MessagingService/SendMessage',
      'content-type': 'application/grpc',
      te: 'trailers',
      authorization: `Bearer ${tenant.key}`,
    });
    const prefix = Buffer.alloc(5);
    prefix.writeUInt32BE(bytes.length, 1);
    stream.end(Buffer.concat([prefix, bytes]));
    let status: unknown;
    stream.on('response', (headers) => (status ??= headers['grpc-status']));
    stream.on('trailers', (trailers) => (status ??= trailers['grpc-status']));
    stream.resume();
    await once(stream, 'close');
    session.close();
    expect(Number(status)).to.equal(Status.INVALID_ARGUMENT);
  });

  it('hides what went wrong inside, and logs it with its cause', async () => {
    const { db } = harness.database;
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => void lines.push(line) });
    const queue = { enqueue: () => Promise.reject(new Error('the inside of things')) };
    const metrics = createMetrics();
    const api = await startApi({
      db,
      objects: harness.objects.store,
      workDir: harness.workDir,
      queue,
      log,
      metrics,
      clock: harness.clock,
      host: '127.0.0.1',
      port: 0,
    });
    const other = connect({ api }, tenant.key);
    const error = await refusal(
      other.messaging.SendMessage({ conversationId: person.conversationId, text: { text: 'failing' } }),
    );
    expect(error).to.include({ code: Status.INTERNAL, reason: 'INTERNAL' });
    expect(error.message).not.to.contain('inside of things');
    expect(lines.join('\n')).to.contain('the inside of things').and.not.contain('failing');
    const counted = await metrics.registry.metrics();
    expect(counted).to.contain('method="switchboard.v1.MessagingService/SendMessage",code="INTERNAL"} 1');
    other.close();
    await api.stop();
  });

  it('answers UNAVAILABLE with RetryInfo while the database is away', async () => {
    const { queue, log } = harness.database;
    const { openDatabase } = await import('../../../src/platform/db.ts');
    const nowhere = openDatabase({ url: 'postgres://x:x@127.0.0.1:1/x', poolSize: 2, onError: () => undefined });
    const api = await startApi({
      db: nowhere.db,
      objects: harness.objects.store,
      workDir: harness.workDir,
      queue,
      log,
      clock: harness.clock,
      host: '127.0.0.1',
      port: 0,
    });
    const other = connect({ api }, tenant.key);
    const error = await refusal(other.messaging.ListConversations({}));
    expect(error).to.include({ code: Status.UNAVAILABLE, reason: 'TRY_AGAIN', retries: true });
    other.close();
    await api.stop();
    await nowhere.close();
  });

  it('finishes the calls in hand when it stops, says NOT_SERVING meanwhile, and takes no more', async () => {
    const api = await harness.startAnother();
    const other = connect({ api }, tenant.key);
    const holder = await harness.database.pool.connect();
    await holder.query('begin');
    await holder.query('select from conversations where id = $1 for update', [person.conversationId]);
    const inHand = other.messaging.SendMessage({ conversationId: person.conversationId, text: { text: 'in hand' } });
    const { pool } = harness.database;
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await until('the call waits for the lock', async () => (await pool.query(waiting)).rowCount !== 0);
    const health = watchHealth(api.address);
    await until('health is known', () => health.statuses.length > 0);
    const stopped = api.stop();
    await until('health says so', () => health.statuses.at(-1) === 'NOT_SERVING');
    health.close();
    await holder.query('commit');
    holder.release();
    expect((await inHand).message!.text).to.equal('in hand');
    await stopped;
    expect((await refusal(other.messaging.ListConversations({}))).code).to.equal(Status.UNAVAILABLE);
    other.close();
  });
});

function watchHealth(address: string): { statuses: string[]; close(): void } {
  const { Health } = loadPackageDefinition({ Health: healthService }) as unknown as {
    Health: new (
      address: string,
      secure: ReturnType<typeof credentials.createInsecure>,
    ) => GrpcClient & {
      watch(request: object): NodeJS.EventEmitter & { cancel(): void };
    };
  };
  const client = new Health(address, credentials.createInsecure());
  const statuses: string[] = [];
  const stream = client.watch({ service: '' });
  stream.on('data', ({ status }: { status: string }) => statuses.push(status));
  stream.on('error', () => undefined);
  const close = () => {
    stream.cancel();
    client.close();
  };
  return { statuses, close };
}
