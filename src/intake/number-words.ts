// One to ten as people say them, cardinal and ordinal, in every language and without accents.
import type { Language } from '../domain/language.ts';

// Each string has every word of one number. A word means the same number in all languages, so nobody needs to be asked which
// is spoken.
const words: { readonly [language in Language]: readonly string[] } = {
  en: [
    'one first 1st',
    'two second 2nd',
    'three third 3rd',
    'four fourth 4th',
    'five fifth 5th',
    'six sixth 6th',
    'seven seventh 7th',
    'eight eighth 8th',
    'nine ninth 9th',
    'ten tenth 10th',
  ],
  'es-MX': [
    'un uno una primer primero primera 1o 1a',
    'dos segundo segunda 2o 2a',
    'tres tercer tercero tercera 3o 3a',
    'cuatro cuarto cuarta 4o 4a',
    'cinco quinto quinta 5o 5a',
    'seis sexto sexta 6o 6a',
    'siete septimo septima 7o 7a',
    'ocho octavo octava 8o 8a',
    'nueve noveno novena 9o 9a',
    'diez decimo decima 10o 10a',
  ],
  fr: [
    'un une premier premiere 1er 1ere',
    'deux deuxieme second seconde 2e 2eme',
    'trois troisieme 3e 3eme',
    'quatre quatrieme 4e 4eme',
    'cinq cinquieme 5e 5eme',
    'six sixieme 6e 6eme',
    'sept septieme 7e 7eme',
    'huit huitieme 8e 8eme',
    'neuf neuvieme 9e 9eme',
    'dix dixieme 10e 10eme',
  ],
  'pt-BR': [
    'um uma primeiro primeira',
    'dois duas segundo segunda',
    'tres terceiro terceira',
    'quatro quarto quarta',
    'cinco quinto quinta',
    'seis sexto sexta',
    'sete setimo setima',
    'oito oitavo oitava',
    'nove nono nona',
    'dez decimo decima',
  ],
  af: [
    'een eerste 1ste',
    'twee tweede 2de',
    'drie derde 3de',
    'vier vierde 4de',
    'vyf vyfde 5de',
    'ses sesde 6de',
    'sewe sewende 7de',
    'ag agt agste agtste 8ste',
    'nege negende 9de',
    'tien tiende 10de',
  ],
  zu: [
    'kunye okukodwa okokuqala eyokuqala elokuqala yokuqala lokuqala',
    'kubili bili okubili okwesibili eyesibili elesibili yesibili lesibili',
    'kuthathu okuthathu okwesithathu eyesithathu elesithathu yesithathu lesithathu',
    'kune okune okwesine eyesine elesine yesine lesine',
    'kuhlanu okuhlanu okwesihlanu eyesihlanu elesihlanu yesihlanu lesihlanu',
    'isithupha okuyisithupha okwesithupha eyesithupha elesithupha yesithupha lesithupha',
    'isikhombisa okuyisikhombisa okwesikhombisa eyesikhombisa elesikhombisa yesikhombisa lesikhombisa',
    'isishiyagalombili okwesishiyagalombili eyesishiyagalombili elesishiyagalombili yesishiyagalombili lesishiyagalombili',
    'isishiyagalolunye okwesishiyagalolunye eyesishiyagalolunye elesishiyagalolunye yesishiyagalolunye lesishiyagalolunye',
    'ishumi okuyishumi okweshumi eyeshumi eleshumi yeshumi leshumi',
  ],
};

export const numberWords: ReadonlyMap<string, number> = new Map(
  Object.values(words).flatMap((numbers) =>
    numbers.flatMap((line, index) => line.split(' ').map((word) => [word, index + 1] as const)),
  ),
);
