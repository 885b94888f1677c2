// A title within what somebody says: people say more than they write, so `eh, I think it is high` chooses High. An account of
// something that happens to hold the words of a title chooses nothing.
import { plainWords } from '../domain/plain-words.ts';
import type { ReplyOption } from '../domain/message.ts';
import { besidesFillers, words } from './phrases.ts';

// What people say while they make up their mind, and what a question asks for.
const hedges = words(`
  uh um er eh ah hmm well so then just yes yeah yep right let s say think guess believe suppose maybe probably really take choose
  pick that this option answer choice number severity kind
  bueno pues si este creo que diria seria elijo escojo opcion respuesta
  euh ben alors donc oui crois pense dirais choisis prends que ce option reponse
  bem entao sim acho que diria seria escolho opcao resposta
  wel dan ja dink glo se kies dis opsie antwoord
  ke yebo ngicabanga ngithi ngikhetha inketho impendulo`);

// What says no, not yet or is it: a title beside it is not meant, whatever it says else. `t` is what is left of `can't`.
const doubts = words(`
  no not nor never none t cannot cant dont wont isnt without before until unless wait yet later first but except instead stop hold
  did does what why how when who
  ni nunca jamas sin antes hasta espera espere esperen todavia aun luego despues pero excepto porque cuando quien
  pas ne jamais sans avant attends attendez encore apres mais sauf plutot pourquoi comment quand quoi
  nao nem nunca sem antes ate espera espere esperem ainda depois mas exceto porque quando quem
  nie nee nooit sonder voor voordat totdat wag nog later maar behalwe wat hoekom hoe wanneer
  cha hhayi ayi musa ngeke ngaphambi linda kodwa ngaphandle kungani kanjani nini`);

// Zulu denies within the verb: `angiqinisekisi`, `ungathumeli`.
const denyingVerb = /^(?:angi|awu|ayi|aku|asi|ani|aba|unga|ninga|singa|kunga)\p{Letter}{3}/u;

const mostWords = 12;
/** Of words that are no filler: `high severity damage` may be an account of one. */
const mostOthers = 1;

/** The one option whose title was said with next to nothing else. A title within a longer one that was said does not count. */
export function spokenTitle(text: string, options: readonly ReplyOption[]): ReplyOption | undefined {
  const said = plainWords(text);
  if (said.split(' ').length > mostWords) return undefined;
  const { named, rest } = titlesWithin(said, options);
  const [option] = named;
  if (!option || named.length > 1) return undefined;
  if (/[?？]/.test(text) && !/[?？]/.test(option.title)) return undefined;
  const others = besidesFillers(rest).filter((word) => !hedges.has(word));
  const isDoubtful = rest.split(' ').some((word) => doubts.has(word) || denyingVerb.test(word));
  return isDoubtful || others.length > mostOthers || others.some(hasDigit) ? undefined : option;
}

const hasDigit = (word: string) => /\p{Number}/u.test(word);

function titlesWithin(said: string, options: readonly ReplyOption[]): { named: ReplyOption[]; rest: string } {
  let rest = ` ${said} `;
  const titles = options.map((option) => ({ option, title: ` ${plainWords(option.title)} ` }));
  const longestFirst = titles.filter(({ title }) => title !== '  ').toSorted((a, b) => b.title.length - a.title.length);
  const named = longestFirst.filter(({ title }) => {
    if (!rest.includes(title)) return false;
    rest = rest.replaceAll(title, ' | ');
    return true;
  });
  return { named: named.map(({ option }) => option), rest };
}
