// Short messages made of nothing but known words, in any of our languages: greetings, thanks, the wish for a person, and
// whatever a flow knows words for. Whatever else is in a message makes it an account of something. Words stand as `plainWords`
// leaves them.
import { plainWords } from '../domain/plain-words.ts';

export type Words = ReadonlySet<string>;

export const words = (list: string): Words => new Set(list.split(/\s+/).filter(Boolean));

const greetings = words(`
  hi hello hey there good day morning afternoon evening everyone sir madam
  hola buen buenos buenas dia dias tardes noches senor senora
  bonjour bonsoir salut monsieur madame
  oi ola bom boa tarde noite tudo bem
  hallo goeie goeiedag goeiemore goeiemiddag goeienaand more middag dag naand
  sawubona sanibonani molo unjani ninjani`);

const thanks = words(`
  thanks thank you very much so many ok okay great
  gracias muchas muchisimas mil perfecto vale
  merci beaucoup parfait
  obrigado obrigada muito valeu perfeito
  dankie baie goed
  ngiyabonga siyabonga kakhulu kulungile`);

/** Wishes, politeness and articles: with a word of some topic they are about that topic, and alone about nothing. */
const fillers = words(`
  i we want would d ll like need have can could may me to a an the my our of for with on about in please something is are it
  there any do does did you has been be will was s pls plz
  quiero queremos quisiera necesito tengo puedo hacer poner un una el la lo mi mis de del con por para favor porfa porfavor algo hay esta van va le
  je j ai nous veux voudrais voulons dois peux puis faire un une le la les l mon ma mes de du des avec pour quelque chose il vous
  plait svp stp y a est en c se qu au
  eu quero queria preciso tenho posso fazer um uma o a os meu minha meus do da com por para se pf pfv
  ek ons wil graag moet het kan n die my iets asseblief asb van met oor maak is dit
  ngi ngifuna ngicela sifuna wami sami lami`);

const agents = words(`
  person human agent operator
  persona humano humana agente operador operadora asesor asesora
  personne humain conseiller conseillere operateur
  pessoa atendente
  persoon agent
  umuntu nomuntu`);

const anyone = words('someone somebody alguien quelqu alguem iemand mens');

const speaking = words(`
  talk speak connect real hablar comunicarme parler falar praat ukukhuluma khuluma`);

const longestPhrase = 10;

export function isGreeting(text: string): boolean {
  return isMadeOf(tokensOf(text), [greetings]);
}

export function isThanks(text: string): boolean {
  return isMadeOf(tokensOf(text), [thanks]);
}

/** Wants a person to answer. */
export function asksForPerson(text: string): boolean {
  return isAbout(text, [agents], [speaking]) || isAbout(text, [anyone, speaking]);
}

/** @param topics of each of which there must be a word; of `others` there may be some. */
export function isAbout(text: string, topics: readonly Words[], others: readonly Words[] = []): boolean {
  const tokens = tokensOf(text);
  const named = topics.every((list) => tokens.some((token) => list.has(token)));
  return named && isMadeOf(tokens, [...topics, ...others, fillers, greetings]);
}

/** What is left of a text without greetings, thanks, wishes and articles. */
export function besidesFillers(text: string): string[] {
  return tokensOf(text).filter((token) => ![greetings, thanks, fillers].some((list) => list.has(token)));
}

function isMadeOf(tokens: readonly string[], lists: readonly Words[]): boolean {
  const all = tokens.every((token) => lists.some((list) => list.has(token)));
  return all && tokens.length > 0 && tokens.length <= longestPhrase;
}

function tokensOf(text: string): string[] {
  return plainWords(text).split(' ').filter(Boolean);
}
