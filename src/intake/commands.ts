// Words that work in every dialogue and language: a message that is nothing but one of them.
import type { Language } from '../domain/language.ts';
import { bareWords } from './plain.ts';

export type Command = 'menu' | 'back' | 'cancel' | 'help';

type Words = { readonly [command in Command]: readonly string[] };

// Plain: without accents, case and punctuation. None of them answers an everyday question (so no `exit`, which is a place, and
// no `home`), and none ends or resumes messages (opt-out.ts). Every language is understood whatever is spoken: people mix.
const words: { readonly [language in Language]: Words } = {
  en: {
    menu: ['menu', 'main menu', 'the menu', 'show menu', 'start over', 'start again', 'begin again', 'restart'],
    back: ['back', 'go back', 'previous', 'previous question', 'undo'],
    cancel: ['cancel', 'cancel this', 'cancel it', 'abort', 'quit', 'never mind', 'nevermind', 'forget it'],
    help: ['help', 'help me', 'commands', 'what can i do', 'how does this work'],
  },
  'es-MX': {
    menu: ['menu', 'menu principal', 'el menu', 'ver menu', 'empezar de nuevo', 'volver a empezar', 'reiniciar'],
    back: ['atras', 'ir atras', 'para atras', 'regresar', 'volver', 'anterior', 'pregunta anterior'],
    cancel: ['cancelar', 'cancela', 'cancele', 'cancelelo', 'cancelalo', 'anular', 'salir', 'olvidelo', 'olvidalo'],
    help: ['ayuda', 'ayudame', 'ayudeme', 'comandos', 'que puedo hacer', 'como funciona'],
  },
  fr: {
    menu: ['menu', 'menu principal', 'le menu', 'voir le menu', 'recommencer', 'tout recommencer'],
    back: ['retour', 'revenir', 'en arriere', 'precedent', 'precedente', 'question precedente'],
    cancel: ['annuler', 'annule', 'annulez', 'quitter', 'abandonner', 'laisse tomber', 'laissez tomber'],
    help: ['aide', 'aidez moi', 'aide moi', 'commandes', 'que puis je faire', 'comment ca marche'],
  },
  'pt-BR': {
    menu: ['menu', 'menu principal', 'o menu', 'ver menu', 'recomecar', 'comecar de novo', 'reiniciar'],
    back: ['voltar', 'volta', 'volte', 'para tras', 'pra tras', 'anterior', 'pergunta anterior'],
    cancel: ['cancelar', 'cancela', 'cancele', 'anular', 'sair', 'desistir', 'deixa pra la', 'esquece', 'esqueca'],
    help: ['ajuda', 'me ajuda', 'me ajude', 'ajude me', 'comandos', 'o que posso fazer', 'como funciona'],
  },
  af: {
    menu: ['kieslys', 'hoofkieslys', 'die kieslys', 'begin weer', 'begin oor', 'van voor af'],
    back: ['terug', 'gaan terug', 'vorige', 'vorige vraag'],
    cancel: ['kanselleer', 'kanselleer dit', 'vergeet dit', 'vergeet daarvan', 'los dit', 'laat staan'],
    help: ['hulp', 'help my', 'opdragte', 'wat kan ek doen', 'hoe werk dit'],
  },
  zu: {
    menu: ['imenyu', 'imenu', 'menyu', 'imenyu enkulu', 'qala kabusha', 'ukuqala kabusha', 'qala phansi'],
    back: ['emuva', 'buyela emuva', 'phindela emuva', 'umbuzo odlule', 'umbuzo owedlule'],
    cancel: ['khansela', 'ukukhansela', 'hoxisa', 'yeka', 'yekela', 'kuyeke', 'kukhohlwe'],
    help: ['usizo', 'ngisize', 'ngisizeni', 'ngidinga usizo', 'ngingenzani', 'kusebenza kanjani'],
  },
};

/** Every word, with what it commands. */
export const commandWords: ReadonlyMap<string, Command> = new Map(
  Object.values(words).flatMap((commands) =>
    (Object.keys(commands) as Command[]).flatMap((command) =>
      commands[command].map((word) => [word, command] as const),
    ),
  ),
);

const longestText = 60;

/** What a whole text commands: `Menú`, `/menu`, `*menu*`, `menu please`. A question mark alone asks for help. */
export function readCommand(text: string): Command | undefined {
  if (text.length > longestText) return undefined;
  return /^\s*[?¿？]+\s*$/.test(text) ? 'help' : commandWords.get(bareWords(text));
}
