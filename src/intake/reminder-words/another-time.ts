// Who wants another time, or cannot come. People give their reasons and say which days suit them, so that these words are looked
// for in whatever is said: somebody reads the rest.
import { plainWords } from '../../domain/plain-words.ts';

const oneOf = (...words: string[]) => `(?:${words.join('|')})`;

const moving = oneOf(
  String.raw`reschedul\w*|postpon\w*`,
  String.raw`reagend\w*|reprogram\w*|recalendari\w*|pospon\w*|pospong\w*|aplaz\w*|aplac\w*`,
  'deplacer|decaler|reporter|repousser',
  String.raw`remarc\w*|remarq\w*|adiar|adie|adiamento`,
  'herskeduleer|verskuif|skuif|uitstel',
  String.raw`\w*hlehlis\w*`,
);

// Means it only with what is moved: a name can be changed, too.
const changing = oneOf(
  'change|changing|move|moving',
  String.raw`cambi\w*|mover|mueva\w*|pasar`,
  'changer|modifier|bouger',
  'mudar|trocar|alterar',
  'verander|wysig',
  String.raw`\w*shintsh\w*|\w*guqul\w*`,
);

const other = oneOf('another|other|different', 'otr[ao]s?', 'autres?', 'outr[ao]s?', 'ander', 'esinye|olunye|elinye');

const time = oneOf(
  'times?|days?|dates?|hours?|slots?|appointment|visit|it',
  'fechas?|dias?|horas?|horarios?|turno|cita|cita[s]?|momento',
  'jours?|dates?|heures?|horaires?|creneaux?|moments?|rendez vous|rdv',
  'datas?|consulta|momento',
  'tyd|dag|datum|afspraak|dit',
  String.raw`\w*sikhathi|usuku|ilanga|\w*suku|\w*aphoyintimenti`,
);

const coming = oneOf(
  'come|make it|attend|be there|go',
  'ir|asistir|acudir|llegar|venir|presentarme',
  'venir|etre la|y aller',
  'comparecer|chegar|vir',
  'kom|daar wees|gaan',
  String.raw`uku(?:za|fika)`,
);

const unable = oneOf(
  'can t|can ?not|cant|(?:won t|will not) be able to|not able to|unable to',
  'no (?:puedo|podre|podremos|podemos|podria|voy a poder|vamos a poder|alcanzo a)',
  'peux pas|pourrai pas|pouvons pas|pourrons pas|puis pas',
  'nao (?:posso|podemos|vou poder|vamos poder|poderei|consigo|vou conseguir|conseguirei)',
  'kan ongelukkig nie|kan nie|sal nie kan',
  'angikwazi|angizukwazi|ngeke ngikwazi|asikwazi|ngeke sikwazi',
);

const link = oneOf(
  'on|then|this|that|sorry|i m',
  'el|la|ese|esa|este|esta|a|lo siento',
  'ce|le|la|desolee?',
  'n[ao]|ness[ae]|desculpe',
  'op|daardie|hierdie|jammer',
  'ngo|ngalolo|uxolo',
);

const day = oneOf(
  'today|tomorrow|day|time|morning|afternoon|(?:mon|tues|wednes|thurs|fri|satur)day',
  'hoy|manana|dia|hora|tarde|lunes|martes|miercoles|jueves|viernes|sabado',
  'aujourd hui|demain|jour|heure|lundi|mardi|mercredi|jeudi|vendredi|samedi',
  'hoje|amanha|horario|segunda|terca|quarta|quinta|sexta',
  String.raw`vandag|more|dag|tyd|(?:maan|dins|woens|donder|vry|sater)dag`,
  'namhlanje|kusasa|suku|ngomsombuluko|ngolwesi',
);

const patterns = [
  String.raw`\b${moving}\b`,
  String.raw`\b${changing}(?: \w+){0,3} ${time}\b`,
  String.raw`\b${changing}(?:la|lo)\b`,
  String.raw`\b${other} ${time}\b`,
  String.raw`\b${unable}(?: \w+){0,3} ${coming}\b`,
  // With nothing behind it but when, or a courtesy.
  String.raw`\b${unable}(?: ${link})*(?:$| ${day})`,
].map((pattern) => new RegExp(pattern));

// As a whole text.
const alone = new RegExp(String.raw`^${changing}$`);

// `No need to change it` is no wish to.
const needless = /\b(?:no|not|don t|ne|n|nao) (?:need|want|necesito|hace falta|veux|ai pas besoin|preciso|quero)\b/;

const longestText = 300;

export function wantsAnotherTime(text: string): boolean {
  if (text.length > longestText) return false;
  const said = plainWords(text);
  return alone.test(said) || (!needless.test(said) && patterns.some((pattern) => pattern.test(said)));
}
