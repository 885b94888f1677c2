// What stands where an answer was asked for and is none: a question back, not knowing, a refusal.
import { plainWords } from '../../../domain/plain-words.ts';
import { isAbout, words } from '../../phrases.ts';
import { isNo } from '../../yes-no.ts';

const unsure = oneOf(
  String.raw`i (?:really )?(?:do not|don t|dont) (?:really )?know|(?:i have )?no idea|(?:i m |i am )?not (?:so )?sure|dunno|idk`,
  'no (?:lo |la )?se|(?:no tengo )?(?:ni )?idea|no estoy segur[oa]',
  '(?:je )?(?:ne )?sais pas|(?:je n ai )?aucune idee|(?:je ne suis )?pas sure?',
  '(?:eu )?nao sei|nao (?:faco|tenho) (?:a menor )?ideia|nao tenho certeza',
  '(?:ek )?weet nie|geen idee|ek is nie seker nie',
  'angazi|anginaso isiqiniseko',
);
const ofIt = oneOf(
  'it|that|this|the|where|exactly|address|street|name|yet',
  'la|el|de|donde|exactamente|direccion|calle|nombre|bien',
  'l|ou|c est|exactement|adresse|rue|nom',
  'o|a|onde|exatamente|endereco|rua|nome',
  'waar|presies|adres|straat|naam|die',
  'ukuthi|kuphi|ikheli',
);
const doesNotKnow = new RegExp(`^${unsure}(?: ${ofIt})*$`);

// Others begin a place as well: `where the mill was`, `como a dos cuadras`.
const asking = /^(?:why|what|who|how|por que|para que|pourquoi|quoi|waarom|wat|hoekom|kungani|ngani|yini)\b/;

/** Whether it asks something back. */
function isQuestion(text: string): boolean {
  return /[?？؟]\s*$/.test(text) || asking.test(plainWords(text));
}

/** Whether it gives no answer to what was asked, and asks nothing back either. */
export function saysNothing(text: string): boolean {
  return isNo(text) || doesNotKnow.test(plainWords(text));
}

const around = words(`
  here home house place street outside
  aqui aca casa calle afuera
  ici maison rue dehors moi
  aqui ca casa rua fora
  hier huis straat buite
  lapha ekhaya kithi endlini`);

const besides = words('at chez by');

/** A place that only the person knows: `here`, `at my house`. */
export function isOnlyHere(text: string): boolean {
  return isAbout(text, [around], [besides]);
}

export function isNoAnswer(text: string): boolean {
  return saysNothing(text) || isQuestion(text);
}

function oneOf(...patterns: string[]): string {
  return `(?:${patterns.join('|')})`;
}
