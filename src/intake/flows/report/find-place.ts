// The place that a text names, in the person's own words. Rather none than a wrong one: without it the person is asked.
import { guessCategory } from './categories.ts';
import { signsOf } from './place-signs.ts';

export interface FoundPlace {
  text: string;
  /** Nothing else is said. */
  alone: boolean;
}

// A grammar over the signs of place-signs.ts.
const of = '(?:da?)?';
const the = '(?:da?|a)?';
const name = `(?:[Co]|n(?=${of}C))(?:${of}[Co])*`;
// Not what is counted: `12 baches`.
const number = 'n(?![wP])';
const closes = '(?=$|[|,xadFKkGE&])';

const street = oneOf(
  // calle Hidalgo 12; 12 rue de la Paix; calle 5
  `(?:n,?)?[SB](?:${of}${name}(?:,?${number})?|n(?![wPd]))`,
  // 12 Church Street; Kerk Straat 12
  `(?:n,?[CIo][Co]{0,3}[TtB]|[Co][Co]{0,3}[TtB]|I[Co]{0,3}T|I[Co]{1,3}[tB])(?:,?${number})?`,
  // Kerkstraat 12
  `Z(?:,?${number})?|z${number}`,
  // Without capitals only a number tells a name.
  `[SB]${of}[wPCo]{1,3},?n${closes}`,
  `n,?[SB]${of}[wP]{1,2}${closes}`,
  `n[wP]{1,2}[TtB]${closes}`,
);
const spot = oneOf(street, name);
const second = oneOf(spot, number);
const corner = oneOf(
  `[Kk]${the}${spot},?&${the}${second}`,
  `[Kk]${the}${street}`,
  `[Kk][wo]{1,2}&[wo]{1,2}${closes}`,
  `(?:C[Co]{0,2},?[Kk]|I[Co]{0,2},?k)${the}${spot}`,
  `[SB]w{1,2}[Kk]w{1,2}${closes}`,
  `[Co]&${the}${street}`,
  'o&[Co]',
);
const between = oneOf(`E${the}(?:${street}|C(?:${of}[Co])*)&${the}${second}`, `E${the}o&${the}(?:${street}|C)`);
const landmark = `F${the}(?:${street}|[Pw]{0,2}${of}C(?:${of}[Co])*P?)`;
const area = `G${of}(?:${name}|${number})`;
// What only says more of a place.
const more = oneOf(
  `,?${oneOf(corner, between, landmark)}`,
  `,?[Kk]${the}${spot}`,
  `,?&${the}${street}`,
  `,?F${the}P(?!w)`,
  `,?[&dx]?a?${area}`,
  `,C(?:${of}C)*(?=$|[,|x])`,
);
const place = new RegExp(`${oneOf(corner, between, landmark, street, area)}(?:${more})*`, 'g');

/** The most exact of those it names; undefined when it names none that a stranger could go to. */
export function findPlace(text: string): FoundPlace | undefined {
  const signs = signsOf(text);
  const spelled = signs.map(({ kind }) => kind).join('');
  const [best] = [...spelled.matchAll(place)]
    .map(({ 0: found, index }) => {
      const words = text.slice(signs[index]!.start, signs[index + found.length - 1]!.end);
      const around = spelled.slice(0, index) + spelled.slice(index + found.length);
      return { found, text: words.replaceAll(/\s+/g, ' '), alone: /^[xad&,|FKkE]*$/.test(around) };
    })
    .filter(({ found, text: words }) => !/[wI]/.test(found) || guessCategory(words) === undefined)
    .toSorted((one, other) => exactness(other.found) - exactness(one.found));
  return best && { text: best.text, alone: best.alone };
}

function exactness(found: string): number {
  if (/[nKkE]|o&/.test(found)) return 2;
  return /[STtBZz]/.test(found) ? 1 : 0;
}

function oneOf(...patterns: string[]): string {
  return `(?:${patterns.join('|')})`;
}
