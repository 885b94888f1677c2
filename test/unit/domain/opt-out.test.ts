// Words that end and resume messages: recognised however they are written, and never in what says more.
import { expect } from 'chai';
import { readOptOutWish } from '../../../src/domain/opt-out.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';

describe('a wish to hear no more', () => {
  it('is recognised whatever the case, accents, punctuation and spaces', () => {
    for (const text of ['STOP', 'stop', ' Stop. ', 'Stop!!!', '"STOP"', 'ＳＴＯＰ', 'stop 🛑'])
      expect(readOptOutWish(text), text).to.deep.equal({ wish: 'stop', language: 'en' });
    for (const text of ['ARRÊT', 'arret', 'Arre\u0302t', 'Désinscrire'])
      expect(readOptOutWish(text), text).to.deep.equal({ wish: 'stop', language: 'fr' });
  });

  it('is recognised in every language', () => {
    const words = {
      en: [
        'STOPALL',
        'STOP ALL',
        'UNSUBSCRIBE',
        'OPT OUT',
        'opt-out',
        'OPTOUT',
        'Please stop',
        'Stop sending me messages!',
      ],
      'es-MX': ['BAJA', 'PARAR', 'Darme de baja', 'No me manden más mensajes'],
      fr: ['Ne m’envoyez plus de messages'],
      'pt-BR': ['descadastrar', 'Cancelar inscrição', 'Não me mandem mais mensagens'],
      af: ['STAAK'],
      zu: ['MISA'],
    };
    for (const [language, list] of Object.entries(words))
      for (const word of list) expect(readOptOutWish(word), word).to.deep.equal({ wish: 'stop', language });
  });

  it('is not heard in words that answer everyday questions, or in a sentence', () => {
    const others = [
      'cancel',
      'no',
      'fin',
      'end',
      'quit',
      'alto',
      'sair',
      'parada',
      'bus stop',
      'stop it please',
      'please stop the noise',
      '',
      '🛑',
    ];
    for (const text of [...others, 'The stop sign in Main Road is gone', `stop${' '.repeat(100)}`])
      expect(readOptOutWish(text), text).to.equal(undefined);
  });

  it('is taken back by words of every language', () => {
    for (const text of ['START', 'Unstop', 'opt in', 'alta', 'reprendre', 'começar', 'hervat', 'qala'])
      expect(readOptOutWish(text)?.wish, text).to.equal('start');
  });
});

describe('what people are told about it', () => {
  it('says in every language how to come back, by words that are understood', () => {
    for (const [language, texts] of Object.entries(catalogues)) {
      for (const key of ['identity.stopped', 'identity.opted_out'] as const)
        expect(readOptOutWish(/START/.exec(texts[key])![0])?.wish, `${language} ${key}`).to.equal('start');
      expect(readOptOutWish(/STOP/.exec(texts['identity.resumed'])![0])?.wish, language).to.equal('stop');
    }
  });
});
