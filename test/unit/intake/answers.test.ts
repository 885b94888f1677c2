// An answer by number, by title, in words or by voice names the same choice, and an unclear one names none.
import { expect } from 'chai';
import fc from 'fast-check';
import { chosenAnswer } from '../../../src/intake/answers.ts';
import { parseReplyOptions, chosenOption } from '../../../src/intake/reply-options.ts';

const severity = [
  { id: 'low', title: 'Low' },
  { id: 'medium', title: '🟡 Médio' },
  { id: 'high', title: 'High' },
];
const ten = Array.from({ length: 10 }, (_, index) => ({ id: String(index + 1), title: `Row ${'abcdefghij'[index]}` }));
const written = (text: string, options = severity) => chosenAnswer(text, options, { spoken: false })?.id;
const said = (text: string, options = severity) => chosenAnswer(text, options, { spoken: true })?.id;

describe('an answer', () => {
  it('chooses by number, however it is written', () => {
    const digits = ['2', '2.', ' 2 ', '(2)', '[2]', '#2', '２', '٢', '२', '২', '2️⃣', '②', '*2*', '2!', '"2"', '2)'];
    const named = ['opción 2', 'Option 2', 'number 2', 'No. 2', 'n° 2', 'Nº 2', 'número 2', 'opção 2', 'choix 2'];
    const more = [
      'nommer 2',
      'opsie 2',
      'inombolo 2',
      '2 please',
      'la 2',
      '2, por favor',
      'option 2️⃣',
      '2nd',
      '2a',
      '2e',
    ];
    for (const text of [...digits, ...named, ...more]) expect(written(text), text).to.equal('medium');
    expect([written('10', ten), written('🔟', ten), written('1️⃣0️⃣', ten)]).to.deep.equal(['10', '10', '10']);
  });

  it('chooses by title, whatever its case, accents, punctuation, emoji and courtesy', () => {
    for (const text of ['🟡 Médio', 'médio', 'MEDIO', ' medio. ', '*Médio*', 'Médio, por favor', 'me\u0301dio'])
      expect(written(text), text).to.equal('medium');
    const boxed = [
      { id: 'a', title: '1️⃣ Report a defect' },
      { id: 'b', title: '👍' },
      { id: 'c', title: '👎' },
    ];
    for (const text of ['report a defect', '1 report a defect', '1️⃣ Report a defect'])
      expect(written(text, boxed), text).to.equal('a');
    expect([written('👍', boxed), written('👎', boxed), written('🙂', boxed)]).to.deep.equal(['b', 'c', undefined]);
  });

  it('chooses by number in words, of every language', () => {
    const seconds = {
      en: ['two', 'number two', 'the second one', 'second', 'option two please', 'the second option'],
      es: ['dos', 'la dos', 'opción dos', 'el segundo', 'la segunda opción', 'número dos, por favor'],
      fr: ['deux', 'le deux', 'le deuxième', 'la seconde', 'numéro deux', 'le deuxième choix'],
      pt: ['dois', 'duas', 'o segundo', 'a segunda opção', 'número dois'],
      af: ['twee', 'nommer twee', 'die tweede', 'die tweede een', 'tweede opsie'],
      zu: ['kubili', 'okwesibili', 'eyesibili', 'inombolo yesibili', 'i-two'],
    };
    for (const [language, texts] of Object.entries(seconds))
      for (const text of texts) expect(written(text), `${language}: ${text}`).to.equal('medium');
    const tens = ['ten', 'diez', 'dix', 'dez', 'tien', 'ishumi', 'tenth', 'décimo', 'dixième', 'tiende', 'eleshumi'];
    for (const text of tens) expect(written(text, ten), text).to.equal('10');
    const ones = ['one', 'uno', 'un', 'um', 'een', 'kunye', 'option one', 'number one', 'opsie een', 'the first one'];
    for (const text of ones) expect(written(text, ten), text).to.equal('1');
  });

  it('names nothing when it says something else, or a number that is not offered', () => {
    const others = [
      '0',
      '4',
      '-1',
      '22',
      '1.5',
      '1,5',
      '1e0',
      '2%',
      '+2',
      '2 of them',
      'two people',
      'the second leak',
    ];
    const words = [
      '',
      ' ',
      '🙂',
      'lowest',
      'very high',
      'no one',
      'no',
      'the',
      'please',
      'four',
      'high low',
      '2 3',
      'option',
    ];
    for (const text of [...others, ...words, `2${' '.repeat(300)}`]) expect(written(text), text).to.equal(undefined);
    expect(written('2', [])).to.equal(undefined);
  });

  it('names nothing when it could mean two', () => {
    const twins = [
      { id: 'a', title: 'Other' },
      { id: 'b', title: 'other!' },
      { id: 'c', title: '1' },
    ];
    expect(written('other', twins)).to.equal(undefined);
    expect(written('1', twins), 'a title that is the number of another').to.equal(undefined);
    expect(written('2', twins)).to.equal('b');
    expect(written('3', [{ id: 'x', title: '3' }]), 'a title, and no number offered').to.equal('x');
  });

  it('may say more around a title when it was spoken', () => {
    for (const text of ['eh, high please', 'I think it is high', 'High. It is high.', 'uh high'])
      expect(said(text), text).to.equal('high');
    for (const text of ['two', 'the second one', 'medio', '2']) expect(said(text), text).to.equal('medium');
    expect(written('I think it is high')).to.equal(undefined);
  });

  it('names nothing when what was spoken names two choices, denies one, or only sounds alike', () => {
    for (const text of [
      'high or low',
      'not high',
      'no, not the high one',
      'highway',
      'pas high',
      'I have two problems',
      '',
    ])
      expect(said(text), text).to.equal(undefined);
  });

  it('is not within an account of something that was spoken, nor within what puts it off', () => {
    const titled = (...titles: string[]) => titles.map((title) => ({ id: title, title }));
    const start = titled('Report a problem', 'Where is my report?', 'Talk to a person');
    const confirm = titled('Send', 'Change', 'Cancel');
    const menu = titled('Confirm', 'Cancel');
    const accounts: [string, ReturnType<typeof titled>][] = [
      ['Hello, I want to report a problem: a big pothole in Main Street 12, near the school', start],
      ['I want to report a problem, water leak', start],
      ['Before you send it, wait, the address is actually Main Street 120', confirm],
      ['Please send somebody fast, a child was hurt there', confirm],
      ['did you send it?', confirm],
      ['wait, send', confirm],
      ['no envíe todavía', titled('Envíe', 'Cambiar')],
      ['Ungathumeli, thumela kamuva', titled('Thumela', 'Shintsha')],
      ['Angifuni ukuqinisekisa', titled('Ukuqinisekisa')],
      ["I can't confirm that yet, I have to ask my boss first", menu],
      ["I can't confirm", menu],
      ['I cannot confirm that', menu],
      ["I won't confirm", menu],
      ['Je ne veux pas confirmer', titled('Confirmer', 'Annuler')],
      ['Ek wil nog nie bevestig nie', titled('Bevestig', 'Kanselleer')],
      ['the belt started to skip and there is smoke coming out', titled('Skip')],
      ['the belt started to skip', titled('Skip')],
      ['when you are done with that please call me', titled('Done')],
      ['high since 1998', titled('High', 'Low')],
    ];
    for (const [text, options] of accounts) expect(said(text, options), text).to.equal(undefined);
  });

  it('has courtesies and hesitation around it, in every language', () => {
    const around: [string, string][] = [
      ['Yes, please send it, thank you very much.', 'Send'],
      ['the bearing is broken', 'Bearing'],
      ['Hello, where is my report?', 'Where is my report?'],
      ['I want to report a problem', 'Report a problem'],
      ['Sí, confirmar por favor, muchas gracias', 'Confirmar'],
      ['Creo que es alta', 'Alta'],
      ["Euh, je crois que c'est élevée", 'Élevée'],
      ['Acho que é alta', 'Alta'],
      ['Ek dink dit is hoog', 'Hoog'],
      ['Yebo, thumela, ngiyabonga kakhulu', 'Thumela'],
    ];
    for (const [text, title] of around)
      expect(
        said(text, [
          { id: 'yes', title },
          { id: 'other', title: 'Purple' },
        ]),
        text,
      ).to.equal('yes');
  });

  it('may be the longer of two titles when one is within the other', () => {
    const nested = [
      { id: 'r', title: 'Reject' },
      { id: 'i', title: 'Internal reject' },
      { id: 'n', title: 'Not sure' },
    ];
    expect(said('well, internal reject please', nested)).to.equal('i');
    expect(said('a reject I think', nested)).to.equal('r');
    expect(said('reject, internal reject', nested)).to.equal(undefined);
    expect(said('I am not sure really', nested)).to.equal('n');
  });

  it('names every choice by its title and by its number, and what it names is always one of them', () => {
    const titles = fc.uniqueArray(fc.stringMatching(/^[a-z]{4,9} [a-z]{4,9}$/), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(titles, fc.boolean(), fc.string({ unit: 'grapheme' }), (list, spoken, text) => {
        const options = list.map((title, index) => ({ id: `o${index}`, title }));
        for (const [index, option] of options.entries()) {
          for (const answer of [option.title, option.title.toUpperCase(), String(index + 1), `(${index + 1})`])
            expect(chosenAnswer(answer, options, { spoken })).to.equal(option);
        }
        const other = chosenAnswer(text, options, { spoken });
        expect(other === undefined || options.includes(other)).to.equal(true);
      }),
    );
  });
});

describe('choices that went out as numbered text', () => {
  const options = [
    { id: 'water', title: 'Water' },
    undefined,
    { id: 'roads', title: 'Roads & paths' },
    { id: 'x', title: '7' },
  ];

  it('are chosen by number, however it is written, or by title', () => {
    for (const text of ['3', '3.', ' 3 ', '(3)', '３', '#3', '3️⃣', 'Roads & paths', ' roads &  PATHS'])
      expect(chosenOption(text, options)?.id, text).to.equal('roads');
    expect(chosenOption('7', options)?.id, 'a title before a number').to.equal('x');
  });

  it('are not chosen by anything else', () => {
    for (const text of ['0', '2', '5', '-1', '33', 'road', '3 of them', '1.5', '1e0', ''])
      expect(chosenOption(text, options), text).to.equal(undefined);
  });

  it('keep their numbers when one cannot be read', () => {
    expect(parseReplyOptions([null, 5, { id: '' }, { id: 'b', title: 'B' }])).to.deep.equal([
      undefined,
      undefined,
      undefined,
      { id: 'b', title: 'B' },
    ]);
    expect(parseReplyOptions('x')).to.deep.equal([]);
  });
});
