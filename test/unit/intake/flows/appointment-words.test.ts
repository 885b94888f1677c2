// What people's words are taken for when they answer a reminder, in every language.
import { expect } from 'chai';
import { languages, type Language } from '../../../../src/domain/language.ts';
import { commandWords } from '../../../../src/intake/commands.ts';
import { readAnswer, type Said } from '../../../../src/intake/reminder-words/phrases.ts';
import { catalogues } from '../../../../src/intake/locales/index.ts';

const answers: { readonly [language in Language]: { readonly [said in Said]?: readonly string[] } } = {
  en: {
    yes: ['Yes', 'yes please', 'yes pls', 'OK!', 'Yep, thanks', 'of course', 'no problem', 'Sure, thank you very much'],
    confirmed: ['I confirm', 'Confirmed 👍', 'I’ll be there', 'Yes, I am coming', 'yes we will attend'],
    no: ['No', 'no thanks', 'Nope'],
    declined: ['I am not coming', 'I won’t come', 'no, we are not coming', 'I will not be there'],
    another_time: [
      'Another time',
      'reschedule',
      'I can’t',
      'cannot make it',
      'I can’t come, I am at work all day',
      'can we move it to Friday?',
      'Sorry, I can’t on Monday. Tuesday?',
    ],
    cancel: ['cancel', 'please cancel my appointment', 'I want to cancel'],
    leave: ['never mind', 'forget it'],
    person: ['I want to talk to a person'],
    thanks: ['Thank you!'],
    greeting: ['Good morning'],
  },
  'es-MX': {
    yes: [
      'SI',
      'Sí',
      'si, gracias',
      'claro que sí',
      'Sí por favor',
      'sí porfa',
      'por supuesto',
      'sí, sin problema',
      'ok',
    ],
    confirmed: [
      'confirmo',
      'Sí confirmo mi cita',
      'ahí estaré',
      'Sí vamos',
      'Sí, ahí estaremos doctora, gracias',
      'voy',
    ],
    no: ['no', 'No gracias', 'no confirmo'],
    declined: ['No voy a ir', 'no iré', 'no asistiremos, gracias'],
    another_time: [
      'cambiar',
      'otra fecha',
      'Reagendar por favor',
      'no puedo',
      'No puedo ir ese día porque trabajo',
      '¿Me la puede cambiar de día?',
      'no voy a poder asistir, mi hijo está enfermo',
      'quiero cambiar la cita para el martes a las 11',
    ],
    cancel: ['cancelar', 'Cancele mi cita por favor', 'quiero cancelar la cita'],
    leave: ['olvídelo'],
    person: ['quiero hablar con una persona'],
    thanks: ['muchas gracias'],
    greeting: ['Buenos días'],
  },
  fr: {
    yes: ['Oui', 'oui svp', 'oui merci', 'd’accord', 'bien sûr', 'pas de souci'],
    confirmed: ['je confirme', 'Oui, je serai là', 'je viendrai', 'je confirme ma présence'],
    no: ['non', 'Non merci'],
    declined: ['Je ne viendrai pas', 'je ne viens pas'],
    another_time: [
      'une autre date',
      'Je ne peux pas venir',
      'je voudrais déplacer le rendez-vous',
      'Je ne pourrai pas être là lundi',
      'pouvez-vous changer mon rendez-vous ?',
    ],
    cancel: ['annuler', 'je voudrais annuler mon rendez-vous'],
    leave: ['laissez tomber'],
  },
  'pt-BR': {
    yes: ['Sim', 'sim, obrigado', 'combinado', 'claro'],
    confirmed: ['confirmo', 'Sim, vou', 'estarei lá no horário', 'eu vou'],
    no: ['Não', 'não obrigada'],
    declined: ['não vou', 'Não vou comparecer'],
    another_time: [
      'outra data',
      'remarcar',
      'não posso',
      'Não vou poder comparecer',
      'quero mudar o horário da consulta',
    ],
    cancel: ['cancelar', 'quero cancelar a consulta'],
    leave: ['deixa pra lá'],
  },
  af: {
    yes: ['Ja', 'ja dankie'],
    confirmed: ['ek bevestig', 'ek kom', 'Ja, ek sal daar wees'],
    no: ['Nee', 'nee dankie'],
    declined: ['Ek kom nie'],
    another_time: ['’n Ander tyd', 'ek kan nie kom nie', 'Kan ons dit skuif?', 'ek kan nie'],
    cancel: ['kanselleer', 'kanselleer asseblief my afspraak'],
    leave: ['los dit'],
  },
  zu: {
    yes: ['Yebo', 'yebo ngiyabonga', 'kulungile'],
    confirmed: ['ngizofika', 'Yebo, ngiyeza', 'ngiyaqinisekisa'],
    no: ['Cha', 'cha ngiyabonga'],
    declined: ['Angizi', 'ngeke ngize'],
    another_time: ['esinye isikhathi', 'olunye usuku', 'angikwazi', 'ngeke ngikwazi ukufika'],
    cancel: ['khansela'],
    leave: ['yekela'],
  },
};

// In doubt people are asked.
const nothing = [
  'Can I come at eleven?',
  '¿puedo ir a las 11?',
  'sí pero a las 11',
  'Voy el martes',
  'si no voy me cobran',
  'no, sí voy',
  'I do not need to change it',
  'can I bring my mother',
  'Who is this?',
  'I can’t find the address of the clinic',
  '🐶',
  '1',
  '',
  '?',
  'x'.repeat(5_000),
];

describe('an answer in words', () => {
  for (const language of languages) {
    it(`is understood in ${language}`, () => {
      for (const [said, texts] of Object.entries(answers[language]))
        for (const text of texts) expect(readAnswer(text), text).to.equal(said);
    });

    it(`is what the texts in ${language} tell people to write`, () => {
      const { 'appointment.not_understood': told, ...more } = catalogues[language];
      const [yes, another, declined] = [...told.matchAll(/\*([^*]+)\*/g)].map(([, words]) => readAnswer(words!));
      expect([yes, another, declined]).to.deep.equal(['yes', 'another_time', 'declined']);
      expect(readAnswer(more['appointment.choice_decline'])).to.equal('declined');
      expect(readAnswer(more['appointment.choice_another_time'])).to.equal('another_time');
    });
  }

  it('may be a sign', () => {
    for (const text of ['👍', '👍🏽', ' 👌🙏 ', '✔️', '✅!']) expect(readAnswer(text), text).to.equal('yes');
    for (const text of ['👎🏾', '❌']) expect(readAnswer(text), text).to.equal('no');
  });

  it('is none when it says anything more, or asks', () => {
    for (const text of nothing) expect(readAnswer(text), text.slice(0, 50)).to.equal(undefined);
  });

  it('is every word that cancels a dialogue: about the appointment, or about the talk', () => {
    for (const [word, command] of commandWords)
      if (command === 'cancel') expect(readAnswer(word), word).to.be.oneOf(['cancel', 'leave']);
  });
});
