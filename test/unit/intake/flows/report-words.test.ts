// What people's words are taken for, in every language.
import { expect } from 'chai';
import { languages, type Language } from '../../../../src/domain/language.ts';
import { reportCategories, type ReportCategory } from '../../../../src/domain/report-category.ts';
import { guessCategory } from '../../../../src/intake/flows/report/categories.ts';
import { asksForStatus, wantsToReport } from '../../../../src/intake/flows/report/phrases.ts';
import { catalogues } from '../../../../src/intake/locales/index.ts';
import { asksForPerson, isGreeting, isThanks } from '../../../../src/intake/phrases.ts';
import { isNo, isNone, isYes } from '../../../../src/intake/yes-no.ts';
import { city, shareLocation, ticketOf } from '../../../support/city.ts';

type Said = { readonly [language in Language]: readonly string[] };

const phrases: readonly [string, (text: string) => boolean, Said][] = [
  [
    'a greeting',
    isGreeting,
    {
      en: ['Hi', 'Good day!', 'hello there'],
      'es-MX': ['Hola, buenos días', 'buenas tardes'],
      fr: ['Bonjour', 'bonsoir madame'],
      'pt-BR': ['Oi, tudo bem?', 'Bom dia'],
      af: ['Hallo', 'Goeie môre'],
      zu: ['Sawubona', 'sanibonani'],
    },
  ],
  [
    'a wish to report',
    wantsToReport,
    {
      en: ['I want to report a problem', 'hello, I’d like to report something'],
      'es-MX': ['quiero hacer un reporte', 'Buenas tardes, quisiera reportar un problema'],
      fr: ['je voudrais signaler un problème', 'J’ai un problème'],
      'pt-BR': ['quero fazer uma reclamação', 'Preciso relatar um problema'],
      af: ['Ek wil ’n probleem rapporteer', 'ek wil iets aanmeld'],
      zu: ['ngifuna ukubika inkinga'],
    },
  ],
  [
    'a wish for a person',
    asksForPerson,
    {
      en: ['talk to a person', 'I would like to speak to a human please', 'agent'],
      'es-MX': ['quiero hablar con una persona', 'hablar con alguien por favor'],
      fr: ['je veux parler à quelqu’un', 'un conseiller s’il vous plaît'],
      'pt-BR': ['quero falar com um atendente', 'falar com alguém'],
      af: ['Ek wil met ’n mens praat', 'praat met iemand asseblief'],
      zu: ['ngicela ukukhuluma nomuntu'],
    },
  ],
  [
    'a question about a report',
    asksForStatus,
    {
      en: [
        'Where is my report?',
        'status',
        'what happened to my complaint',
        'any news about my report?',
        'Has my report been fixed yet?',
        'Did you get my report?',
        'has anybody looked at my report yet',
      ],
      'es-MX': [
        '¿Dónde está mi reporte?',
        '¿qué pasó con mi reporte?',
        'estado de mi solicitud',
        '¿Ya recibieron mi reporte?',
        '¿Cuándo van a atender mi reporte?',
      ],
      fr: [
        'Où est mon signalement ?',
        'où en est mon signalement',
        'statut de ma demande',
        'Quand est-ce que mon signalement sera traité ?',
      ],
      'pt-BR': [
        'Onde está meu relato?',
        'cadê minha solicitação',
        'status do meu protocolo',
        'qual o andamento do meu relato?',
      ],
      af: [
        'Waar is my verslag?',
        'wat het van my verslag geword',
        'status van my klagte',
        'Het julle my verslag ontvang?',
      ],
      zu: ['Uphi umbiko wami?', 'isimo sombiko wami', 'Ngicela ukwazi ngombiko wami'],
    },
  ],
  [
    'thanks',
    isThanks,
    {
      en: ['Thank you very much!', 'ok thanks'],
      'es-MX': ['muchas gracias'],
      fr: ['merci beaucoup'],
      'pt-BR': ['muito obrigado'],
      af: ['baie dankie'],
      zu: ['ngiyabonga kakhulu'],
    },
  ],
  [
    'a yes',
    isYes,
    {
      en: ['yes', 'Yes, send it', 'that is right', 'yeah', 'yup, confirm'],
      'es-MX': ['Sí', 'sí, está bien', 'claro', 'confirmo'],
      fr: ['oui', 'Oui, envoyez-le', 'ouais', 'd’accord', 'je confirme'],
      'pt-BR': ['sim', 'pode enviar', 'isso', 'tá certo'],
      af: ['ja', 'ja, stuur dit'],
      zu: ['yebo', 'yebo, thumela'],
    },
  ],
  [
    'a no',
    isNo,
    { en: ['no', 'that is not right'], 'es-MX': ['no'], fr: ['non'], 'pt-BR': ['não'], af: ['nee'], zu: ['cha'] },
  ],
  [
    'nothing to give',
    isNone,
    {
      en: ['no', 'None', 'no more', 'I don’t have any photos', 'skip', 'nothing'],
      'es-MX': ['no tengo más fotos', 'ninguna'],
      fr: ['je n’ai pas de photos', 'aucune'],
      'pt-BR': ['não tenho', 'nenhuma'],
      af: ['geen fotos nie', 'niks'],
      zu: ['cha', 'azikho izithombe'],
    },
  ],
];

const problems: { readonly [category in Exclude<ReportCategory, 'other'>]: { readonly [l in Language]: string } } = {
  roads: {
    en: 'a huge pothole',
    'es-MX': 'Hay un bache enorme',
    fr: 'un nid-de-poule énorme',
    'pt-BR': 'um buraco na rua',
    af: '’n Groot slaggat in die pad',
    zu: 'kunomgodi emgwaqeni',
  },
  lighting: {
    en: 'the streetlight is out',
    'es-MX': 'no sirve el alumbrado',
    fr: 'le lampadaire est éteint',
    'pt-BR': 'a iluminação da rua não funciona',
    af: 'die straatlig werk nie',
    zu: 'izibani azikhanyi',
  },
  water: {
    en: 'a burst pipe',
    'es-MX': 'una fuga de agua',
    fr: 'une fuite d’eau',
    'pt-BR': 'vazamento de água',
    af: 'die pyp lek',
    zu: 'amanzi ayavuza',
  },
  waste: {
    en: 'rubbish everywhere',
    'es-MX': 'no pasó la basura',
    fr: 'des ordures partout',
    'pt-BR': 'lixo na calçada do vizinho, muito entulho',
    af: 'die vullis is nie verwyder nie',
    zu: 'udoti awuthathwanga',
  },
  electricity: {
    en: 'no power since yesterday',
    'es-MX': 'no hay luz desde ayer',
    fr: 'panne de courant depuis hier',
    'pt-BR': 'estamos sem luz desde ontem',
    af: 'daar is nie krag nie',
    zu: 'akukho gesi',
  },
  parks: {
    en: 'a fallen tree',
    'es-MX': 'se cayó un árbol',
    fr: 'un arbre est tombé',
    'pt-BR': 'uma árvore caiu',
    af: '’n boom het omgeval',
    zu: 'isihlahla siwile',
  },
  noise: {
    en: 'loud music every night',
    'es-MX': 'mucho ruido toda la noche',
    fr: 'du bruit toute la nuit',
    'pt-BR': 'muito barulho à noite',
    af: 'geraas die hele nag',
    zu: 'umsindo ubusuku bonke',
  },
};

describe('the words of a report', () => {
  for (const [what, is, said] of phrases) {
    it(`are taken for ${what} in every language`, () => {
      for (const language of languages) for (const text of said[language]) expect(is(text), text).to.equal(true);
    });
  }

  it('are an account of something as soon as they say more', () => {
    for (const text of [
      'Hello, there is a pothole in my street',
      'the person next door plays loud music',
      'where can I report a pothole',
      'what I want in my report: there is a pothole',
      'I want to add something to my report',
      'Hola, se cayó un árbol',
      'no hay luz',
      'thank you for nothing',
      'is that right?',
    ])
      for (const [what, is] of phrases) expect(is(text), `${text}: ${what}`).to.equal(false);
  });

  it('mean what the first question offers, when its titles are written', () => {
    for (const language of languages) {
      const texts = catalogues[language];
      expect(wantsToReport(texts['report.choice_report']), `${language} report`).to.equal(true);
      expect(asksForStatus(texts['report.choice_status']), `${language} status`).to.equal(true);
      expect(asksForPerson(texts['report.choice_person']), `${language} person`).to.equal(true);
      expect(isYes(texts['report.choice_send']), `${language} send`).to.equal(true);
    }
  });

  it('ask for a status in the words that we tell people to use', () => {
    for (const language of languages) {
      const [, told = ''] = /\*([^*{}]+)\*[^*]*$/.exec(catalogues[language]['report.created']) ?? [];
      expect(asksForStatus(told), `${language}: ${told}`).to.equal(true);
    }
  });

  for (const category of reportCategories) {
    if (category === 'other') continue;
    it(`name ${category} in every language`, () => {
      for (const language of languages)
        expect(guessCategory(problems[category][language]), problems[category][language]).to.equal(category);
    });
  }

  it('name no category when they name none, or several alike', () => {
    for (const text of ['it is broken', '', '🤷', 'the gato of my neighbour', 'trash and noise'])
      expect(guessCategory(text), text).to.equal(undefined);
  });

  for (const language of languages) {
    it(`become a report in ${language}`, () => {
      const texts = catalogues[language];
      const person = city({}, {}, language);
      expect(person.write(phrases[0]![2][language][0]!).said).to.contain(texts['report.hello']);
      expect(person.tap(texts['report.choice_report']).said).to.contain(texts['report.ask_description']);
      expect(person.write(problems.parks[language]).said).to.contain(texts['report.ask_place']);
      expect(shareLocation(person).said).to.contain(texts['report.category_parks']);
      const expected = { category: 'parks', description: problems.parks[language] };
      expect(ticketOf(person.tap(texts['report.choice_send']))).to.deep.include(expected);
    });
  }
});
