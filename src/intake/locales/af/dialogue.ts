import type { dialogue as english } from '../en/dialogue.ts';

export const dialogue: { readonly [key in keyof typeof english]: string } = {
  'dialogue.commands':
    'Enige tyd: *kieslys* om weer te begin, *terug* vir die vorige vraag, *kanselleer* om op te hou, *hulp* vir hierdie boodskap.',
  'dialogue.cancelled': 'Gekanselleer. Niks is gebêre nie. Skryf *kieslys* wanneer jy weer wil begin.',
  'dialogue.nothing_to_cancel': 'Daar is niks om te kanselleer nie. Skryf *kieslys* om te begin.',
  'dialogue.no_way_back': 'Dit is die eerste vraag, daar is nie een voor dit nie.',
  'dialogue.expired': 'Dit is ’n ruk gelede, so dit waarmee ons begin het, is verby en is nie gebêre nie.',
  'dialogue.stale_choice': 'Daardie keuse hoort by ’n vorige vraag. Ons is nou hier:',
  'dialogue.past_choice': 'Daardie vraag is reeds afgehandel.',
  'dialogue.too_long': 'Dit is langer as wat ek kan lees. Sê dit asseblief in minder woorde.',
  'dialogue.slow_down': 'Jy skryf vinniger as wat ek kan volg. Ek luister weer oor ’n minuut.',
  'dialogue.automatic':
    'Dieselfde boodskap bly kom, so ek antwoord dit nie meer nie. Skryf iets anders om voort te gaan.',
  'dialogue.no_progress':
    'Ons vorder nie so nie, so ek antwoord nie meer nie. Wag asseblief tien minute voor jy weer skryf.',
  'dialogue.abuse':
    'Ek verstaan dat jy ontsteld is. Ek kan net help met wat jy nodig het: sê asseblief vir my wat dit is.',
  'dialogue.not_kept': 'Iets het aan ons kant verkeerd gegaan. Probeer asseblief weer oor ’n oomblik.',
  'dialogue.reminder_confirmed': 'Dankie, ons het dit aangeteken.',
  'dialogue.reminder_passed_on': 'Dankie dat jy ons laat weet. Ons het dit aangestuur.',
  'dialogue.options': 'Keuses',
};
