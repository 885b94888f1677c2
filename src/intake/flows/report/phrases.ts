// What people say about reports, in any of our languages. Words stand as `plainWords` leaves them.
import { plainWords } from '../../../domain/plain-words.ts';
import { isAbout, words } from '../../phrases.ts';
import { guessCategory } from './categories.ts';

const reporting = words(`
  report reporting problem problems issue complaint complain
  reportar reporte problema problemas queja denuncia denunciar
  signaler signalement probleme problemes plainte
  relatar relato registrar reclamar reclamacao
  rapporteer aanmeld meld probleem klagte
  ukubika bika inkinga`);

const reports = words(`
  report reports case complaint ticket request
  reporte reportes caso queja folio solicitud denuncia
  signalement signalements plainte demande dossier
  relato relatos solicitacao pedido chamado protocolo reclamacao
  verslag verslae aanmelding klagte saak
  umbiko sombiko ngombiko imibiko isicelo isikhalo`);

const whereabouts = words(`
  where what which when how happened happening become news update updates progress going done ready fixed resolved
  yet get got received
  donde que cual cuando como paso pasa sigue quedo noticias avance listo recibieron recibio llego resuelto atendido
  ou quel quelle quand comment devenu devient nouvelles avance avancement recu traite traitee resolu
  onde cade qual quando como aconteceu andamento noticias esta recebeu receberam resolvido atendido
  waar wat watter wanneer hoe gebeur geword nuus vordering gekry ontvang opgelos
  kuphi uphi ukuphi siphi sikuphi nini kwenzekeni ukwazi ufikile ulungisiwe`);

// A report that is asked about is somebody's: `where can I report a pothole` asks for no status.
const owned = words(`
  my mi mis mon ma mes meu minha meus minhas nuestro nuestra notre nossa nosso our ons wami lami sami wethu`);

const labels = words('number no code reference ref numero numeros folio code reference codigo nommer kode inombolo');

const statusWords = words('status estado estatus statut etat suivi situacao stand isimo');

/** Wants to report, and does not say yet what. */
export function wantsToReport(text: string): boolean {
  return isAbout(text, [reporting]);
}

/** Wants to know what became of a report, and does not say its number. */
export function asksForStatus(text: string): boolean {
  if (isAbout(text, [whereabouts, reports]) || isAbout(text, [statusWords], [whereabouts, reports])) return true;
  return asksAfterOwn(plainWords(text).split(' ')) && guessCategory(text) === undefined;
}

const longestQuestion = 10;

/** In a short question other words may stand as well: `has somebody looked at my report yet`. */
function asksAfterOwn(tokens: readonly string[]): boolean {
  const has = (...lists: readonly ReadonlySet<string>[]) =>
    tokens.some((token) => lists.some((list) => list.has(token)));
  return tokens.length <= longestQuestion && has(reports) && has(owned) && has(whereabouts, statusWords);
}

/** Whether what stands around a number says no more than that it is asked about. */
export function asksAbout(around: string): boolean {
  return (
    plainWords(around) === '' ||
    asksForStatus(around) ||
    isAbout(around, [], [whereabouts, statusWords, reports, labels])
  );
}
