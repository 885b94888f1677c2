// Whether an answer agrees to what a person was shown, or refuses it, in any of our languages. Words stand as `plainWords`
// leaves them.
import { plainWords } from '../domain/plain-words.ts';
import { isAbout, words } from './phrases.ts';

const agreeing = words(`
  yes yep yup yeah sure correct right confirm confirmed send go ahead that all
  si correcto exacto claro dale confirmo confirmar confirmado enviar envie envielo bien
  oui ouais exact accord confirmer confirme envoyer envoyez
  sim isso certo ta correto confirma enviar pode
  ja reg bevestig stuur korrek
  yebo ngiyaqinisekisa thumela kulungile ok okay`);

const thanking = words('thanks thank gracias merci obrigado obrigada dankie ngiyabonga');

const approval = signs('👍 👌 ✅ ✔ 🆗');
const refusal = signs('👎 ❌ ✖ 🚫');

const refusing = words('no nope not wrong incorrect incorrecto non nao errado nee verkeerd cha');

const lacking = words(`
  none nothing don dont skip
  nada ninguno ninguna saltar omitir
  rien aucun aucune pas passer
  nada nenhum nenhuma pular
  niks geen
  lutho ayikho azikho anginazo`);

const absent = words(
  'any more mas mais plus meer photo photos picture pictures foto fotos imagen imagenes image images isithombe izithombe t n nie',
);

const withoutAny = new Set([...refusing, ...lacking]);

/** All of it is right. `Is that right?` asks back. */
export function isYes(text: string): boolean {
  return (isAbout(text, [agreeing]) && !/[?¿？؟]/.test(text)) || approval.test(text.trim());
}

export function isNo(text: string): boolean {
  return isAbout(text, [refusing], [agreeing, thanking]) || refusal.test(text.trim());
}

/** Has nothing to give, where something may be given. */
export function isNone(text: string): boolean {
  return isNo(text) || isAbout(text, [withoutAny], [absent]);
}

/** Refuses first, whatever comes then. */
export function beginsWithNo(text: string): boolean {
  return refusing.has(plainWords(text).split(' ', 1)[0]!);
}

/** Nothing but these, in any tone. */
function signs(list: string): RegExp {
  return new RegExp(String.raw`^(?:(?:${list.replaceAll(' ', '|')})[\u{1F3FB}-\u{1F3FF}\uFE0F]*)+$`, 'u');
}
