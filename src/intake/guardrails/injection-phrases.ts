// How people tell a language model what to do, in every language: lists for injection.ts. Only the forms of a command are here,
// and what is to be forgotten must be the model's: `the driver ignored the rules` is a report.

// Between a command and its object: `ignore all of the previous instructions`.
const few = String.raw`(?:[\p{L}\p{N}]+ ){0,4}?`;
const oneMore = String.raw`(?:\p{L}+ )?`;

const forget = [
  'ignore|disregard|forget|override|bypass|discard',
  'ignora|ignore|ignoren|ignorar|olvida|olvide|olviden|omite|omita|desobedece|descarta',
  'ignore|ignores|ignorez|oublie|oubliez|desobeis|contourne|contournez',
  'ignore|ignora|ignorem|esqueca|esquece|desconsidere|desconsidera|descarte',
  'ignoreer|vergeet|verontagsaam|omseil',
  'ziba|zibani|khohlwa|khohlwani|unganaki|indiva',
].join('|');

const whatItWasTold = [
  'instructions?|prompts?|directives?|programming|guardrails',
  `(?:your|previous|prior|preceding|earlier|these|those) ${oneMore}(?:rules?|orders?|guidelines?|restrictions?|training)`,
  '(?:everything|all|anything)(?: of the)? (?:above|before this|you were told|that was said)',
  'instrucciones|indicaciones|(?:tus|sus) (?:reglas|ordenes|restricciones)|todo lo (?:anterior|de arriba)',
  'consignes|(?:tes|vos) (?:regles|ordres|restrictions)|tout ce qui precede',
  'instrucoes|(?:suas|tuas) (?:regras|ordens|restricoes)|tudo (?:acima|o que foi dito)',
  'instruksies|opdragte|jou (?:reels|beperkings)|alles hierbo',
  'imiyalelo|imiyalo',
].join('|');

const reveal = [
  `(?:reveal|show|print|repeat|output|display|tell me|give me|what is|what are) ${few}(?:your|the system|hidden|initial) ${oneMore}(?:prompts?|instructions)`,
  `(?:muestra|muestrame|revela|repite|dime|imprime) ${few}(?:tus?|sus?) ${oneMore}(?:prompt|instrucciones)`,
  `(?:montre|montrez|revele|revelez|repete|repetez|affiche|affichez) ${few}(?:tes|vos|ton|votre) ${oneMore}(?:prompt|instructions|consignes)`,
  `(?:mostre|mostra|revele|revela|repita|diga|imprima) ${few}(?:suas|tuas|seu|teu) ${oneMore}(?:prompt|instrucoes)`,
  `(?:wys|herhaal|vertel|openbaar) ${few}jou ${oneMore}(?:prompt|instruksies|opdragte)`,
  `(?:ngikhombise|ngitshele|veza) ${few}(?:imiyalelo|iprompt|i prompt) yakho`,
];

const jargon = [
  'system prompt|prompt injection|jailbreak(?:ed|ing)?|developer mode|god mode|dan mode|do anything now',
  'prompt (?:del|de|do) sistema|prompt systeme|stelselprompt',
];

const newRole = [
  'you are (?:now|no longer) (?:an?|my|in|acting|playing|going to|unrestricted|free|dan|the system|bound|restricted)',
  'from now on (?:you|your|act|answer|respond|reply|only|always)',
  '(?:eres ahora|ahora eres|ahora usted es) (?:un|una|mi)',
  '(?:a partir de|desde) ahora (?:eres|usted es|seras|actua|responde|contesta|siempre)',
  '(?:tu es|vous etes) (?:maintenant|desormais) (?:un|une|mon|libre)',
  '(?:a partir de maintenant|desormais) (?:tu|reponds|repondez|agis|agissez)',
  '(?:agora voce e|voce agora e|voce e agora) (?:um|uma|meu|minha)',
  'a partir de agora (?:voce|aja|responda|seja|sempre)',
  'jy is (?:nou|van nou af) (?:n|my|vry)|van nou af (?:is|moet|sal|antwoord) jy|tree op as(?:of)?|maak asof jy',
  String.raw`manje (?:usuyi|usungu)\p{L}+|kusukela manje (?:phendula|yenza)`,
];

/** Anywhere in plain words. */
export const phrases: readonly string[] = [
  `(?:${forget}) ${few}(?:${whatItWasTold})`,
  ...reveal,
  ...jargon,
  ...newRole,
];

/** Only as a command, where a sentence begins: `the wall acts as a bridge` is none. With punctuation. */
export const commands: readonly string[] = [
  '(?:act|behave) as (?:an?|if|my|the) |pretend (?:to be|that you|you) |role-?play as ',
  '(?:actua|actue|comportate|comportese) como (?:si|un|una|mi) |(?:finge|finja) (?:ser|que) ',
  '(?:agis|agissez|comporte-toi|comportez-vous) comme |(?:fais|faites) semblant d',
  '(?:aja|atue|comporte-se) como (?:se|um|uma|meu) |finja (?:ser|que) ',
  'gedra jou (?:as|soos) ',
  'zenze ',
];

/** May stand between the beginning of a sentence and its command. */
export const before =
  'please|now|and|then|you (?:must|should|will|are to)|por favor|ahora|agora|s il vous plait|maintenant|asseblief|nou';
