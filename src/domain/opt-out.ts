// When a person wants to hear no more, and when again: a message that is nothing but one of these words. What they are told
// then is in intake/locales/<language>/identity.ts.
import type { Language } from './language.ts';
import { plainWords } from './plain-words.ts';

export type OptOutWish = 'stop' | 'start';

// As people write them, without accents, case or punctuation. Nothing that answers an everyday question: `cancel`, `no`,
// `fin`, `sair` or `alto` (a priority, in Spanish) mean something to a dialogue. `baja` would be such a word too, but it is
// what Spanish speakers are told to send everywhere: no dialogue of ours offers it, and what is tapped is never a wish.
const stopWords: { readonly [language in Language]: readonly string[] } = {
  en: [
    'stop',
    'stopall',
    'stop all',
    'please stop',
    'stop please',
    'unsubscribe',
    'optout',
    'opt out',
    'stop messages',
    'stop messaging me',
    'stop sending me messages',
    'please stop sending me messages',
  ],
  'es-MX': [
    'baja',
    'darme de baja',
    'dar de baja',
    'parar',
    'desuscribir',
    'desuscribirme',
    'cancelar suscripcion',
    'parar mensajes',
    'no me manden mensajes',
    'no me manden mas mensajes',
    'dejen de mandarme mensajes',
  ],
  fr: [
    'arret',
    'arreter',
    'desinscrire',
    'se desinscrire',
    'desinscription',
    'desabonner',
    'me desabonner',
    'arreter les messages',
    'arretez les messages',
    'ne m envoyez plus de messages',
  ],
  'pt-BR': [
    'descadastrar',
    'descadastrar me',
    'desinscrever',
    'cancelar inscricao',
    'parar mensagens',
    'parem de mandar mensagens',
    'nao me mandem mensagens',
    'nao me mandem mais mensagens',
  ],
  af: ['staak', 'staak boodskappe', 'teken uit'],
  zu: ['misa', 'misa imiyalezo', 'yeka imiyalezo', 'yekani imiyalezo'],
};

// Only understood of somebody who has opted out: to anyone else they are words like others.
const startWords: { readonly [language in Language]: readonly string[] } = {
  en: ['start', 'unstop', 'subscribe', 'resubscribe', 'resume', 'optin', 'opt in'],
  'es-MX': ['alta', 'darme de alta', 'iniciar', 'reanudar', 'suscribir', 'suscribirme'],
  fr: ['demarrer', 'reprendre', 'abonner', 'm abonner', 'inscrire', 'm inscrire'],
  'pt-BR': ['comecar', 'retomar', 'cadastrar', 'inscrever', 'me inscrever'],
  af: ['begin', 'hervat', 'teken in'],
  zu: ['qala', 'qalisa', 'qhubeka'],
};

const longestWord = 40;

/** What a whole text wishes, and the language of the word; undefined for anything that says more. */
export function readOptOutWish(text: string): { wish: OptOutWish; language: Language } | undefined {
  if (text.length > longestWord) return undefined;
  return wishes.get(plainWords(text));
}

const wishes: ReadonlyMap<string, { wish: OptOutWish; language: Language }> = new Map([
  ...entries('start', startWords),
  ...entries('stop', stopWords),
]);

function entries(wish: OptOutWish, words: { readonly [language in Language]: readonly string[] }) {
  return (Object.keys(words) as Language[])
    .toReversed() // a word of several languages is taken for the first
    .flatMap((language) => words[language].map((word) => [word, { wish, language }] as const));
}
