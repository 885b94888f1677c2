// The languages the platform speaks, and which of them a person is spoken to in.
import { countryOf } from './phone.ts';

export const languages = ['en', 'es-MX', 'fr', 'pt-BR', 'af', 'zu'] as const;
export type Language = (typeof languages)[number];

// Each country's own first; a channel there, or a word the person says, may choose another of them.
const byCountry: ReadonlyMap<string, readonly Language[]> = new Map([
  ...countries('US BZ', 'en', 'es-MX'),
  ...countries('CA MU RW VU', 'en', 'fr'),
  ...countries('CM', 'fr', 'en'),
  ...countries('ZA', 'en', 'af', 'zu'),
  ...countries('NA', 'en', 'af'),
  ...countries('SZ LS', 'en', 'zu'),
  ...countries('GB IE AU NZ NG GH KE UG ZW ZM BW JM IN SG PH', 'en'),
  ...countries('MX ES AR BO CL CO CR CU DO EC SV GT HN NI PA PY PE PR UY VE', 'es-MX'),
  ...countries('GQ', 'es-MX', 'fr', 'pt-BR'),
  ...countries('FR MC SN CI ML BF NE TG BJ GN GA CG CD HT GP MQ GF RE', 'fr'),
  ...countries('BR PT AO MZ CV GW ST', 'pt-BR'),
]);

function countries(list: string, ...spoken: readonly Language[]) {
  return list.split(' ').map((country) => [country, spoken] as const);
}

/** The language of ours that a locale such as `es_AR`, `pt` or `zu-ZA` asks for. */
export function languageOf(locale: string | null | undefined): Language | undefined {
  const wanted = (locale ?? '').slice(0, 2).toLowerCase();
  return languages.find((language) => language.slice(0, 2) === wanted);
}

export interface Spoken {
  /** Of the contact. */
  locale: string | null;
  /** How the provider addresses the person: E.164, or a user id that begins with its country. */
  recipient: string;
  /** Of the channel. */
  channelLocale: string | null;
  /** That of a word they wrote, where it belongs to one language. */
  said?: Language | undefined;
}

/**
 * The contact's own language. Else one of their phone's country: what they said is in it, or the channel speaks it, or it comes
 * first there. Where the country tells nothing, that of the word, the channel's, English.
 */
export function chooseLanguage({ locale, recipient, channelLocale, said }: Spoken): Language {
  const own = languageOf(locale);
  if (own) return own;
  const wanted = [said, languageOf(channelLocale)].filter((language) => language !== undefined);
  const spoken = byCountry.get(countryOf(recipient) ?? '');
  if (!spoken) return wanted[0] ?? 'en';
  return wanted.find((language) => spoken.includes(language)) ?? spoken[0]!;
}
