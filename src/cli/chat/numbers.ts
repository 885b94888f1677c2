// Which of the sandbox's numbers a chat is with. Those of the demo have names, as their channels do: factory-meta.
import type { Writable } from 'node:stream';
import type { Interface } from 'node:readline/promises';
import { demoPlaceOf } from '../../sandbox/demo.ts';
import type { Channel, Via } from '../../sandbox/index.ts';
import { ChatError } from './failure.ts';

export interface Wish {
  /** A name, the name of a place at either provider, or a number. */
  channel?: string;
  provider?: Via['provider'];
}

export interface SandboxNumber extends Channel {
  /** What --channel calls it. */
  key: string;
  /** What can be tried there. */
  about: string;
}

export function toNumber(channel: Channel): SandboxNumber {
  const place = demoPlaceOf(channel.via);
  if (!place) return { ...channel, key: channel.number, about: '' };
  return { ...channel, name: place.title, key: `${place.name}-${channel.via.provider}`, about: place.about };
}

/** Throws ChatError when there is none that fits. */
export function fitting(
  numbers: readonly SandboxNumber[],
  { channel, provider }: Wish,
): [SandboxNumber, ...SandboxNumber[]] {
  const [first, ...others] = numbers.filter(
    (number) =>
      (provider === undefined || number.via.provider === provider) &&
      (channel === undefined || isCalled(number, channel)),
  );
  if (first) return [first, ...others];
  const wish = `${channel === undefined ? '' : ` ${channel}`}${provider === undefined ? '' : ` at ${provider}`}`;
  const known = numbers.map(({ key }) => key).join(', ') || 'none';
  throw new ChatError(`The sandbox has no number${wish}. It has ${known}.`);
}

function isCalled({ key, number, via }: SandboxNumber, name: string): boolean {
  return name === key || `${name}-${via.provider}` === key || name.replace(/^\+?/, '+') === number;
}

/** The only one, or the one that somebody chooses. */
export async function ask(
  numbers: [SandboxNumber, ...SandboxNumber[]],
  lines: Interface,
  output: Writable,
): Promise<SandboxNumber> {
  const [first, ...others] = numbers;
  if (others.length === 0) return first;
  for (const line of listed(numbers.map((number, index) => ({ ...number, key: `${index + 1}  ${number.key}` }))))
    output.write(`  ${line}\n`);
  const answer = (await lines.question('Which number? [1] ')).trim();
  return numbers[Number(answer || 1) - 1] ?? numbers.find((number) => isCalled(number, answer)) ?? first;
}

/** A line for each: its name, its number, what there is to try. */
export function listed(numbers: readonly SandboxNumber[]): string[] {
  const width = Math.max(...numbers.map(({ key }) => key.length));
  return numbers.map(({ key, number, via, about }) =>
    `${key.padEnd(width)}  ${number}  ${about || via.provider}`.trimEnd(),
  );
}
