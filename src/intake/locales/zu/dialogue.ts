import type { dialogue as english } from '../en/dialogue.ts';

export const dialogue: { readonly [key in keyof typeof english]: string } = {
  'dialogue.commands':
    'Noma nini: *imenyu* ukuqala kabusha, *emuva* ukuthola umbuzo odlule, *khansela* ukuyeka, *usizo* ukuthola lokhu.',
  'dialogue.cancelled': 'Kukhanseliwe. Akukho okugciniwe. Bhala *imenyu* uma ufuna ukuqala kabusha.',
  'dialogue.nothing_to_cancel': 'Akukho okungakhanselwa. Bhala *imenyu* ukuze uqale.',
  'dialogue.no_way_back': 'Lo ngumbuzo wokuqala, awukho ngaphambi kwawo.',
  'dialogue.expired': 'Sekuphele isikhathi, ngakho ebesikuqalile kuphelile futhi akugcinwanga.',
  'dialogue.stale_choice': 'Lokho okukhethile kungokombuzo odlule. Silapha manje:',
  'dialogue.past_choice': 'Lowo mbuzo usuqediwe kakade.',
  'dialogue.too_long': 'Kude kakhulu kunalokho engingakufunda. Sicela ukusho ngamagama ambalwa.',
  'dialogue.slow_down': 'Ubhala ngokushesha kunalokho engingakulandela. Ngizophinde ngilalele emzuzwini owodwa.',
  'dialogue.automatic': 'Umyalezo ofanayo uyaqhubeka nokufika, ngakho angisawuphenduli. Bhala okunye ukuze siqhubeke.',
  'dialogue.no_progress':
    'Asiqhubeki ngale ndlela, ngakho angisaphenduli. Sicela ulinde imizuzu eyishumi ngaphambi kokubhala futhi.',
  'dialogue.abuse': 'Ngiyaqonda ukuthi uthukuthele. Ngingasiza kuphela ngalokho okudingayo: sicela ungitshele khona.',
  'dialogue.not_kept': 'Kukhona okungahambanga kahle ngakithi. Sicela uzame futhi emzuzwini.',
  'dialogue.reminder_confirmed': 'Siyabonga, sikubhalile lokho.',
  'dialogue.reminder_passed_on': 'Siyabonga ngokusazisa. Sesiwudlulisile umlayezo wakho.',
  'dialogue.options': 'Okungakhethwa',
};
