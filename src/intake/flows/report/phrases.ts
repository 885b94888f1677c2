// What people say that is not about what is wrong: short messages made of nothing but these words, in any of our languages.
// Whatever else is in a message makes it an account of something. Words stand as `plainWords` leaves them.
import { plainWords } from '../../../domain/plain-words.ts';

type Words = ReadonlySet<string>;

const words = (list: string): Words => new Set(list.split(/\s+/).filter(Boolean));

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
  there any do does did you has been be will was s
  quiero queremos quisiera necesito tengo puedo hacer poner un una el la lo mi mis de del con por para favor algo hay esta van va le
  je j ai nous veux voudrais voulons dois peux puis faire un une le la les l mon ma mes de du des avec pour quelque chose il vous
  plait y a est en c se qu au
  eu quero queria preciso tenho posso fazer um uma o a os meu minha meus do da com por para se
  ek ons wil graag moet het kan n die my iets asseblief van met oor maak is dit
  ngi ngifuna ngicela sifuna wami sami lami`);

const reporting = words(`
  report reporting problem problems issue complaint complain
  reportar reporte problema problemas queja denuncia denunciar
  signaler signalement probleme problemes plainte
  relatar relato registrar reclamar reclamacao
  rapporteer aanmeld meld probleem klagte
  ukubika bika inkinga`);

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

const reports = words(`
  report reports case complaint ticket request
  reporte reportes caso queja folio solicitud denuncia
  signalement signalements plainte demande dossier
  relato relatos solicitacao pedido chamado protocolo reclamacao
  verslag verslae aanmelding klagte saak
  umbiko sombiko imibiko isicelo isikhalo`);

const whereabouts = words(`
  where what when how happened happening become news update updates progress going done ready fixed resolved
  donde que cuando como paso pasa sigue quedo noticias avance listo
  ou quand comment devenu devient nouvelles avance
  onde cade quando como aconteceu andamento noticias esta
  waar wat wanneer hoe gebeur geword nuus vordering
  kuphi uphi ukuphi siphi sikuphi nini kwenzekeni`);

const statusWords = words('status estado estatus statut etat suivi situacao stand isimo');

const sending = words(`
  yes yep correct right send that all
  si correcto exacto enviar envie envielo bien
  oui exact envoyer envoyez
  sim certo correto enviar pode
  ja stuur korrek
  yebo thumela kulungile ok okay`);

const refusing = words('no nope not wrong incorrect incorrecto non nao errado nee verkeerd cha');

const longestPhrase = 10;

export function isGreeting(text: string): boolean {
  return isMadeOf(tokensOf(text), [greetings]);
}

export function isThanks(text: string): boolean {
  return isMadeOf(tokensOf(text), [thanks]);
}

/** All of it is right. */
export function isYes(text: string): boolean {
  return isAbout(text, [sending]);
}

export function isNo(text: string): boolean {
  return isAbout(text, [refusing], [sending]);
}

/** Wants to report, and does not say yet what. */
export function wantsToReport(text: string): boolean {
  return isAbout(text, [reporting]);
}

/** Wants a person to answer. */
export function asksForPerson(text: string): boolean {
  return isAbout(text, [agents], [speaking]) || isAbout(text, [anyone, speaking]);
}

/** Wants to know what became of a report, and does not say its number. */
export function asksForStatus(text: string): boolean {
  return isAbout(text, [whereabouts, reports]) || isAbout(text, [statusWords], [whereabouts, reports]);
}

/** @param topics of each of which there must be a word; of `others` there may be some. */
function isAbout(text: string, topics: readonly Words[], others: readonly Words[] = []): boolean {
  const tokens = tokensOf(text);
  const named = topics.every((list) => tokens.some((token) => list.has(token)));
  return named && isMadeOf(tokens, [...topics, ...others, fillers, greetings]);
}

function isMadeOf(tokens: readonly string[], lists: readonly Words[]): boolean {
  const all = tokens.every((token) => lists.some((list) => list.has(token)));
  return all && tokens.length > 0 && tokens.length <= longestPhrase;
}

function tokensOf(text: string): string[] {
  return plainWords(text).split(' ').filter(Boolean);
}
