// What people answer a reminder, in any of our languages. Only what says nothing else is taken for an answer: in doubt they are
// asked, for a wrong answer costs an appointment. Words stand as `plainWords` leaves them.
import { plainWords } from '../../domain/plain-words.ts';
import { asksForPerson, isAbout, isGreeting, isThanks, words } from '../phrases.ts';
import { wantsAnotherTime } from './another-time.ts';

/** `yes` and `no` mean what was asked last; the others mean the same whenever they are said. */
export type Said =
  | 'yes'
  | 'no'
  | 'confirmed'
  | 'declined'
  | 'another_time'
  | 'cancel'
  | 'leave'
  | 'person'
  | 'thanks'
  | 'greeting';

const agreeing = words(`
  yes yep yeah yup yebo sure ok okay okey k fine correct right absolutely definitely course
  si sip simon muy gusto claro vale dale va correcto exacto perfecto bien acuerdo supuesto seguro sale listo enterado enterada
  oui ouais accord parfait bien sur entendu exact volontiers
  sim certo combinado beleza claro isso perfeito bom
  ja goed reg seker natuurlik doen
  yebo kulungile kulungile ehe ewe`);

const confirming = words(`
  confirm confirmed confirming accept
  confirmo confirmamos confirmar confirme confirmado confirmada confirmada confirmar acepto
  confirmer confirmons confirmee accepte
  confirmei confirmados aceito
  bevestig bevestigde
  qinisekisa ngiyaqinisekisa siyaqinisekisa qinisekisile vuma ngiyavuma`);

const coming = words(`
  coming come attend attending going
  voy vamos ire iremos asistire asistiremos asistir asisto estare estaremos llegare llegaremos acudire ir
  viens viendrai viendrons venons serai serons venir
  vou irei iremos estarei estaremos comparecerei comparecer vamos
  kom wees
  ngiyeza ngizoza siyeza sizoza ngizofika sizofika ngizobe ngikhona`);

// Zulu refuses within the word.
const notComing = words('angizi angizukuza ngeke asizi asizukuza');

const refusing = words(`
  no not nope nah never don won t
  nunca
  non ne pas n
  nao nem
  nee nie
  cha hhayi qha`);

const cancelling = words(`
  cancel cancelled cancellation
  cancelar cancelo cancela cancele cancelen cancelemos cancelarla cancelelo cancelalo anular anulo anule cancelada
  annuler annule annulez annulation
  desmarcar desmarco desmarque cancelamento
  kanselleer gekanselleer
  khansela ukukhansela khanseleni hoxisa`);

/** What an answer goes with: the appointment, the place and the clock, without saying which. */
const surroundings = words(`
  appointment visit booking reservation there time on at m am re this that you see we be
  cita citas asistencia consulta turno ahi alli alla puntual tiempo nos vemos esa ese esta este sin falta que yo
  rendez vous rdv la heure presence ma present presente y
  consulta horario presenca la lado dia em eu estarei sem falta local
  afspraak daar betyds sal ons dan
  isikhathi ngesikhathi aphoyintimenti i lapho khona ngize ngifike size`);

const courtesies = words(`
  thank thanks you very much kind great good
  gracias muchas muchisimas mil doctor doctora dr dra buen dia
  merci beaucoup docteur bien
  obrigado obrigada muito doutor doutora
  dankie baie dokter
  ngiyabonga siyabonga kakhulu dokotela`);

// Said to a dialogue that one does not want to go on with.
const leaving = new RegExp(
  `^(?:${[
    'never ?mind|forget it|abort|quit|leave it|leave it as it is',
    'olvidelo|olvidalo|salir|dejelo asi|dejalo asi|asi esta bien',
    'laissez tomber|laisse tomber|quitter|abandonner',
    'deixa pra la|esquece|esqueca|sair|desistir|deixe assim',
    'vergeet dit|vergeet daarvan|los dit|laat staan',
    'yeka|yekela|kuyeke|kukhohlwe',
  ].join('|')})$`,
);

// `No` is Portuguese for `in the`.
const portugueseIn = /\bno (?=(?:horario|dia|local|consultorio|hospital|posto)\b)/g;
const noProblem = /\b(?:no (?:problem|worries)|no hay problema|sin problema|pas de (?:probleme|souci)|sem problema)\b/g;

const beThere = /\bbe there\b/g;

/** What a text says; undefined when it says anything else, or more. */
export function readAnswer(text: string): Said | undefined {
  const plain = plainWords(text).replaceAll(portugueseIn, 'em ');
  const said = plain.replaceAll(noProblem, 'ok').replaceAll(beThere, 'come');
  if (said === '') return readSigns(text);
  if (leaving.test(said)) return 'leave';
  if (wantsAnotherTime(text)) return 'another_time';
  if (isAbout(said, [cancelling], [surroundings, courtesies])) return 'cancel';
  if (asksForPerson(text)) return 'person';
  if (isGreeting(text)) return 'greeting';
  const answer = isQuestion(text) ? undefined : readVerdict(said);
  return answer ?? (isThanks(text) ? 'thanks' : undefined);
}

// `Can I come at eleven?` confirms nothing.
function isQuestion(text: string): boolean {
  return /[?¿]/.test(text);
}

function readVerdict(said: string): Said | undefined {
  const around = [surroundings, courtesies];
  if (isAbout(said, [notComing], [refusing, ...around])) return 'declined';
  if (isAbout(said, [refusing, coming], around)) return 'declined';
  if (isAbout(said, [refusing], [confirming, ...around])) return 'no';
  if (isAbout(said, [confirming], [agreeing, coming, ...around])) return 'confirmed';
  if (isAbout(said, [coming], [agreeing, ...around])) return 'confirmed';
  return isAbout(said, [agreeing], around) ? 'yes' : undefined;
}

const assenting = /^(?:👍|👌|✅|✔|☑|🆗|🤝|🙏)+$/u;
const dissenting = /^(?:👎|❌|❎|✖|🚫)+$/u;

/** Of a text without words. */
function readSigns(text: string): Said | undefined {
  const signs = text.replaceAll(/[\s\uFE0F!.]|\p{Emoji_Modifier}/gu, '');
  if (assenting.test(signs)) return 'yes';
  return dissenting.test(signs) ? 'no' : undefined;
}
