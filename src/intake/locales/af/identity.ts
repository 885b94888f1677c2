import type { identity as english } from '../en/identity.ts';

export const identity: { readonly [key in keyof typeof english]: string } = {
  'identity.register_at':
    'Hierdie nommer is net vir mense wat by die organisasie geregistreer is. Registreer asseblief hier: {url}',
  'identity.register':
    'Hierdie nommer is net vir mense wat by die organisasie geregistreer is. Vra hulle asseblief om jou nommer te registreer.',
  'identity.stopped': 'Jy sal geen boodskappe meer van ons ontvang nie. Antwoord START om dit weer te ontvang.',
  'identity.opted_out':
    'Jy het gevra dat ons nie vir jou boodskappe stuur nie, daarom kan ons nie antwoord nie. Antwoord START om weer boodskappe te ontvang.',
  'identity.resumed': 'Jy sal weer ons boodskappe ontvang. Antwoord STOP om dit enige tyd te staak.',
};
