// Commands are understood in every language and spelling, and never in what says more.
import { expect } from 'chai';
import { languages } from '../../../src/domain/language.ts';
import { readOptOutWish } from '../../../src/domain/opt-out.ts';
import { commandWords, readCommand } from '../../../src/intake/commands.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';

describe('a command', () => {
  it('is what the person is told to write, in their language', () => {
    for (const language of languages) {
      const shown = [...catalogues[language]['dialogue.commands'].matchAll(/\*([^*]+)\*/g)].map(([, word]) => word!);
      expect(shown.map(readCommand), language).to.deep.equal(['menu', 'back', 'cancel', 'help']);
    }
  });

  it('is named by a word that works wherever the engine names one', () => {
    for (const language of languages)
      for (const [key, text] of Object.entries(catalogues[language]).filter(([key]) => key.startsWith('dialogue.')))
        for (const [, word] of text.matchAll(/\*(\p{L}+)\*/gu))
          expect(readCommand(word!), `${language} ${key}: ${word}`).to.be.a('string');
  });

  it('is the same in any case, with any accents, punctuation, sign in front or courtesy', () => {
    for (const text of ['menu', 'MENÚ', ' Menu. ', '/menu', '*menu*', '«Menu»', 'menu!!', 'ｍｅｎｕ', '📋 menu'])
      expect(readCommand(text), text).to.equal('menu');
    for (const text of ['Menú, por favor', 'menu please', 'Please: menu', 'le menu s’il vous plaît', 'imenyu ngicela'])
      expect(readCommand(text), text).to.equal('menu');
    for (const text of ['Never mind!', '¡Cancelar!', 'Deixa pra lá', 'Laissez tomber', 'Vergeet dit', 'Khansela'])
      expect(readCommand(text), text).to.equal('cancel');
    for (const text of ['Atrás', 'Précédent', 'Voltar', 'vorige vraag', 'Emuva', 'go back'])
      expect(readCommand(text), text).to.equal('back');
    for (const text of ['?', ' ?? ', '¿?', 'Ayuda', 'aidez-moi', 'help my', 'Usizo', 'me ajuda'])
      expect(readCommand(text), text).to.equal('help');
  });

  it('is not heard in anything that says more, or something else', () => {
    const sentences = ['the menu board fell', 'cancel my order PO-1001', 'the back of the machine', 'can you help us?'];
    const answers = [
      'yes',
      'no',
      'si',
      'oui',
      'não',
      'nee',
      'cha',
      '1',
      'high',
      'baja',
      'alto',
      'other',
      'exit',
      'home',
    ];
    for (const text of [...sentences, ...answers, '', '🙂', 'please', `menu${' '.repeat(100)}`])
      expect(readCommand(text), text).to.equal(undefined);
  });

  it('is never a word that ends or resumes messages', () => {
    for (const word of commandWords.keys()) expect(readOptOutWish(word), word).to.equal(undefined);
  });

  it('is recognised as it stands in the list', () => {
    expect(commandWords.size).to.be.greaterThan(100);
    for (const [word, command] of commandWords) expect(readCommand(word), word).to.equal(command);
  });
});
