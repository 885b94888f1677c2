// Which machine is meant where the tenant lists none, so that nothing says what is one.
import { findMachine, type FoundMachine, type Looking } from '../../lookups.ts';
import { besidesFillers, words } from '../../phrases.ts';

/** A machine of the list; without a list, what looks like a code: `I don't know` is no machine. */
export function* findMachineMeant(code: string, said: string): Looking<FoundMachine | undefined> {
  const found = yield* findMachine(code, said);
  return found === undefined || found.listed || looksLikeCode(code) ? found : undefined;
}

const answers = words(`
  yes no not none nothing unknown what why how which who where idk dunno huh nope yep sure
  si nada ninguno ninguna que cual quien donde desconocido
  oui non rien aucun aucune quoi quel quelle lequel laquelle inconnu
  sim nao nenhum nenhuma qual quem onde desconhecido
  ja nee niks geen watter hoekom waar onbekend
  yebo cha hhayi lutho angazi yini`);

/** It has a digit, or is a single word that is no answer of another kind. */
function looksLikeCode(code: string): boolean {
  if (/\p{Number}/u.test(code)) return true;
  const [word, ...more] = besidesFillers(code);
  return word !== undefined && more.length === 0 && !/\s/.test(code.trim()) && !answers.has(word);
}
