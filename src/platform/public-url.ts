// The address at which the providers call the receiver.
import { ConfigError, type Config } from './config.ts';

export interface PublicUrl {
  /** Without a trailing slash. */
  url(): string;
  /** With the sandbox, the address is wherever the receiver came to listen. */
  listening(port: number): void;
}

/** @param needed whether a role runs that gives the address to providers, or checks signatures against it. */
export function publicUrlOf({ publicUrl, sandbox, port: configured }: Config, needed: boolean): PublicUrl {
  if (publicUrl !== undefined) return { url: () => publicUrl, listening: () => undefined };
  if (!sandbox && needed) {
    throw new ConfigError(
      'PUBLIC_URL is needed: the address at which the providers reach the receiver, such as https://hooks.example.org',
    );
  }
  let port = configured;
  return { url: () => `http://127.0.0.1:${port}`, listening: (actual) => (port = actual) };
}
