// Around the whole test run: reaching for anything but loopback fails the test, and the shared Postgres is stopped at the end.
import net from 'node:net';
import { stopTestServer } from './postgres.ts';

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

export const mochaGlobalTeardown = stopTestServer;
