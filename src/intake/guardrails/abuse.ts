// In: messages that are nothing but insults. What says anything else besides is a report like others, however it is put.
import { plainWords } from '../../domain/plain-words.ts';

// Short on purpose, and nothing that is also an ordinary word, a name or a thing in one of the languages: `dick`, `doos`,
// `moer`, `burro`, `bliksem`, `retard`, `hoër`, `looser`. Without accents; `f ck` is what remains of `f*ck`.
const insults = [
  // en
  'fuck|fucks|fucked|fucking|fucker|fuckers|motherfucker|motherfuckers|fuck off|fuck you|fuck u|stfu|f ck|f k|f cking|f ing',
  'shit|shits|shitty|shithead|bullshit|piece of shit|sh t|asshole|assholes|arsehole|arseholes|dumbass|jackass|dickhead',
  'bitch|bitches|b tch|son of a bitch|bastard|bastards|cunt|cunts|wanker|wankers|idiot|idiots|idiotic|moron|morons|imbecile',
  'stupid|retarded|scumbag|piss off|screw you|go to hell|shut up|kiss my ass',
  // es
  'puto|puta|putos|putas|hijo de puta|hijos de puta|hija de puta|hijueputa|hdp|pendejo|pendeja|pendejos|pendejas|cabron',
  'cabrona|cabrones|culero|culeros|chinga tu madre|chinguen a su madre|tu puta madre|vete a la verga|vayanse a la verga',
  'vete a la mierda|vayanse a la mierda|mierda|idiota|idiotas|estupido|estupida|estupidos|imbecil|imbeciles|gilipollas',
  'malparido|malparidos|carajo|pinche|pinches|joder',
  // fr
  'merde|putain|pute|putes|connard|connards|connasse|gros con|espece de con|bande de cons|t es con|salope|salopes|salaud',
  'salauds|encule|encules|fils de pute|fdp|ntm|nique ta mere|va te faire foutre|allez vous faire foutre|ta gueule',
  'vos gueules|abruti|abrutis|cretin|cretins|idiote',
  // pt
  'porra|caralho|merda|filho da puta|filhos da puta|filha da puta|vai se foder|va se foder|vai tomar no cu|foda se|vsf|vtnc',
  'pqp|puta que pariu|otario|otaria|otarios|babaca|babacas|cuzao|arrombado|arrombados|desgracado|desgracados|imbecis',
  // af
  'fok|fokken|fokof|fok of|fok jou|jou ma se poes|poes|poephol|kak|kakkop|idioot|idiote|moroon|swernoot|voetsek|voertsek',
  'gaan kak|gaan bars|hou jou bek',
  // zu
  'msunu|umsunu|msunuwakho|msunu wakho|igolo|mgodoyi|mgodoyindini|uyinja|unyoko|isilima|uyisilima|isithutha|uyisithutha',
  'hamba uyonya|voetsak|futseki',
];

// What insults are wrapped in; it says nothing by itself.
const wrapping = [
  'you|your|u|ur|are|re|is|am|i|a|an|the|all|of|so|such|what|this|that|it|bunch|and|to|very|really|damn|damned|bloody|bot',
  'eres|es|son|usted|ustedes|tu|un|una|unos|unas|el|la|los|las|que|de|y|muy|todos|si|bola|maldito|maldita|malditos',
  'vous|t|etes|c|est|une|des|les|le|et|bande|espece|sale|gros|grosse|tous|quel|quelle|ce|ces|d',
  'voce|voces|e|sao|seu|sua|seus|o|os|as|um|uma|uns|bando|muito|vai|vao',
  'jy|jou|julle|n|die|almal|klomp|bliksemse|blerrie|en|van|wat',
  'wena|nina|ni|yi|nonke|lo',
];

const longestRant = 300;

export function isAbuse(text: string): boolean {
  if (text.length > longestRant) return false;
  const said = undisguised(text);
  if (said === '') return text.includes('🖕');
  const rest = said.replaceAll(insult, ' ');
  return rest !== said && rest.split(' ').every((word) => word === '' || wraps.has(word));
}

const lookalikes: { readonly [sign: string]: string } = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `Fuuuck  y0u!!` becomes `fuck you`, `sh!t` becomes `shit`. Digits alone stay digits: 455 is a house. */
function undisguised(text: string): string {
  const words = text.split(/\s+/).map((word) => {
    if (!/\p{Letter}/u.test(word)) return word;
    return word.replaceAll(/[0134578@$]|!(?=\p{Letter})/gu, (sign) => lookalikes[sign]!);
  });
  return lettersOnce(plainWords(words.join(' ')));
}

function lettersOnce(words: string): string {
  return words.replaceAll(/(\p{Letter})\1+/gu, '$1');
}

const listed = (lines: readonly string[]) => lines.flatMap((line) => line.split('|')).map(lettersOnce);
const longestFirst = listed(insults).toSorted((a, b) => b.length - a.length);
const insult = new RegExp(`(?<=^| )(?:${longestFirst.join('|')})(?=$| )`, 'g');
const wraps: ReadonlySet<string> = new Set(listed(wrapping));
