// Around the whole test run: reaching for anything but loopback fails the test, and one Postgres serves all files, also those that
// run beside each other in processes of their own.
import net from 'node:net';
import { shareTestServer, stopTestServer } from './postgres.ts';

const reachedFor: string[] = [];
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]) {
  this.on('lookup', (error: Error | null, _address, _family, host: string) => {
    if (error && host !== 'localhost') reachedFor.push(host);
  });
  this.on('connectionAttempt', (address: string) => {
    if (/^(127\.|::1$)/.test(address)) return;
    reachedFor.push(address);
    this.destroy(new Error(`a test tried to reach ${address}`));
  });
  return Reflect.apply(connect, this, args) as net.Socket;
};

export const mochaHooks = {
  afterEach() {
    const hosts = reachedFor.splice(0);
    if (hosts.length > 0) throw new Error(`only loopback may be reached from a test, not ${hosts.join(', ')}`);
  },
};

/** Files that run in parallel are in processes of their own, which come into being after this and inherit where it is. */
export async function mochaGlobalSetup(): Promise<void> {
  if (process.argv.includes('--parallel')) await shareTestServer();
}

export const mochaGlobalTeardown = stopTestServer;
