// What people say about reports, in any of our languages. Words stand as `plainWords` leaves them.
import { isAbout, words } from '../../phrases.ts';

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

/** Wants to know what became of a report, and does not say its number. */
export function asksForStatus(text: string): boolean {
  return isAbout(text, [whereabouts, reports]) || isAbout(text, [statusWords], [whereabouts, reports]);
}
