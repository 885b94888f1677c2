// Words that tell a place from what is wrong there, in all our languages. They stand as `plainWords` leaves them.

/** What a word, or a few, can be in the name of a place. One letter each: place-signs.ts spells a text in them. */
export type WordKind = 'S' | 'T' | 'B' | 'K' | 'k' | 'E' | 'F' | 'G' | 'P' | '&' | 'd' | 'a' | 'x';

const words: { readonly [kind in WordKind]: string } = {
  // Streets: the name follows.
  S: `calle, calles, avenida, av, calzada, calz, bulevar, callejon, privada, carretera, andador, plaza, glorieta, prolongacion,
    rue, allee, impasse, quai, chemin, route, place, ruelle, esplanade,
    rua, travessa, praca, alameda, estrada, rodovia, viela,
    umgwaqo, emgwaqeni, emgwaqweni, emgaqweni, kumgwaqo, isitaladi, esitaladini`,
  // Streets: the name comes before.
  T: 'street, st, road, rd, highway, straat, weg, laan, rylaan',
  // Streets: either.
  B: 'avenue, ave, boulevard, blvd, bd',
  // Corners.
  K: `corner of, corner, cnr of, intersection of, junction of, crossing of,
    esquina, esquina de, esquina del, cruce de,
    a l angle de, a l angle du, angle, au coin de, au coin du, au croisement de, croisement de, a l intersection de,
    esquina da, esquina do, cruzamento da, cruzamento de,
    hoek van, h v, kruising van,
    ekhoneni, ekhoneni lase, ekhoneni le, ekhoneni la`,
  // Corners: a name comes before, too.
  k: 'esquina con, esq, esq con, cruce con, esquina com, cruzamento com, cnr',
  E: 'between, entre, tussen, phakathi kwe, phakathi kwa, phakathi',
  // Next to what.
  F: `opposite, opposite to, in front of, next to, near, near to, close to, behind, across from, outside, beside,
    frente a, frente al, enfrente de, enfrente del, en frente de, en frente del, junto a, junto al, al lado de, al lado del, cerca de,
    cerca del, detras de, detras del, a un lado de, a un lado del, afuera de, afuera del,
    en face de, en face du, devant, derriere, a cote de, a cote du, pres de, pres du,
    em frente a, em frente ao, na frente de, na frente do, na frente da, ao lado de, ao lado do, ao lado da, perto de, perto do,
    perto da, atras de, atras do, atras da, proximo a, proximo ao,
    oorkant, teenoor, langs, langsaan, naby, agter, voor die, reg voor,
    eduze, eduze kwa, eduze kwe, eduze ne, phambi, phambi kwa, phambi kwe, ngaphambi kwa, maqondana ne, ngemuva kwa, ngasemuva kwa`,
  // Neighbourhoods.
  G: 'colonia, col, fraccionamiento, fracc, barrio, bairro, quartier, suburb of, township of, ward, wyk, voorstad, elokishini',
  // What many streets have one of: a place beside a street, and none alone.
  P: `school, church, mosque, clinic, hospital, library, market, mall, station, park, bank, garage, stadium, bridge, pharmacy,
    supermarket, museum,
    escuela, iglesia, clinica, biblioteca, mercado, parque, banco, gasolinera, estadio, puente, farmacia, primaria, secundaria, kinder,
    ecole, eglise, mosquee, clinique, hopital, bibliotheque, marche, gare, mairie, parc, banque, stade, pont, pharmacie,
    boulangerie, supermarche, college, lycee,
    escola, igreja, posto, ponte, supermercado, creche, padaria,
    skool, kerk, kliniek, hospitaal, biblioteek, mark, stasie, brug, apteek, winkel,
    isikole, isonto, umtholampilo, isibhedlela, esikoleni`,
  '&': 'and, y, e, et, en, con, com, ne, kanye',
  // Between the words of a name.
  d: 'de, del, da, do, das, dos, du, des, d, van, lika, ka, lase, le, n',
  a: 'the, a, an, la, las, los, el, les, l, al, au, aux, o, os, as, ao, die',
  // Never a name, however they are written: they surround a place, or begin the next thought.
  x: `i, we, you, he, she, it, they, my, our, your, his, her, its, their, this, that, these, those, there, here, what, where, when, who,
    why, how, is, are, was, were, be, been, has, have, had, does, did, can, could, will, would, should, must, not, no, yes, please, pls,
    thanks, thank, hello, hi, dear, good, morning, on, in, at, by, to, of, for, from, with, since, until, because, but, or, so, if, after,
    before, during, every, each, all, some, any, many, another, whole, entire, same, next, last, today, yesterday, tomorrow, now, again,
    still, very, too, also, day, days, week, weeks, month, months, year, years, hour, hours, metres, meters, cars, monday, tuesday,
    wednesday, thursday, friday, saturday, sunday, location, address, side, big, dark, busy, dirty, blocked, flooded, broken, closed,
    dangerous, bad, help, urgent, urgently, cracked, collapsed, damaged, one way, street light, street lights, street lamp, street lamps,
    road sign, road signs, street sign, street signs, road works, street pole,
    yo, mi, mis, su, sus, nuestra, nuestro, esta, este, esa, ese, estan, es, son, era, hay, tiene, tienen, ha, han, fue, lleva, llevan,
    que, se, me, nos, por, para, pero, porque, desde, hasta, hace, cuando, donde, como, muy, ya, sin, sobre, ni, si, hoy, ayer, manana,
    siempre, nadie, alguien, todo, toda, todos, todas, un, una, uno, favor, gracias, hola, buenas, buenos, dias, tardes, noches, semanas,
    meses, horas, metros, ubicacion, direccion, urge, ayuda, lunes, viernes, cada,
    je, j, il, elle, nous, vous, mon, ma, mes, notre, votre, ce, cet, cette, ces, est, sont, etait, ont, depuis, dans, pour, par, avec,
    sans, mais, car, parce, qui, quand, ou, tres, plus, pas, c, qu, s, une, merci, bonjour, bonsoir, svp, aujourd, hier, demain, jours,
    semaines, mois, heures, adresse, toute, tout, chaque,
    eu, meu, minha, nossa, nosso, seu, sua, isso, isto, estao, tem, foi, em, na, nas, num, numa, mas, nao, quando, onde, muito, muita, ja,
    sem, hoje, ontem, amanha, ninguem, obrigado, obrigada, ola, oi, bom, boa, dia, tarde, noite, endereco, faz, aqui, ali,
    ek, ons, hulle, dit, hierdie, daardie, het, kan, sal, moet, op, vir, sedert, want, maar, baie, nie, nou, asseblief, dankie, hallo,
    goeie, vandag, gister, dae, weke, maande, daar, waar, wat, adres, elke, maandag, vrydag, snelweg, onderweg, halfweg, systraat,
    dwarsstraat,
    mina, thina, wami, wakithi, wethu, lapha, khona, kukhona, kune, ngicela, sicela, siza, ngiyabonga, sawubona, namhlanje, izolo,
    kusukela, kakhulu, ikheli, indawo, lo`,
};

/** The longest of the phrases, in words. */
export const longestPhrase = 4;

const kinds = new Map(
  (Object.keys(words) as WordKind[]).flatMap((kind) =>
    listed(words[kind], /\s*,\s*/).map((word) => [word, kind] as const),
  ),
);

export function kindOfWords(plain: string): WordKind | undefined {
  return kinds.get(plain);
}

/** A small letter makes them ordinary words: `on the way`, `close`. */
export const streetNames = new Set(
  listed('drive dr lane ln way crescent close square court terrace parade pad ryweg singel plein'),
);

/** A full stop behind them ends no sentence. */
export const abbreviations = new Set(
  listed('av ave st rd dr blvd bd col cnr esq fracc calz ln dra ing gral prof sta sto'),
);

/** Spelled small, and yet names: `calle 5 de mayo`. */
export const months = new Set(
  listed(`
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
  janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro`),
);

function listed(list: string, between = /\s+/): string[] {
  return list.trim().split(between);
}
