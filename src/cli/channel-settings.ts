// The settings of a channel as a user types them.
import { languageOf, languages, type Language } from '../domain/language.ts';
import type { ProviderName } from '../domain/webhook.ts';
import { flows } from '../intake/registry.ts';
import type { Config } from '../platform/config.ts';
import { UsageError } from './report.ts';

/** The secrets a channel at each provider has; the first is what it calls the provider with. */
export const secretNames: { readonly [Name in ProviderName]: readonly string[] } = {
  meta: ['accessToken', 'appSecret', 'verifyToken'],
  twilio: ['authToken'],
};

/** Throws UsageError when there is no such flow. */
export function readFlow(name: string): string {
  if (flows.has(name)) return name;
  throw new UsageError(`--flow: there is no flow "${name}". Choose from ${[...flows.keys()].join(', ')}.`);
}

/** Null for `none`. Throws UsageError when it is no language that the platform speaks. */
export function readLocale(tag: string): Language | null {
  if (tag === 'none') return null;
  const language = languageOf(tag);
  if (language !== undefined) return language;
  throw new UsageError(`--locale ${tag}: the platform speaks ${languages.join(', ')}.`);
}

/** Throws UsageError when it is no ISO 3166 code. */
export function readCountry(code: string): string {
  const upper = code.toUpperCase();
  const name = /^[A-Z]{2}$/.test(upper)
    ? new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(upper)
    : undefined;
  if (name === undefined) throw new UsageError(`--country ${code}: give an ISO 3166 country code such as ZA.`);
  return upper;
}

export function readUrl<Given extends string | undefined>(option: string, given: Given): Given {
  if (given === undefined) return given;
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new UsageError(`${option} ${given}: give a URL that begins with https://`);
  return given;
}

/** The registration prompt is of no use without a place to send people to. */
export function requireRegistrationUrl(config: Config, own: string | null | undefined): void {
  if (own || config.registrationUrl !== undefined) return;
  throw new UsageError('--unknown-sender register needs --registration-url, or REGISTRATION_URL for all channels.');
}
