// The languages the platform speaks, and which of them a person is spoken to in.
import { countryOf } from './phone.ts';

export const languages = ['en', 'es-MX', 'fr', 'pt-BR', 'af', 'zu'] as const;
export type Language = (typeof languages)[number];

const byCountry: { readonly [language in Language]?: readonly string[] } = {
  en: words('US GB IE AU NZ ZA NG GH KE UG ZW ZM BW JM IN SG PH'),
  'es-MX': words('MX ES AR BO CL CO CR CU DO EC SV GT HN NI PA PY PE PR UY VE GQ'),
  fr: words('FR MC SN CI ML BF NE TG BJ GN GA CG CD HT GP MQ GF RE'),
  'pt-BR': words('BR PT AO MZ CV GW ST'),
};

function words(list: string): string[] {
  return list.split(' ');
}

const countryLanguages: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => (byCountry[language] ?? []).map((country) => [country, language] as const)),
);

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
}

/** The contact's own language, else that of the phone's country, else the channel's, else English. */
export function chooseLanguage({ locale, recipient, channelLocale }: Spoken): Language {
  const country = countryOf(recipient);
  const ofCountry = country === undefined ? undefined : countryLanguages.get(country);
  return languageOf(locale) ?? ofCountry ?? languageOf(channelLocale) ?? 'en';
}
