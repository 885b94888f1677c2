// What a person is told who asked to hear no more, who writes all the same, and who wants to hear again.
import type { OptOutLanguage } from './opt-out.ts';

export interface OptOutTexts {
  stopped: string;
  /** They wrote while they hear nothing. */
  reminder: string;
  resumed: string;
}

const texts: { readonly [language in OptOutLanguage]: OptOutTexts } = {
  en: {
    stopped: 'You will not receive any more messages from us. Reply START to receive them again.',
    reminder: 'You asked us not to send you messages, so we cannot answer. Reply START to receive messages again.',
    resumed: 'You will receive our messages again. Reply STOP at any time to end them.',
  },
  es: {
    stopped: 'No recibirá más mensajes nuestros. Responda START para volver a recibirlos.',
    reminder:
      'Nos pidió que no le enviáramos mensajes, por eso no podemos responder. Responda START para volver a recibirlos.',
    resumed: 'Volverá a recibir nuestros mensajes. Responda STOP en cualquier momento para dejar de recibirlos.',
  },
  fr: {
    stopped: 'Vous ne recevrez plus de messages de notre part. Répondez START pour les recevoir à nouveau.',
    reminder:
      'Vous nous avez demandé de ne plus vous écrire, nous ne pouvons donc pas répondre. Répondez START pour recevoir à nouveau nos messages.',
    resumed: 'Vous recevrez à nouveau nos messages. Répondez STOP à tout moment pour ne plus les recevoir.',
  },
  pt: {
    stopped: 'Você não receberá mais mensagens nossas. Responda START para voltar a recebê-las.',
    reminder:
      'Você nos pediu para não enviar mensagens, por isso não podemos responder. Responda START para voltar a recebê-las.',
    resumed: 'Você voltará a receber nossas mensagens. Responda STOP a qualquer momento para deixar de recebê-las.',
  },
  af: {
    stopped: 'Jy sal geen boodskappe meer van ons ontvang nie. Antwoord START om dit weer te ontvang.',
    reminder:
      'Jy het gevra dat ons nie vir jou boodskappe stuur nie, daarom kan ons nie antwoord nie. Antwoord START om weer boodskappe te ontvang.',
    resumed: 'Jy sal weer ons boodskappe ontvang. Antwoord STOP om dit enige tyd te staak.',
  },
  zu: {
    stopped: 'Ngeke usathola imiyalezo evela kithi. Phendula ngo-START ukuze uphinde uyithole.',
    reminder:
      'Usicele ukuthi singakuthumeleli imiyalezo, ngakho asikwazi ukuphendula. Phendula ngo-START ukuze uphinde uthole imiyalezo.',
    resumed: 'Uzophinde uthole imiyalezo yethu. Phendula ngo-STOP noma nini ukuze uyimise.',
  },
};

/** @param language a locale such as `es_MX`, or a language. Default, also for those that have no texts: English. */
export function optOutTexts(language: string | null | undefined): OptOutTexts {
  const known = (language ?? '').slice(0, 2).toLowerCase();
  return known in texts ? texts[known as OptOutLanguage] : texts.en;
}
