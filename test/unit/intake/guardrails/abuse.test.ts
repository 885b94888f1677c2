// Nothing but insults is abuse, in every language and disguise; whatever says more, or only looks alike, is not.
import { expect } from 'chai';
import fc from 'fast-check';
import { languages } from '../../../../src/domain/language.ts';
import { isAbuse } from '../../../../src/intake/guardrails/abuse.ts';
import { catalogues } from '../../../../src/intake/locales/index.ts';

const abuse = {
  en: [
    'fuck you',
    'Fuck off!',
    'you are a fucking idiot',
    'You stupid, stupid bot',
    'go to hell',
    'What a piece of shit',
    'idiots!!',
  ],
  es: [
    'chinga tu madre',
    '¡Pendejo!',
    'eres un pinche idiota',
    'Hijos de puta',
    'Vete a la mierda, cabrón',
    'ESTÚPIDOS',
  ],
  fr: [
    'connard',
    'Ta gueule !',
    'espèce d’abruti',
    'Vous êtes des connards',
    'bande de cons',
    'Va te faire foutre, enculé',
  ],
  pt: ['vai se foder', 'Filho da puta!', 'você é um babaca', 'seu otário', 'Porra, caralho', 'vai tomar no cu'],
  af: ['fok jou', 'Voetsek!', 'jy is ’n idioot', 'Jou ma se poes', 'julle is almal idiote', 'fokken kak'],
  zu: ['msunu wakho', 'Voetsek wena', 'uyisilima', 'wena mgodoyi', 'hamba uyonya'],
};

const disguised = [
  'FUUUUCK YOU',
  'f*ck you',
  'sh1t',
  'sh!t',
  'b1tch',
  'a$$hole',
  'p3ndej0',
  'Ｆｕｃｋ',
  'fúck',
  'idioooota',
  '🤬 fuck 🤬',
  '🖕',
  '🖕🏽🖕🏽',
];

const reports = {
  en: [
    'the damn pipe burst in Main St',
    'fucking streetlight on 5th is out again',
    'there is shit all over the pavement',
    'my idiot neighbour blocks the road',
  ],
  es: ['la pinche máquina no arranca', 'hay mierda de perro en la banqueta', 'el puto semáforo de Juárez no sirve'],
  fr: ['putain de panne rue de la Paix', 'il y a de la merde sur le trottoir', 'le con de feu rouge est cassé'],
  pt: ['a porra do poste está apagado', 'tem merda na calçada', 'que merda de buraco na Rua Augusta'],
  af: ['die fokken lig werk nie', 'daar is kak in die straat', 'die pyp is gebars'],
  zu: ['kunokungcola emgwaqweni', 'ipayipi liqhumile, msunu'],
};

// Names, and words that mean something else or sound like one.
const ordinary = {
  places: [
    'Scunthorpe',
    'Penistone Road',
    'Bitche',
    'Twatt',
    'Fockbek',
    'Cock Lane',
    'Dick Street 12',
    'Kakamas',
    'Putaendo',
    'Shitterton',
    'Wankendorf',
    'Putney',
    'Hoërskool',
    'Assen',
  ],
  en: [
    'looser',
    'cone',
    'high',
    'no',
    'damn',
    'hell',
    'a bastard file is missing',
    'help',
    '455',
    '5417',
    'class',
    'cockpit',
    'you',
    'this is it',
  ],
  es: [
    'alto',
    'burro',
    'con',
    'un burro',
    'la muñeca',
    'computadora',
    'disputa',
    'reputación',
    'son las dos',
    'sale con agua',
    'débiles',
  ],
  fr: ['retard', 'en retard', 'con', 'conne', 'bâtard', 'député', 'la dispute', 'une connexion', 'tous les jours'],
  pt: ['com', 'cu', 'corno', 'computador', 'deputado', 'veado', 'todos os dias', 'muito'],
  af: ['hoër', '’n doos', 'moer', 'bliksem', 'teef', 'naai', 'die dom', 'kake', 'fokus', 'hond'],
  zu: ['inja', 'nyoka', 'umama', 'igolide', 'yebo', 'cha', 'suka'],
};

describe('abuse', () => {
  for (const [language, texts] of Object.entries(abuse)) {
    it(`is nothing but insults: ${language}`, () => {
      for (const text of texts) expect(isAbuse(text), text).to.equal(true);
    });
  }

  it('is seen through capitals, signs, widths, accents, repeated letters and emoji', () => {
    for (const text of disguised) expect(isAbuse(text), text).to.equal(true);
  });

  for (const [language, texts] of Object.entries(reports)) {
    it(`is never a report, however it is put: ${language}`, () => {
      for (const text of texts) expect(isAbuse(text), text).to.equal(false);
    });
  }

  for (const [kind, texts] of Object.entries(ordinary)) {
    it(`is no other word or name: ${kind}`, () => {
      for (const text of texts) expect(isAbuse(text), text).to.equal(false);
    });
  }

  it('is nothing that the platform says itself', () => {
    for (const language of languages)
      for (const [key, text] of Object.entries(catalogues[language]))
        expect(isAbuse(text), `${language} ${key}`).to.equal(false);
  });

  it('is not an empty text, numbers, a photo, or a text of any other words', () => {
    for (const text of ['', ' ', '🙂', '2', 'PO-1001', '+27821234567']) expect(isAbuse(text), text).to.equal(false);
    const word = fc.stringMatching(/^[bdfgjlmr][aeiou][nrstv][aeiou]x$/);
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(abuse).flat()), word, (insult, other) => {
        expect(isAbuse(`${insult} ${other}`)).to.equal(false);
        expect(isAbuse(`${other} ${insult}`)).to.equal(false);
      }),
    );
  });
});
