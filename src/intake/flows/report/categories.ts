// What a report is about, guessed from words that name a problem in any of our languages. A guess, shown before anything is
// sent: places (road, park, street) are left out, for everything happens in one.
import type { Language } from '../../../domain/language.ts';
import { plainWords } from '../../../domain/plain-words.ts';
import { reportCategories, type ReportCategory } from '../../../domain/report-category.ts';

type Named = Exclude<ReportCategory, 'other'>;

// Beginnings of words, as `plainWords` leaves them; `$` ends the word. Zulu puts what a noun is doing before it.
const problems: { readonly [category in Named]: { readonly [language in Language]: string } } = {
  roads: {
    en: 'pot ?holes?$|sinkhole|manhole|pavement|sidewalk|kerb|asphalt|tarmac|traffic (light|signal)|road sign|speed bump',
    'es-MX': 'bache|socavon|banqueta|pavimento|asfalto|semaforo|alcantarilla sin tapa|tope$',
    fr: 'nids? de poule|trottoir|chaussee|bitume|feu(x)? (de circulation|tricolore)|dos d ane',
    'pt-BR': 'buraco|cratera|calcada|asfalto|semaforo|lombada|bueiro sem tampa',
    af: 'slaggat|slaggate|sypaadjie|teerpad|verkeerslig|padteken',
    zu: '\\w*(mgodi|migodi|godini|bhampu|robhoti)',
  },
  lighting: {
    en: 'street ?(light|lamp)|lamp ?post|light pole|public lighting',
    'es-MX': 'alumbrado|farol|luminaria|lampara|poste de luz',
    fr: 'lampadaire|reverbere|eclairage',
    'pt-BR': 'iluminacao|poste de luz|luminaria|lampada|luz do poste',
    af: 'straatlig|straatlamp|lamppaal',
    zu: '\\w*(zibani|sibani|lambu)',
  },
  water: {
    en: 'water|leak|burst pipe|sewage|sewer|drain|flood|hydrant',
    'es-MX': 'fuga|agua$|aguas$|tuberia|drenaje|alcantarilla|inundacion|inundad|coladera',
    fr: 'fuite|eau$|eaux$|canalisation|egout|inondation|inonde',
    'pt-BR': 'vazamento|agua$|aguas$|cano$|esgoto|enchente|alagad|alagamento|bueiro',
    af: 'water|lekkasie|lek$|pyp|riool|oorstrom|vloed',
    zu: '\\w*(manzi|phayiphi|ndle$|ukuvuza|kuyavuza|khukhula)',
  },
  waste: {
    en: 'garbage|rubbish|trash|litter|refuse|waste|dumping|dumped|bins?$|dead (animal|dog|cat)',
    'es-MX': 'basura|basurero|escombro|desecho|tiradero|contenedor|perro muerto|animal muerto',
    fr: 'ordure|dechet|poubelle|encombrant|decharge sauvage|benne',
    'pt-BR': 'lixo|lixeira|entulho|descarte|cacamba|animal morto|cachorro morto',
    af: 'vullis|rommel|afval|gemors|vuilgoed|asblik|storting',
    zu: '\\w*(doti|bhakede|mfucuza|zibi)',
  },
  electricity: {
    en: 'electric|power (cut|outage|line|failure)|no power|outage|blackout|cables?$|wires?$|transformer|substation|sparks|sparking',
    'es-MX': 'apagon|electric|cables?$|transformador|corto circuito|no hay luz|sin luz|se fue la luz|chispas',
    fr: 'electri|panne de courant|coupure de courant|cables?$|transformateur|etincelle',
    'pt-BR': 'energia|eletric|apagao|fio$|fios$|fiacao|transformador|sem luz|falta de luz|curto circuito|faisca',
    af: 'krag$|kragonderbreking|kragdraad|elektris|kabel|beurtkrag|transformator|vonke',
    zu: '\\w*(gesi|ntambo zika|thransfoma)',
  },
  parks: {
    en: 'trees?$|branch|playground|grass|weeds?$|bench|swings?$|hedge',
    'es-MX': 'arbol|rama$|ramas$|pasto|maleza|juegos infantiles|columpio|jardin',
    fr: 'arbre|branche|aire de jeux|pelouse|herbe|balancoire|haie',
    'pt-BR': 'arvore|galho|playground|parquinho|grama$|mato$|balanco|capim',
    af: 'boom$|bome$|takke?$|speelpark|gras$|onkruid|swaai',
    zu: '\\w*(sihlahla|zihlahla|tshani|gatsha)',
  },
  noise: {
    en: 'noise|noisy|loud|barking',
    'es-MX': 'ruido|ruidos|escandalo|musica alta|ladra',
    fr: 'bruit|bruyant|tapage|nuisances? sonore|musique forte|aboie',
    'pt-BR': 'barulho|ruido|som alto|musica alta|latindo',
    af: 'geraas|lawaai|harde musiek|blaf',
    zu: '\\w*(msindo|qophelo elikhulu)',
  },
};

const patterns = reportCategories.flatMap((category) => {
  if (category === 'other') return [];
  const all = Object.values(problems[category]).join('|').replaceAll('$', '\\b');
  return [{ category, pattern: new RegExp(`\\b(?:${all})`, 'g') }];
});

/** The category that most words of the text name; undefined when there is none, or no one that stands out. */
export function guessCategory(text: string): ReportCategory | undefined {
  const said = plainWords(text);
  const counted = patterns
    .map(({ category, pattern }) => ({ category, count: new Set(said.match(pattern)).size }))
    .toSorted((one, other) => other.count - one.count);
  const [first, second] = counted;
  return first && first.count > (second?.count ?? 0) ? first.category : undefined;
}

export function asCategory(name: string | null | undefined): ReportCategory | undefined {
  return reportCategories.find((category) => category === name);
}
