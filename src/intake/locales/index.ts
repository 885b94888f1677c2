// Every text the platform itself says, in every language: ICU MessageFormat, so that plurals, numbers and dates are those of
// the language. A folder for each language, a file for each part; English decides which texts there are, and a test fails
// when a language lacks one or names other values.
//
// Texts of which a part of the key is `choice`, `option` or `category` name what can be chosen: 24 characters at most, 20 to be
// a button, and no word that commands.ts understands otherwise. The test knows the few others that do.
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../../domain/language.ts';
import { af } from './af/index.ts';
import { en } from './en/index.ts';
import { esMX } from './es-MX/index.ts';
import { fr } from './fr/index.ts';
import { ptBR } from './pt-BR/index.ts';
import { zu } from './zu/index.ts';

export type TextKey = keyof typeof en;
export type Texts = { readonly [key in TextKey]: string };
export type Values = { readonly [name: string]: string | number | Date };

/** A text with its values filled in. */
export type Say = (key: TextKey, values?: Values) => string;

export const catalogues: { readonly [language in Language]: Texts } = { en, 'es-MX': esMX, fr, 'pt-BR': ptBR, af, zu };

const formats = new Map<string, IntlMessageFormat>();

/** @param timeZone IANA: how instants are said. */
export function speaker(language: Language, timeZone: string): Say {
  return (key, values) => {
    const cacheKey = `${language} ${timeZone} ${key}`;
    let format = formats.get(cacheKey);
    if (!format) {
      format = new IntlMessageFormat(catalogues[language][key], language, inZone(timeZone));
      formats.set(cacheKey, format);
    }
    return String(format.format(values));
  };
}

// `{due, date, when}` is a day with its time, `{day, date, day}` the day alone.
function inZone(timeZone: string) {
  return {
    date: {
      when: { dateStyle: 'medium', timeStyle: 'short', timeZone },
      day: { dateStyle: 'long', timeZone },
    },
  } as const;
}
